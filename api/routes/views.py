"""Network views as pages of their own."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.deps import Ask
from graph.errors import BadParameter
from graph.neighbourhood import Asked, network_view
from graph.views.standalone import standalone_page

router = APIRouter(tags=["views"])


@router.get("/view", response_class=HTMLResponse)
def view(
    ask: Ask,
    focus: Annotated[str, Query(description="ids by commas: one thing, or a coalition", examples=["jpn,usa"])],
    layer: Annotated[str | None, Query(description="layers by commas; all by default")] = None,
) -> HTMLResponse:
    """Return the network around some things on the day as one page that needs no other file."""
    names = tuple(name for name in focus.split(",") if name.strip())
    if not names:
        raise BadParameter("focus: name at least one thing, for instance focus=jpn,usa")
    layers = tuple(name for name in (layer or "").split(",") if name.strip())
    drawn = network_view(ask.release, Asked(names, ask.day, layers, ask.basis, ask.include))
    return HTMLResponse(standalone_page(drawn))
