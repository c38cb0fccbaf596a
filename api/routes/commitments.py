"""Commitments: what agreements promise, and what is recorded to have come of it."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.lookup_models import CommitmentOut
from api.models import Cited, Page
from graph.dates import Holding
from graph.evidence import proofs
from graph.lookups.commitments import commitments as all_commitments
from graph.parties import parties
from graph.tables import read_tables
from graph.things import catalogue, thing

router = APIRouter(tags=["commitments"])


@router.get("/commitments")
def commitments(
    ask: Ask,
    part: Part,
    agreement: Annotated[
        str | None, Query(description="the instrument", examples=["agr-jpn-us-guidelines-2015"])
    ] = None,
    party: Annotated[str | None, Query(description="a state bound by the instrument", examples=["jpn"])] = None,
    standing: Annotated[str | None, Query(description="implemented, unknown or no-act-found")] = None,
) -> Page[CommitmentOut]:
    """Return the provisions of instruments signed by the day, each with the acts recorded to implement it."""
    release, store = ask.release, ask.served.store
    instrument = thing(release, agreement).id if agreement else None
    state = thing(release, party).id if party else None
    bound = parties(release)
    found = [
        c
        for c in all_commitments(store, ask.day)
        if (instrument is None or c.instrument == instrument)
        and (state is None or bound.members(c.instrument, ask.day, ask.basis).get(state, (None,))[0] in ask.include)
        and (standing is None or c.standing == standing)
    ]
    page = part.of(found)
    known = catalogue(release)
    cited = proofs(read_tables(release), (c.id for c in page))
    return Page[CommitmentOut](
        **ask.stamp,
        total=len(found),
        unknown=sum(c.standing == Holding.UNKNOWN.value for c in found),
        items=[CommitmentOut.of(c, known[c.instrument], [Cited.of(p) for p in cited.get(c.id, ())]) for c in page],
    )
