"""The explore page, and the same picture as a file to keep."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from api.pages.context import Frame, Page
from api.pages.drawings import Chip, DrawnPage, ExplorePage
from api.pages.faults import PageRoute, language_of
from api.pages.params import Explored, day_of, explored_of
from api.pages.routes import answer, frame_of, pages_of
from api.pages.timeline import lay_out
from graph.views.gexf import gexf
from graph.views.localized import localized
from graph.views.picture import Setting, page_payload
from graph.views.svg import svg

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/explore")
def explore(request: Request) -> Response:
    """Show the network around some things on a day."""
    asked, body = _asked(request)
    frame = frame_of(request, "Explore", asked.query)
    body = replace(body, view=localized(body.view, frame.language))
    frame = replace(frame, title=body.view.title)
    return answer(request, "explore.html", Page(frame, drawn(body, asked, frame)))


def _asked(request: Request) -> tuple[Explored, ExplorePage]:
    pages = pages_of(request)
    asked = explored_of(request.query_params, day_of(request.query_params, pages.today()))
    return asked, pages.network(asked.exploration)


def drawn(body: ExplorePage, asked: Explored, frame: Frame) -> DrawnPage:
    """Return an explore page with its picture, its days laid out, and the things it is drawn around."""
    labels = {node.id: node.label for node in body.view.nodes}
    ends = asked.exploration.path or asked.exploration.asked.focus
    chips = tuple(
        Chip(name, labels.get(name, name), frame.having(path="", focus=",".join(o for o in ends if o != name)))
        for name in ends
    )
    picture = page_payload(body.view, Setting("/entity/", asked.look, frame.language))
    add = f"/explore?focus={','.join((*ends, ''))}" if not asked.exploration.path else "/explore?focus="
    return DrawnPage(body, picture, lay_out(body.ticks, body.view.as_of), chips, add)


@router.get("/explore.svg")
def as_svg(request: Request) -> Response:
    """Return the picture as SVG, with its title, day, release and legend."""
    asked, body = _asked(request)
    said = language_of(request, pages_of(request))
    body = replace(body, view=localized(body.view, said))
    return _file(svg(body.view, asked.look, _off(request), said), "image/svg+xml", "svg")


@router.get("/explore.gexf")
def as_gexf(request: Request) -> Response:
    """Return the picture as GEXF, each relation with its dates, places and colours."""
    asked, body = _asked(request)
    return _file(gexf(body.view, asked.look, _off(request)), "application/gexf+xml", "gexf")


def _off(request: Request) -> frozenset[str]:
    return frozenset(name for name in request.query_params.get("off", "").split(",") if name)


def _file(text: str, media: str, extension: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="kaname.{extension}"',
        # Opened from here, a picture runs nothing and loads nothing.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(text.encode("utf-8", "replace"), media_type=media, headers=headers)
