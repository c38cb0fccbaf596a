"""The routes of the SPARQL 1.1 Protocol at ``/sparql``: queries by GET, HEAD and POST."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from api.operations.budget import client_of
from api.problems import ProtocolProblem, problem_response
from api.sparql.answers import (
    METHODS,
    Stamp,
    answer_response,
    entity_tag,
    is_known,
    not_modified,
    open_to_all,
    preflight,
    without_body,
)
from api.sparql.asked import Asked, Pairs, asked_of, read_address, read_body
from api.sparql.deps import Figures, QueryService, Service, ServiceFigures
from api.sparql.description import describe
from api.sparql.disconnect import ClientGone, while_connected
from api.sparql.documented import GET_DOCUMENTED, POST_DOCUMENTED
from api.sparql.negotiate import HTML, choose
from graph.errors import KanameError
from graph.query.bind import DAY, bind_day, parameters, stated_day
from graph.query.formats import formats_of
from graph.query.guard import check
from graph.query.request import QueryRequest

Page = Callable[[Request], Awaitable[Response]]
"""A page for people who open the address in a browser without a query."""

_CLIENT_GONE = 499  # nobody reads it; it is what the access log shows


@dataclass(frozen=True)
class _Introduction:
    """What a request without a query is told."""

    figures: ServiceFigures
    release: str
    page: Page | None


def create_router(page: Page | None = None) -> APIRouter:
    """Return the routes; `page` answers a browser that asks without a query, else it gets the service description."""
    router = APIRouter(tags=["sparql"])

    @router.head("/sparql", include_in_schema=False)
    @router.get("/sparql", openapi_extra=GET_DOCUMENTED, response_class=Response)
    async def query_by_get(request: Request, service: Service, figures: Figures) -> Response:
        """Answer the query of the address; without one, describe the service."""

        async def answer() -> Response:
            pairs = read_address(request)
            if not any(name in ("query", "update") for name, _ in pairs):
                return await _introduce(
                    request, dict(pairs).get("format"), _Introduction(figures, service.release, page)
                )
            return await _answer(request, pairs, service)

        response = await _guarded(answer)
        return without_body(response) if request.method == "HEAD" else response

    @router.post("/sparql", openapi_extra=POST_DOCUMENTED, response_class=Response)
    async def query_by_post(request: Request, service: Service) -> Response:
        """Answer the query of the form, or the query that is the body."""

        async def answer() -> Response:
            pairs = await read_body(request, service.pool.limits)
            return await _answer(request, pairs, service)

        return await _guarded(answer)

    @router.options("/sparql", include_in_schema=False)
    async def options() -> Response:
        """Say what may be sent."""
        return preflight()

    @router.api_route("/sparql", methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def other_methods(request: Request) -> Response:
        """Say that nothing is written here."""
        detail = f"{request.method} is not answered here; send a query by GET or POST"
        return open_to_all(problem_response(ProtocolProblem(405, "Method not allowed", detail, {"Allow": METHODS})))

    return router


async def _guarded(answer: Callable[[], Awaitable[Response]]) -> Response:
    try:
        response = await answer()
    except (KanameError, ProtocolProblem) as error:
        response = problem_response(error)
    except (ClientGone, ClientDisconnect):
        response = Response(status_code=_CLIENT_GONE)
    return open_to_all(response)


async def _answer(request: Request, pairs: Pairs, service: QueryService) -> Response:
    asked = asked_of(pairs)
    text, day = _with_day(asked, service.today)
    query = check(text, service.pool.limits)
    choice = choose(_accept(request), asked.format, formats_of(query.form.answer))
    work = QueryRequest(query, choice.format.name, asked.dataset, asked.timeout, asked.overflow)
    stamp = Stamp(service.release, day)
    tag = entity_tag(work, choice, stamp)
    if is_known(request, tag):
        return not_modified(tag, stamp)
    async with service.budgets.spending(client_of(request)):
        answer = await while_connected(request, service.pool.run(work))
    return answer_response(answer, choice, tag, stamp)


def _with_day(asked: Asked, today: date) -> tuple[str, date | None]:
    """Return the query as of its day: the day of the request, else its own, else today where it leaves it open."""
    if asked.day is not None:
        return bind_day(asked.query, asked.day), asked.day
    if DAY not in parameters(asked.query):
        return asked.query, None
    day = stated_day(asked.query)
    return (asked.query, day) if day else (bind_day(asked.query, today), today)


async def _introduce(request: Request, name: str | None, service: _Introduction) -> Response:
    offered = formats_of("triples") if service.page is None else (*formats_of("triples"), HTML)
    choice = choose(_accept(request), name, offered)
    if service.page is not None and choice.format is HTML:
        return await service.page(request)
    headers = {"Vary": "Accept", "Kaname-Release": service.release, "Content-Type": choice.content_type}
    return Response(describe(service.figures, service.release, choice.format.name), headers=headers)


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))
