"""The boards: gaps, chokepoints, what-if, a pair of nations, differences of sources, releases, and the brief."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.page_data.scenes import COALITION, SCENARIO
from api.page_data.whatif import composed
from api.pages.board import Board, BoardAsk
from api.pages.context import Frame, Page
from api.pages.faults import PageRoute
from api.pages.markdown import markdown
from api.pages.params import names_of, optional_day
from api.pages.routes import answer, frame_of, pages_of
from api.pages.timeline import lay_out
from graph.disputes import Wanted

router = APIRouter(route_class=PageRoute, include_in_schema=False)
KEPT = ("states", "scenario", "with", "layer", "expects", "change", "from", "to", "about", "source", "other")


def ask_of(query: Mapping[str, str], day: date) -> BoardAsk:
    """Return what the address of a board asks for; an empty scenario means none, a missing one the usual."""
    return BoardAsk(
        states=names_of(query.get("states", "")) or COALITION,
        scenario=query.get("scenario", SCENARIO).strip(),
        day=day,
        other_day=optional_day("with", query.get("with", "")),
        layer=query.get("layer", "").strip() or "information",
        expects=query.get("expects", "").strip(),
        changes=query.get("change", "").strip(),
    )


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """Return which differences between sources an address asks for."""
    pair = (query.get("source", "").strip(), query.get("other", "").strip())
    return Wanted(
        about=query.get("about", "").strip(),
        actors=names_of(query.get("states", "")),
        between=tuple(dict.fromkeys(filter(None, pair))),
    )


def canonical(ask: BoardAsk) -> tuple[tuple[str, str], ...]:
    """Return the query of a scene with nothing left to what is usual, but the day."""
    other = (("with", ask.other_day.isoformat()),) if ask.other_day else ()
    return (("states", ",".join(ask.states)), ("scenario", ask.scenario), *other)


def _asked(request: Request) -> tuple[BoardAsk, Frame]:
    query = request.query_params
    kept = tuple((name, query[name]) for name in KEPT if name in query and (query[name] or name == "scenario"))
    frame = frame_of(request, "Board", kept)
    return ask_of(query, frame.day), frame


def _shown(request: Request, board: Board, frame: Frame, template: str = "board.html") -> Response:
    title = "".join(span.text for span in frame.language.spans(board.title))
    framed = replace(frame, title=f"{frame.language.t(board.kicker)}: {title}")
    laid = replace(board, timeline=lay_out(board.ticks, frame.day)) if board.ticks else board
    return answer(request, template, Page(framed, laid))


@router.get("/gaps")
def gaps(request: Request) -> Response:
    """Show the gaps of a coalition on a day, or beside another day."""
    ask, frame = _asked(request)
    return _shown(request, pages_of(request).gaps(ask), frame)


@router.get("/chokepoints")
def chokepoints(request: Request) -> Response:
    """Show where a coalition or a layer hangs on one thread."""
    ask, frame = _asked(request)
    return _shown(request, pages_of(request).chokepoints(ask), frame)


@router.get("/pair/{first}/{second}")
def pair(request: Request, first: str, second: str) -> Response:
    """Show what joins two nations, and what does not."""
    ask, frame = _asked(request)
    return _shown(request, pages_of(request).pair(first, second, ask), frame)


@router.get("/whatif")
def whatif(request: Request) -> Response:
    """Show what changes would do; a change composed in the form moves into the link first."""
    ask, frame = _asked(request)
    if "do" in request.query_params:
        made = composed(dict(request.query_params))
        changes = ";".join(part for part in (ask.changes, made) if part)
        return RedirectResponse(frame.having(change=changes), status_code=303)
    return _shown(request, pages_of(request).whatif(ask), frame, "whatif.html")


@router.get("/releases")
def releases(request: Request) -> Response:
    """Show the releases that are kept, and what changed between two."""
    _, frame = _asked(request)
    query = request.query_params
    return _shown(request, pages_of(request).releases(query.get("from", ""), query.get("to", "")), frame)


@router.get("/differences")
def differences(request: Request) -> Response:
    """Show where sources differ, on what is asked for."""
    _, frame = _asked(request)
    return _shown(request, pages_of(request).differences(wanted_of(request.query_params)), frame)


@router.get("/brief")
def brief(request: Request) -> Response:
    """Show a two-page report, to be printed, or as Markdown."""
    ask, frame = _asked(request)
    board = pages_of(request).brief(ask)
    # The whole question stands in the link that a brief names, also where the reader took what is usual.
    frame = replace(frame, query=canonical(ask))
    if request.query_params.get("format") == "md":
        link = f"{request.base_url}{frame.at(frame.day).lstrip('/')}"
        return Response(markdown(board, frame, quote(link, safe=":/?=&,-.")), media_type="text/markdown; charset=utf-8")
    return _shown(request, board, frame, "brief.html")
