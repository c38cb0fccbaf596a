"""The pages: each route reads the address, asks `PageData` for a body and renders it."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from api.pages.context import Chip, DrawnPage, ExplorePage, Frame, Page, PageData
from api.pages.faults import PageRoute
from api.pages.params import Asked, asked_of, day_of
from api.pages.render import render
from api.pages.respond import page_response
from api.pages.static import assets
from api.pages.timeline import lay_out
from graph.errors import NotFound
from graph.views.picture import page_payload

router = APIRouter(route_class=PageRoute, include_in_schema=False)


def pages_of(request: Request) -> PageData:
    """Return the source of page bodies that the application holds."""
    pages: PageData = request.app.state.pages
    return pages


def frame_of(request: Request, title: str, query: tuple[tuple[str, str], ...] = ()) -> Frame:
    """Return what stands around the body of the page that is asked for."""
    pages = pages_of(request)
    today = pages.today()
    return Frame(title, day_of(request.query_params, today), today, pages.release(), request.url.path, query)


def _answer(request: Request, template: str, page: Page[Any]) -> Response:
    return page_response(request, render(template, page))


@router.get("/")
def home(request: Request) -> Response:
    """Show what the release holds and where to start."""
    frame = frame_of(request, "Kaname")
    return _answer(request, "home.html", Page(frame, pages_of(request).home(frame.day)))


@router.get("/entity/{name:path}")
def entity(request: Request, name: str) -> Response:
    """Show an entity, agreement or relation on a day."""
    frame = frame_of(request, name)
    body = pages_of(request).entity(name, frame.day)
    return _answer(request, "entity.html", Page(replace(frame, title=body.label), body))


@router.get("/explore")
def explore(request: Request) -> Response:
    """Show the network around some things on a day."""
    asked = asked_of(request.query_params)
    frame = frame_of(request, "Explore", asked.query)
    body = pages_of(request).network(asked.focus, frame.day, asked.layers, asked.basis)
    frame = replace(frame, title=body.view.title or frame.title)
    return _answer(request, "explore.html", Page(frame, drawn(body, asked)))


def drawn(body: ExplorePage, asked: Asked) -> DrawnPage:
    """Return an explore page with its picture, its days laid out, and the things it is drawn around."""
    labels = {node.id: node.label for node in body.view.nodes}
    chips = tuple(
        Chip(name, labels.get(name, name), tuple(other for other in asked.focus if other != name))
        for name in asked.focus
    )
    picture = page_payload(body.view, links="/entity/")
    return DrawnPage(body, picture, lay_out(body.ticks, body.view.as_of), chips)


@router.get("/sources")
def sources(request: Request) -> Response:
    """Show every source of the release."""
    return _answer(request, "sources.html", Page(frame_of(request, "Sources"), pages_of(request).sources()))


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show the description of the API; the framework's own page would load its scripts from another host."""
    return _answer(request, "docs.html", Page(frame_of(request, "API"), None))


@router.get("/assets/{name}")
def asset(request: Request, name: str) -> Response:
    """Return a file that pages load."""
    found = assets().get(name)
    if found is None:
        raise NotFound(f"asset {name!r} is not served here; reload the page that asked for it")
    etag = f'"{found.sha256}"'
    kept = request.query_params.get("v") == found.sha256[:16]
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=31536000, immutable" if kept else "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media, headers=headers)
