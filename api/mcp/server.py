"""The tools: each declares what it takes and gives, and calls the function behind the route of the same name."""

import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, Final, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from api.deps import Asked, Window
from api.mcp.queries import Asked as Query
from api.mcp.queries import Queries, RowsOut
from api.models import ChokepointsOut, EntityOut, GapsOut, HitOut, Page, PairOut, SourcesOut
from api.routes import agreements, chokepoints, entities, gaps, search, sources
from api.served import Shelf
from api.settings import Settings
from graph.clock import today
from graph.dates import Holding, parse_day
from graph.errors import BadParameter, KanameError
from graph.parties import Basis
from graph.questions import question as named
from graph.questions import questions
from graph.search import Filter
from graph.unheard import told, unheard

P = ParamSpec("P")
T = TypeVar("T")

READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
INSTRUCTIONS: Final = (
    "Kaname knows who is bound to whom by which agreement, since when, on what evidence, as of any day. Give as_of for "
    "every question about a day; without it the day is today. Unknown is not absent: answers say which they mean. Cite "
    "the statements and sources that an answer carries. Find ids with search first; states have ISO codes such as jpn."
)

AsOf = Annotated[str | None, Field(description="the day, YYYY-MM-DD; today by default", examples=["2016-05-24"])]
Limit = Annotated[int, Field(ge=1, le=200, description="most items to give")]
Id = Annotated[str, Field(description="id, or ISO code of a state", examples=["jpn"])]


def create_server(settings: Settings) -> MCPServer[None]:
    """Return the server over the releases of a home folder."""
    shelf, queries = Shelf(settings.home), Queries(settings)

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await queries.close()

    server: MCPServer[None] = MCPServer(
        "kaname", title="Kaname", instructions=INSTRUCTIONS, log_level="WARNING", lifespan=lifespan
    )
    for make in (_search, _entity, _pair, _gaps, _chokepoints, _sources):
        tool = make(shelf)
        server.tool(annotations=READ_ONLY)(_plain(tool))
    for ask in (_question(shelf, queries), _sparql(shelf, queries)):
        server.tool(annotations=READ_ONLY)(_awaited(ask))
    return server


def _asked(shelf: Shelf, as_of: str | None, basis: Basis = Basis.IN_FORCE) -> Asked:
    try:
        day = parse_day(as_of) if as_of else today()
    except ValueError as error:
        raise BadParameter(f"as_of: {error}") from error
    return Asked(shelf.follow(), day, basis, (Holding.HOLDS,))


def _plain(tool: Callable[P, T]) -> Callable[P, T]:
    """Return a tool whose known errors are told to the model."""

    @functools.wraps(tool)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return tool(*args, **kwargs)
        except KanameError as error:
            raise ToolError(str(error)) from error

    return told


