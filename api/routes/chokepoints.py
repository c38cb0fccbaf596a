"""Chokepoints."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.models import ChokepointOut, ChokepointsOut, Named, Statement
from graph.chokepoints.ask import ask_structural
from graph.chokepoints.structural import VERSION
from graph.evidence import proofs
from graph.tables import read_tables
from graph.things import catalogue

router = APIRouter(prefix="/chokepoints", tags=["chokepoints"])


@router.get("/structural")
def structural(
    ask: Ask,
    part: Part,
    layer: Annotated[str, Query(description="layer of agreements", examples=["security"])] = "security",
    between: Annotated[str | None, Query(description="two parties, by a comma: the minimum cut between them")] = None,
) -> ChokepointsOut:
    """Return the parties and bonds whose loss splits a layer, or the fewest parties that part two others."""
    ends = tuple(name for name in (between or "").split(",") if name.strip())
    seen, found = ask_structural(ask.release, ask.day, layer, ask.basis, ends)
    shown = part.of(found)
    known = catalogue(ask.release)
    cited = proofs(read_tables(ask.release), (s for c in shown for s in c.evidence.statements))
    return ChokepointsOut(
        **ask.stamp,
        total=len(found),
        unknown=seen.unknown,
        measure=f"chokepoints/structural {VERSION}",
        layer=layer,
        parties=seen.network.number_of_nodes(),
        bonds=seen.network.number_of_edges(),
        items=[
            ChokepointOut(
                cut=c.cut.value,
                members=[Named.of(known[m]) for m in c.members],
                severed=c.severed,
                remaining=c.remaining,
                parts=[[Named.of(known[m]) for m in p] for p in c.parts],
                paths=[list(path) for path in c.paths],
                agreements=[Named.of(known[a]) for a in c.agreements],
                evidence=Statement.all_of(c.evidence, cited),
            )
            for c in shown
        ],
    )
