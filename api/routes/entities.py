"""Things by id with what surrounds them, and lists of things."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.deps import Ask, Asked, Part, Window
from api.lookup_models import NeighbourOut, NeighboursOut, ThingOut
from api.models import Cited, EntityOut, FactOut, Named, Page, RelationOut
from api.operations.shape import JSON, JSON_LD, prefers_linked
from api.rendered import Rendered
from graph.dates import Holding
from graph.describe import as_rdf, facts
from graph.evidence import proofs
from graph.held import TIMED
from graph.tables import read_tables
from graph.things import Standing, Thing, addressed_thing, catalogue, thing
from graph.touching import relations_of, touching
from graph.views.model import Proof
from ontology.iris import expand

router = APIRouter(tags=["entities"])
_LARGE: Final = 2_000  # relations
_LINKED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {JSON_LD.media_type: {"schema": {"type": "array"}}}}
}

Id = Annotated[str, Path(description="id, or ISO code of a state", examples=["jpn"])]
Types = Annotated[str | None, Query(description="types by commas, such as state,agreement", examples=["state"])]
Layer = Annotated[str | None, Query(description="layers by commas; all by default", examples=["security"])]


@router.get("/entities")
def entities(
    ask: Ask,
    part: Part,
    type: Types = None,  # noqa: A002
    kind: Annotated[str | None, Query(description="kind of thing", examples=["acsa"])] = None,
    state: Annotated[str | None, Query(description="the state that a thing is or acts for", examples=["jpn"])] = None,
) -> Page[ThingOut]:
    """Return the things of the release, in order of type and label; what joins them on a day is asked of each."""
    types = names(type)
    home = thing(ask.release, state).id if state else None
    found = [
        thing
        for thing in catalogue(ask.release).values()
        if (not types or thing.type in types)
        and (kind is None or thing.kind == kind)
        and (home is None or thing.state == home)
    ]
    found.sort(key=lambda thing: (thing.type, thing.label, thing.id))
    return Page[ThingOut](**ask.stamp, total=len(found), items=[ThingOut.of(thing) for thing in part.of(found)])


@router.get("/entities/{id:path}/neighbors")  # the id of a capability or scenario holds a slash
def neighbors(ask: Ask, part: Part, id: Id, layer: Layer = None, type: Types = None) -> NeighboursOut:  # noqa: A002
    """Return the things that relations join to a thing on the day, those with most relations first."""
    found = addressed_thing(ask.release, id)
    near = [s for s in _around(ask, found, names(layer)) if s.type in TIMED]
    known = catalogue(ask.release)
    types = names(type)
    by_other: dict[str, list[Standing]] = {}
    for standing in near:
        other = _other(standing, found)
        if standing.holding in ask.include and (not types or known[other].type in types):
            by_other.setdefault(other, []).append(standing)
    ordered = sorted(by_other, key=lambda other: (-len(by_other[other]), known[other].label, other))
    page = part.of(ordered)
    cited = proofs(read_tables(ask.release), [s.id for other in page for s in by_other[other]])
    return NeighboursOut(
        **ask.stamp,
        thing=Named.of(found),
        total=len(ordered),
        unknown=_unknown(near),
        items=[
            NeighbourOut(
                thing=Named.of(known[other]),
                relations=[RelationOut.of(s, found.id, known[other], cited.get(s.id, ())) for s in by_other[other]],
            )
            for other in page
        ],
    )


@router.get("/entities/{id:path}/timeline")
def timeline(ask: Ask, part: Part, id: Id, layer: Layer = None) -> Page[RelationOut]:  # noqa: A002
    """Return all relations of a thing at any time, first begun first, each with its standing on the day."""
    found = addressed_thing(ask.release, id)
    spells = [s for s in _around(ask, found, names(layer)) if s.type in TIMED]
    spells.sort(key=lambda s: (s.since.removeprefix("about ") or "9999", s.until or "9999", s.id))
    known = catalogue(ask.release)
    page = part.of(spells)
    cited = proofs(read_tables(ask.release), [s.id for s in page])
    return Page[RelationOut](
        **ask.stamp,
        total=len(spells),
        unknown=_unknown(spells),
        items=[RelationOut.of(s, found.id, known[_other(s, found)], cited.get(s.id, ())) for s in page],
    )


@router.get("/entities/{id:path}", response_model=EntityOut, responses=_LINKED)
async def entity(ask: Ask, request: Request, id: Id) -> Response:  # noqa: A002
    """Return a thing: its facts, and the relations in which it stands on the day, each with its citations.

    As JSON-LD, by Accept, all that is stated of it at any time.
    """
    if prefers_linked(request.headers):
        return Response(await run_in_threadpool(_linked, ask, id), media_type=JSON_LD.media_type)
    known = ask.served.entities.get(id)
    if known is None:
        known = await run_in_threadpool(rendered, ask, id)
    if len(known.relations) < _LARGE:
        body = known.on(ask.day, ask.basis, ask.include)
    else:  # would hold up the answers to others
        body = await run_in_threadpool(known.on, ask.day, ask.basis, ask.include)
    return Response(body, media_type=JSON.media_type)


def _linked(ask: Asked, name: str) -> bytes:
    found = addressed_thing(ask.release, name)
    return as_rdf(ask.served.store, expand(found.id), JSON_LD.media_type)


def rendered(ask: Asked, name: str) -> Rendered:
    """Return a thing without a day, and keep it."""
    found = addressed_thing(ask.release, name)
    known = catalogue(ask.release)
    near = touching(ask.release, found.id)
    cited = proofs(read_tables(ask.release), [found.id, *(t.standing.id for t in near)])
    relations = [
        (t, RelationOut.of(t.standing, found.id, known[_other(t.standing, found)], cited.get(t.standing.id, ())))
        for t in near
    ]
    made = Rendered.of(_entity_out(ask, found, cited.get(found.id, ())), relations)
    ask.served.entities.keep(name, made)
    return made


def entity_on(ask: Asked, name: str, part: Window | None = None) -> EntityOut:
    """Return a thing on a day with its relations, or a part of them."""
    release = ask.release
    found = thing(release, name)
    standings = relations_of(release, [found.id], ask.day, ask.basis)
    all_shown = [s for s in standings if s.holding in ask.include]
    shown = part.of(all_shown) if part else all_shown
    known = catalogue(release)
    cited = proofs(read_tables(release), [found.id, *(s.id for s in shown)])
    return _entity_out(ask, found, cited.get(found.id, ())).model_copy(
        update={
            "total": len(all_shown),
            "relations": [RelationOut.of(s, found.id, known[_other(s, found)], cited.get(s.id, ())) for s in shown],
            "unknown": _unknown(standings),
        }
    )


def _entity_out(ask: Asked, found: Thing, cited: Sequence[Proof]) -> EntityOut:
    """Return a thing without its relations."""
    iri = expand(found.id)
    return EntityOut(
        **ask.stamp,
        id=found.id,
        iri=iri,
        type=found.type,
        label=found.label,
        label_ja=found.label_ja,
        kind=found.kind,
        facts=[FactOut.model_validate(f, from_attributes=True) for f in facts(ask.served.store, iri)],
        total=0,
        relations=[],
        unknown=0,
        evidence=[Cited.of(p) for p in cited],
    )


def names(text: str | None) -> tuple[str, ...]:
    """Return the names of a list with commas."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _around(ask: Asked, found: Thing, layers: Sequence[str]) -> list[Standing]:
    near = relations_of(ask.release, [found.id], ask.day, ask.basis)
    return [s for s in near if not layers or s.layer in layers]


def _other(standing: Standing, found: Thing) -> str:
    return standing.tail if standing.head == found.id else standing.head


def _unknown(standings: Sequence[Standing]) -> int:
    return len({s.id for s in standings if s.holding is Holding.UNKNOWN})
