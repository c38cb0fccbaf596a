"""Capability gaps: required capabilities that fewer than two nations of a coalition bring at the level asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.coverage.matrix import Coverage, Row, Standing
from graph.evidence import Evidence

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

_ORDER = (Coverage.UNCOVERED, Coverage.PARTIAL, Coverage.SINGLE, Coverage.UNKNOWN)


@dataclass(frozen=True)
class CapabilityGap:
    """One required capability that a coalition lacks, or hangs on one nation for.

    `shortfall` is the weight not met by the best nation, between 0 and the whole weight; for `single` it is 0, and what
    would be lost with that nation is `at_risk`. Both are None where nobody is assessed: nothing is known to be missing.
    """

    row: Row
    shortfall: float | None
    at_risk: float | None

    @property
    def key(self) -> str:
        """Return what makes this the same finding on another day or under other evidence."""
        return f"{self.row.requirement.capability} {self.row.coverage.value}"

    @property
    def coverage(self) -> Coverage:
        """Return how the coalition covers the capability."""
        return self.row.coverage

    @property
    def evidence(self) -> Evidence:
        """Return the requirement and every assessment that the finding rests on."""
        return self.row.evidence

    @property
    def not_assessed(self) -> tuple[str, ...]:
        """Return the nations whose level is not known, by name: never counted as zero."""
        return self.row.states(Standing.UNKNOWN)


def capability_gaps(rows: Iterable[Row]) -> list[CapabilityGap]:
    """Return the required capabilities that are not covered twice over, worst first.

    Parameters
    ----------
    rows
        The coverage matrix of a coalition and scenario on a day.

    Returns
    -------
    list of CapabilityGap
        `uncovered`, then `partial`, `single` and `unknown`; within each by what is missing or at risk, heaviest first.

    Notes
    -----
    Two nations, not one, count as covered: with one, its absence, refusal or loss takes the capability away. The level
    is a judgement of sufficiency against the scenario, not a count of platforms. Cost: one pass over the cells.
    """
    found = [_gap(row) for row in rows if row.coverage is not Coverage.COVERED]
    return sorted(found, key=lambda g: (_ORDER.index(g.coverage), -(g.shortfall or g.at_risk or 0.0), g.key))


def _gap(row: Row) -> CapabilityGap:
    if row.best is None:
        return CapabilityGap(row, None, None)
    met = min(1.0, row.best / row.requirement.level) if row.requirement.level else 1.0
    return CapabilityGap(row, row.weight * (1 - met), row.weight * (met - _second(row)))


def _second(row: Row) -> float:
    """Return how much of the requirement is met without the best nation."""
    levels = sorted((c.level.level for c in row.cells if c.level.level is not None), reverse=True)
    second = levels[1] if len(levels) > 1 else 0
    return min(1.0, second / row.requirement.level) if row.requirement.level else 1.0
