"""Things by id, and the search for them by name."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deps import Ask, Part
from api.models import Cited, EntityOut, FactOut, HitOut, Page, RelationOut
from graph.dates import Holding
from graph.describe import facts
from graph.evidence import proofs
from graph.search import search
from graph.tables import read_tables
from graph.things import catalogue, relations_of, thing
from ontology.iris import expand

router = APIRouter(tags=["entities"])


@router.get("/entities/{id:path}")  # the id of a capability or scenario holds a slash
def entity(
    ask: Ask,
    id: Annotated[str, Path(description="id, or ISO code of a state", examples=["jpn"])],  # noqa: A002
) -> EntityOut:
    """Return a thing: its facts, and the relations in which it stands on the day, each with its citations."""
    release = ask.release
    found = thing(release, id)
    iri = expand(found.id)
    standings = relations_of(release, [found.id], ask.day, ask.basis)
    shown = [s for s in standings if s.holding in ask.include]
    known = catalogue(release)
    cited = proofs(read_tables(release), [found.id, *(s.id for s in shown)])
    return EntityOut(
        **ask.stamp,
        id=found.id,
        iri=iri,
        type=found.type,
        label=found.label,
        label_ja=found.label_ja,
        kind=found.kind,
        facts=[FactOut.model_validate(f, from_attributes=True) for f in facts(ask.served.store, iri)],
        relations=[
            RelationOut.of(s, found.id, known[s.tail if s.head == found.id else s.head], cited.get(s.id, ()))
            for s in shown
        ],
        unknown=len({s.id for s in standings if s.holding is Holding.UNKNOWN}),
        evidence=[Cited.of(p) for p in cited.get(found.id, ())],
    )


@router.get("/search")
def by_name(
    ask: Ask,
    part: Part,
    q: Annotated[str, Query(description="a name, part of a name, or a code; English or Japanese")],
    type: Annotated[str | None, Query(description="types by commas, such as state,agreement")] = None,  # noqa: A002
) -> Page[HitOut]:
    """Return the things whose names hold every word of the query, best first."""
    types = tuple(t for t in (type or "").split(",") if t)
    hits = search(ask.release, q, types, limit=10_000)
    return Page[HitOut](
        **ask.stamp,
        total=len(hits),
        items=[HitOut.model_validate(hit, from_attributes=True) for hit in part.of(hits)],
    )
