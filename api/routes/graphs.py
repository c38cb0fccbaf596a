"""The Graph Store HTTP Protocol (SPARQL 1.1), for reading: a whole graph by its IRI."""

from typing import Annotated, BinaryIO, Final, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.deps import served
from api.exported import chunks, spool
from api.problems import ProtocolProblem
from api.served import Served
from api.sparql.documented import files
from api.sparql.negotiate import choose
from graph.errors import NotFound
from graph.query.formats import formats_of
from graph.store import has_graph, write_graph

router = APIRouter(tags=["graphs"])
_METHODS: Final = "GET, HEAD, OPTIONS"
_OFFERED: Final = tuple(f for f in formats_of("triples") if f.name not in ("trig", "nquads"))


@router.get(
    "/graphs",
    response_class=StreamingResponse,
    responses={200: {"content": files(_OFFERED)}},
)
def read_graph(
    request: Request,
    served: Annotated[Served, Depends(served)],
    graph: Annotated[str | None, Query(description="IRI of a named graph")] = None,
    default: Annotated[str | None, Query(description="the default graph: all sources, merged, and the index")] = None,
    format: Annotated[str | None, Query(description="short name of a format, in place of Accept")] = None,  # noqa: A002
) -> StreamingResponse:
    """Return a graph: `?graph=IRI` or `?default`, in Turtle, N-Triples, RDF/XML or JSON-LD by Accept."""
    if (graph is None) == (default is None):
        raise ProtocolProblem(400, "Request not valid", "Name one graph: ?graph=IRI, or ?default")
    choice = choose(",".join(request.headers.getlist("accept")), format, _OFFERED)
    if graph is not None and not _is_there(served, graph):
        raise NotFound(f"no graph {graph!r}; the service description at /sparql names those there are")
    out = spool()
    write_graph(served.store, graph, cast("BinaryIO", out), choice.format.media_type)
    headers = {"Vary": "Accept", "Kaname-Release": served.release.id, "Content-Length": str(out.tell())}
    return StreamingResponse(chunks(out), headers=headers, media_type=choice.format.media_type)


@router.api_route("/graphs", methods=["PUT", "POST", "PATCH", "DELETE"], include_in_schema=False)
def other_methods(request: Request) -> Response:
    """Say that nothing is written here."""
    raise ProtocolProblem(
        405, "Method not allowed", f"{request.method} is not answered here; graphs are only read", {"Allow": _METHODS}
    )


def _is_there(served: Served, graph: str) -> bool:
    try:
        return has_graph(served.store, graph)
    except ValueError:
        return False
