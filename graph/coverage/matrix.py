"""The coverage matrix: required capabilities by nations, each cell with its level, its standing and its evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.evidence import Evidence
from graph.weights import CRITICALITY, Criticality
from graph.world.capabilities import NOT_ASSESSED, Level, Requirement

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

Levels = Mapping[tuple[str, str], Level]
"""What is known of each state's level of each capability on a day."""


class Standing(StrEnum):
    """How a nation's level stands to the level required."""

    MEETS = "meets"
    BELOW = "below"
    NONE = "none"
    UNKNOWN = "unknown"


class Coverage(StrEnum):
    """How a coalition covers a required capability."""

    COVERED = "covered"
    SINGLE = "single"
    PARTIAL = "partial"
    UNCOVERED = "uncovered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """One nation's part in one required capability."""

    state: str
    standing: Standing
    level: Level


@dataclass(frozen=True)
class Row:
    """One required capability with every nation's part, and what these come to.

    `best` is the highest known level, None where nobody is assessed.
    """

    requirement: Requirement
    weight: float
    cells: tuple[Cell, ...]
    coverage: Coverage
    best: int | None
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same row on another day."""
        return self.requirement.capability

    def states(self, *standings: Standing) -> tuple[str, ...]:
        """Return the nations that stand so."""
        return tuple(cell.state for cell in self.cells if cell.standing in standings)


def coverage_matrix(
    levels: Levels, requirements: Iterable[Requirement], coalition: Sequence[str], weights: Criticality = CRITICALITY
) -> list[Row]:
    """Return how a coalition covers what a scenario requires, capability by capability.

    Parameters
    ----------
    levels
        What is known on the day, from `levels_on`.
    requirements
        The requirements r(k) of one scenario, in levels 0 to 4.
    coalition
        Ids of the states; the order of the cells.

    Returns
    -------
    list of Row
        In order of weight w(k), heaviest first, then by capability. `covered`: two or more nations at r(k) or above.
        `single`: exactly one. `partial`: none, and the best known level lies between 1 and r(k) - 1. `uncovered`: none,
        and every known level is 0. `unknown`: no nation of the coalition is assessed.

    Notes
    -----
    A nation without a valid assessment stands as `unknown`; it counts neither as 0 nor as able, and is named. A
    coverage other than `unknown` can therefore only rise when more becomes known. One pass: requirements times nations.
    """
    rows = [_row(levels, requirement, coalition, weights.of(requirement.criticality)) for requirement in requirements]
    return sorted(rows, key=lambda r: (-r.weight, r.requirement.capability))


def _row(levels: Levels, requirement: Requirement, coalition: Sequence[str], weight: float) -> Row:
    cells = tuple(_cell(levels, requirement, state) for state in coalition)
    known = [cell.level.level for cell in cells if cell.level.level is not None]
    best = max(known, default=None)
    meeting = sum(cell.standing is Standing.MEETS for cell in cells)
    statements = [s for cell in cells for s in (*cell.level.statements, *cell.level.possible)]
    return Row(requirement, weight, cells, _coverage(meeting, best), best, Evidence.of([requirement.id, *statements]))


def _cell(levels: Levels, requirement: Requirement, state: str) -> Cell:
    level = levels.get((state, requirement.capability), NOT_ASSESSED)
    if level.level is None:
        return Cell(state, Standing.UNKNOWN, level)
    if level.level >= requirement.level:
        return Cell(state, Standing.MEETS, level)
    return Cell(state, Standing.NONE if level.level == 0 else Standing.BELOW, level)


def _coverage(meeting: int, best: int | None) -> Coverage:
    if best is None:
        return Coverage.UNKNOWN
    if meeting:
        return Coverage.SINGLE if meeting == 1 else Coverage.COVERED
    return Coverage.PARTIAL if best else Coverage.UNCOVERED