def _awaited(tool: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    @functools.wraps(tool)
    async def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await tool(*args, **kwargs)
        except KanameError as error:
            raise ToolError(str(error)) from error

    return told


def _search(shelf: Shelf) -> Callable[..., Page[HitOut]]:
    def search_(
        text: Annotated[str, Field(description="a name, part of one, or a code; English or Japanese")],
        types: Annotated[str | None, Field(description="types by commas, such as state,agreement")] = None,
        as_of: AsOf = None,
        limit: Limit = 20,
    ) -> Page[HitOut]:
        """Find states, bodies, agencies, firms, agreements, programmes and other things by name; gives their ids."""
        return search.by_name(_asked(shelf, as_of), Window(0, limit), text, Filter(entities.names(types)))

    return _called("search", search_)


def _entity(shelf: Shelf) -> Callable[..., EntityOut]:
    def entity(
        id: Id,  # noqa: A002
        as_of: AsOf = None,
        limit: Limit = 50,
        offset: Annotated[int, Field(ge=0, description="relations to skip")] = 0,
    ) -> EntityOut:
        """Tell what a thing is, its facts, and a page of the relations in which it stands on the day, with sources."""
        return entities.entity_on(_asked(shelf, as_of), id, Window(offset, limit))

    return entity


def _pair(shelf: Shelf) -> Callable[..., PairOut]:
    def pair(a: Id, b: Id, as_of: AsOf = None) -> PairOut:
        """Tell what joins two states on the day, kind by kind of agreement, and what is expected and missing."""
        return agreements.pair(_asked(shelf, as_of), a, b)

    return pair


def _gaps(shelf: Shelf) -> Callable[..., GapsOut]:
    def gaps_(
        states: Annotated[str | None, Field(description="one state: its pairs; several by commas: among them")] = None,
        expects: Annotated[str | None, Field(description="kind of agreement expected, such as rdp-mou")] = None,
        as_of: AsOf = None,
        limit: Limit = 20,
    ) -> GapsOut:
        """List pairs of allies that lack an expected agreement on the day: absent, not-found or unknown, with why."""
        return gaps.agreement(_asked(shelf, as_of), Window(0, limit), states, expects)

    return _called("gaps", gaps_)


def _chokepoints(shelf: Shelf) -> Callable[..., ChokepointsOut]:
    def chokepoints_(
        layer: Annotated[str, Field(description="security, framework, access, logistics, information or industry")],
        between: Annotated[str | None, Field(description="two parties by a comma: the minimum cut")] = None,
        as_of: AsOf = None,
        limit: Limit = 20,
    ) -> ChokepointsOut:
        """List parties and bonds whose loss splits a layer of agreements on the day, with what falls apart."""
        return chokepoints.structural(_asked(shelf, as_of), Window(0, limit), layer, between)

    return _called("chokepoints", chokepoints_)


def _sources(shelf: Shelf) -> Callable[..., SourcesOut]:
    def sources_(limit: Limit = 20) -> SourcesOut:
        """List the compiled sources with licences and horizons, and the documents that most statements cite."""
        return sources.sources(_asked(shelf, None), Window(0, limit))

    return _called("sources", sources_)


def _question(shelf: Shelf, queries: Queries) -> Callable[..., Awaitable[RowsOut]]:
    async def question(
        name: Annotated[str, Field(description="name of the question")],
        parameters: Annotated[dict[str, str] | None, Field(description="ids by name, such as state: jpn")] = None,
        as_of: AsOf = None,
        limit: Limit = 50,
    ) -> RowsOut:
        asked = _asked(shelf, as_of)
        text = named(name).bound(asked.day, parameters or {})
        found = await queries.ask(asked.release, Query(text, asked.day, limit))
        silent = unheard(asked.release, asked.served.store, text, asked.day)
        return found.model_copy(update={"note": told(silent, asked.day)})

    listed = "; ".join(f"{q.name}: {q.title} ({', '.join(p.name for p in q.parameters)})" for q in questions())
    question.__doc__ = f"Answer a named question as of the day. Questions, with their parameters: {listed}."
    return question


def _sparql(shelf: Shelf, queries: Queries) -> Callable[..., Awaitable[RowsOut]]:
    async def sparql(
        query: Annotated[str, Field(description="SELECT or ASK, with its PREFIX lines", max_length=20_000)],
        as_of: AsOf = None,
        limit: Limit = 50,
    ) -> RowsOut:
        """Run a read-only SPARQL query; VALUES ?asOf { UNDEF } in it is where the day goes, and FILTER (?from <= ?asOf
        && ?asOf < ?until) on knx:from and knx:until is what holds on it. No updates, no SERVICE."""  # noqa: D205, D209
        asked = _asked(shelf, as_of)
        return await queries.ask(asked.release, Query(query, asked.day, limit))

    return sparql


def _called(name: str, tool: Callable[..., Any]) -> Callable[..., Any]:
    """Return a tool under a name that a module has here already."""
    tool.__name__ = name
    return tool
