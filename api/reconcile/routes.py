"""Routes of the Reconciliation Service API; every one takes `asOf` beside what the protocol asks for."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse

from api.deps import Ask, Asked
from api.reconcile import answers
from api.reconcile.models import BatchOf02, BatchOf1, Extension, parsed
from api.sparql.asked import FORM, read_form
from graph.errors import BadParameter
from graph.reconcile.match import TYPES
from graph.reconcile.properties import PROPERTIES, property_of

router = APIRouter(prefix="/reconcile", tags=["reconciliation"])

Prefix = Annotated[str, Query(description="what was typed", max_length=200)]
Cursor = Annotated[int, Query(ge=0, description="items to skip")]
# A manifest tells the address by which it was reached, so it is not the same for all.
_OWN: Final = {"Cache-Control": "no-store"}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                }
            }
        }
    }
}


@router.get("")
def manifest_or_queries(
    ask: Ask,
    request: Request,
    queries: Annotated[str | None, Query(description="a batch of queries as JSON")] = None,
    extend: Annotated[str | None, Query(description="an extension as JSON")] = None,
) -> JSONResponse:
    """Answer a batch of queries or an extension of 0.2; without either, the manifest."""
    if queries is None and extend is None:
        return JSONResponse(answers.manifest_02(request), headers=_OWN)
    return _answer_02(ask, queries, extend)


@router.post("", openapi_extra=_BODY)
async def queries_by_form(ask: Ask, request: Request) -> JSONResponse:
    """Answer a batch of queries or an extension of 0.2, sent as a form."""
    form = dict(await read_form(request))
    return await run_in_threadpool(_answer_02, ask, form.get("queries"), form.get("extend"))


def _answer_02(ask: Asked, queries: str | None, extend: str | None) -> JSONResponse:
    sight = answers.sight_of(ask)
    if queries is not None:
        batch: BatchOf02 = parsed(BatchOf02, f'{{"queries": {queries}}}')
        found = {key: {"result": answers.result(sight, query.wanted())} for key, query in batch.queries.items()}
        return JSONResponse(found)
    if extend is None:
        raise BadParameter("there is neither 'queries' nor 'extend'; send one of them as JSON in a form")
    asked: Extension = parsed(Extension, extend)
    wanted = [property_of(p.id) for p in asked.properties]
    rows = {name: answers.values(sight, name, wanted) for name in asked.ids}
    return JSONResponse({"meta": answers.meta(asked), "rows": rows})


@router.get("/suggest/entity")
@router.get("/1.0/suggest/entity", include_in_schema=False)
def suggest_entity(ask: Ask, prefix: Prefix, cursor: Cursor = 0) -> JSONResponse:
    """Return things whose names begin so."""
    found = answers.suggested(answers.sight_of(ask), prefix, cursor + 20)
    return JSONResponse({"result": found[cursor:]})


@router.get("/suggest/type")
@router.get("/1.0/suggest/type", include_in_schema=False)
def suggest_type(prefix: Prefix, cursor: Cursor = 0) -> JSONResponse:
    """Return types whose names hold the text."""
    return JSONResponse({"result": answers.named(TYPES.items(), prefix)[cursor:]})


@router.get("/suggest/property")
@router.get("/1.0/suggest/property", include_in_schema=False)
def suggest_property(prefix: Prefix, cursor: Cursor = 0) -> JSONResponse:
    """Return properties whose names hold the text."""
    found = answers.named(((p.id, p.label) for p in PROPERTIES.values()), prefix)
    return JSONResponse({"result": found[cursor:]})


@router.get("/preview", response_class=HTMLResponse)
@router.get("/1.0/preview", response_class=HTMLResponse, include_in_schema=False)
def preview(ask: Ask, id: Annotated[str, Query(description="id of a thing", examples=["jpn"])]) -> HTMLResponse:  # noqa: A002
    """Return a small page on a thing, to be shown beside a cell."""
    policy = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
    return HTMLResponse(answers.preview(answers.sight_of(ask), id), headers=policy)


@router.get("/properties")
@router.get("/1.0/extend/propose", include_in_schema=False)
def properties(
    type: Annotated[str | None, Query(description="type of the things", examples=["state"])] = None,  # noqa: A002
    limit: Annotated[int, Query(ge=1, le=100, description="most properties to give")] = 50,
) -> JSONResponse:
    """Return the properties that a table of such things can be extended with."""
    found: dict[str, Any] = {"properties": answers.proposals(type)[:limit], "limit": limit}
    return JSONResponse(found | ({"type": type} if type else {}))


@router.get("/1.0")
def manifest_of_1(request: Request) -> JSONResponse:
    """Return the manifest of the draft of 1.0."""
    return JSONResponse(answers.manifest_1(request), headers=_OWN)


@router.post("/1.0/match")
def match(ask: Ask, batch: BatchOf1) -> JSONResponse:
    """Answer a batch of queries of 1.0."""
    sight = answers.sight_of(ask)
    return JSONResponse({"results": [{"candidates": answers.result(sight, q.wanted())} for q in batch.queries]})


@router.post("/1.0/extend")
def extend(ask: Ask, asked: Extension) -> JSONResponse:
    """Return the values of properties of some things on the day."""
    sight = answers.sight_of(ask)
    wanted = [property_of(p.id) for p in asked.properties]
    rows = [
        {"id": n, "properties": [{"id": i, "values": v} for i, v in answers.values(sight, n, wanted).items()]}
        for n in asked.ids
    ]
    return JSONResponse({"meta": answers.meta(asked), "rows": rows})
