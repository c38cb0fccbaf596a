"""The network on a day: paths between two things, and the whole as a snapshot."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import Ask, Asked
from api.exported import exported
from api.lookup_models import EdgeOut, HopOut, PathOut, SnapshotOut, ThingOut
from api.models import Named, Page, Statement
from api.routes.entities import Layer, names
from api.sparql.negotiate import choose
from graph.evidence import Evidence, proofs
from graph.export.formats import FORMATS
from graph.export.job import Job
from graph.held import Wanted, doubtful, ends, held
from graph.pairs import LAYERS
from graph.paths import shortest_paths
from graph.query.formats import AnswerFormat
from graph.tables import read_tables
from graph.things import catalogue, thing

router = APIRouter(tags=["network"])

_JSON: Final = AnswerFormat("json", "table", "application/json")
_OFFERED: Final = (_JSON, *(AnswerFormat(n, "table", FORMATS[n].media_type) for n in ("graphml", "gexf")))
_FILES: Final = {form.media_type: {"schema": {"type": "string"}} for form in _OFFERED[1:]}


def wanted(ask: Asked, layers: tuple[str, ...]) -> Wanted:
    """Return which relations a request asks for."""
    return Wanted(ask.day, ask.basis, ask.include, layers)


def reach(
    most_hops: Annotated[int, Query(alias="maxHops", ge=1, le=12, description="longest path")] = 6,
    limit: Annotated[int, Query(ge=1, le=100, description="most paths to give")] = 10,
) -> tuple[int, int]:
    """Return the longest path and the most paths that a request asks for."""
    return most_hops, limit


@router.get("/paths")
def paths(
    ask: Ask,
    start: Annotated[str, Query(alias="from", description="id of a thing", examples=["jpn"])],
    end: Annotated[str, Query(alias="to", description="id of another", examples=["phl"])],
    reach: Annotated[tuple[int, int], Depends(reach)],
    layer: Layer = None,
) -> Page[PathOut]:
    """Return shortest paths through the participations, ties and dependencies that hold on the day."""
    release = ask.release
    both = (thing(release, start).id, thing(release, end).id)
    asked = wanted(ask, names(layer))
    found = shortest_paths(release, both, asked, *reach)
    known = catalogue(release)
    cited = proofs(read_tables(release), (name for path in found for name in path.relations))
    items = [
        PathOut(
            length=len(path.hops),
            hops=[
                HopOut(start=Named.of(known[h.start]), end=Named.of(known[h.end]), relations=list(h.relations))
                for h in path.hops
            ],
            evidence=Statement.all_of(Evidence.of(path.relations), cited),
        )
        for path in found
    ]
    return Page[PathOut](**ask.stamp, total=len(items), unknown=doubtful(read_tables(release), asked), items=items)


@router.get("/snapshot", response_model=SnapshotOut, responses={200: {"content": _FILES}})
def snapshot(
    ask: Ask,
    request: Request,
    layer: Layer = None,
    format: Annotated[str | None, Query(description="json, graphml or gexf, in place of Accept")] = None,  # noqa: A002
) -> SnapshotOut | Response:
    """Return all that holds on the day as a network: JSON, GraphML, or GEXF with the time of each relation."""
    asked = wanted(ask, names(layer))
    choice = choose(",".join(request.headers.getlist("accept")), format, _OFFERED)
    if choice.format is not _JSON:
        return exported(request, choice.format.name, Job(ask.release, asked))
    tables = read_tables(ask.release)
    rows = held(tables, asked)
    known = catalogue(ask.release)
    return SnapshotOut(
        **ask.stamp,
        layers=[name for name in LAYERS if name in asked.layers],
        unknown=doubtful(tables, asked),
        nodes=[ThingOut.of(known[name]) for name in ends(rows)],
        edges=[EdgeOut.of(row) for row in rows.iter_rows(named=True)],
    )
