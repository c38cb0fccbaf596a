"""The large picture: a whole snapshot drawn by WebGL, opened group by group where it is very large."""

import json

from fastapi import APIRouter, Request, Response

from api.pages.context import Page
from api.pages.drawings import WholeAsk
from api.pages.faults import PageRoute, language_of
from api.pages.params import day_of, layers_of, names_of
from api.pages.respond import HEADERS
from api.pages.routes import answer, frame_of, pages_of
from graph.views.whole import drawing

router = APIRouter(route_class=PageRoute, include_in_schema=False)


def ask_of(request: Request) -> WholeAsk:
    """Return what the address asks for."""
    query = request.query_params
    return WholeAsk(
        day=day_of(query, pages_of(request).today()),
        layers=layers_of(query.get("layer", "")),
        grouped={"yes": True, "no": False}.get(query.get("group", "")),
        opened=names_of(query.get("open", "")),
    )


@router.get("/snapshot")
def whole(request: Request) -> Response:
    """Show everything that holds on a day."""
    query = request.query_params
    kept = tuple((name, query[name]) for name in ("layer", "group", "open") if query.get(name))
    frame = frame_of(request, "Snapshot", kept)
    return answer(request, "snapshot.html", Page(frame, pages_of(request).whole_page(ask_of(request))))


@router.get("/snapshot.json")
def whole_data(request: Request) -> Response:
    """Return the large picture as lists for the browser to draw."""
    pages = pages_of(request)
    shown = drawing(pages.whole(ask_of(request)), language_of(request, pages))
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), media_type="application/json", headers=HEADERS)
