"""Funding gaps: capability gaps for which no programme on record runs in the coalition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.coverage.matrix import Row
from graph.dates import Holding
from graph.evidence import Evidence
from graph.gaps.capability import CapabilityGap
from graph.world.industry import Programme

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


@dataclass(frozen=True)
class FundingGap:
    """A capability gap with the programmes that work on it in the coalition: none, or only such as may run."""

    gap: CapabilityGap
    possible: tuple[str, ...]

    @property
    def row(self) -> Row:
        """Return the row of the coverage matrix."""
        return self.gap.row

    @property
    def key(self) -> str:
        """Return what makes this the same finding on another day or under other evidence."""
        return self.gap.row.requirement.capability

    @property
    def evidence(self) -> Evidence:
        """Return the evidence of the capability gap."""
        return self.gap.evidence


def funding_gaps(
    gaps: Iterable[CapabilityGap], programmes: Iterable[Programme], states: frozenset[str], day: date
) -> list[FundingGap]:
    """Return the capability gaps on which no programme with a part of the coalition certainly works on the day.

    Notes
    -----
    A programme works on a capability that it contributes to on record, not on what is narrower or broader, while it
    runs and some state of the coalition, or an agency or firm of one, takes part. Programmes not on record are not
    seen. Cost: gaps times programmes.
    """
    running = [(p, p.span.on(day)) for p in programmes if any(_takes_part(p, s, day) for s in states)]
    found = []
    for gap in gaps:
        work = [(p.id, holding) for p, holding in running if gap.row.requirement.capability in p.capabilities]
        if not any(holding is Holding.HOLDS for _, holding in work):
            found.append(FundingGap(gap, tuple(name for name, holding in work if holding is Holding.UNKNOWN)))
    return found


def _takes_part(programme: Programme, state: str, day: date) -> bool:
    return any(part.party == state and part.on(day) is not Holding.NOT for part in programme.parts)
