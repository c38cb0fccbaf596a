"""Pivotal nations: what each nation of a coalition brings on average to what a scenario needs, and what only it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.coverage.matrix import Coverage, Row, Standing
from graph.coverage.value import marginals
from graph.evidence import Evidence

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


@dataclass(frozen=True)
class PivotalNation:
    """A nation's Shapley value in the coverage game, its share of the coalition's value, and what hangs on it.

    `singles` are the required capabilities that it alone meets; `lost` is what the coalition's value would fall by
    without it; `unknown` are the capabilities for which the nation itself is not assessed.
    """

    state: str
    shapley: float
    share: float
    lost: float
    singles: tuple[str, ...]
    unknown: tuple[str, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return self.state


def pivotal_nations(rows: Sequence[Row]) -> list[PivotalNation]:
    """Return the nations of a coverage matrix by their Shapley value, highest first.

    Parameters
    ----------
    rows
        The coverage matrix of a coalition N and a scenario on a day.

    Returns
    -------
    list of PivotalNation
        The values sum to v(N) (efficiency). A nation without a single valid assessment has the value 0 by what is
        known, and every capability among its `unknown`: read it as not assessed, not as worthless.

    Notes
    -----
    The game is v(T) = sum over k of w(k) · min(1, max over T of level / r(k)), v of nobody being 0. It is a sum of
    maximum games, one a capability, and the Shapley value is additive, so each is solved alone: with the worths in
    rising order x(1) <= ... <= x(n), the i-th nation gets the sum over j <= i of (x(j) - x(j-1)) / (n - j + 1), as in
    the airport game of Littlechild and Owen (1973), Management Science 20: 370-372; Shapley (1953). Exact, in
    O(capabilities · n log n) where enumeration takes O(2^n).
    """
    total = {cell.state: 0.0 for row in rows for cell in row.cells}
    for row in rows:
        for state, value in max_game_shapley(dict(marginals(row))).items():
            total[state] += value
    whole = sum(total.values())
    nations = [_nation(state, value, whole, rows) for state, value in total.items() if rows]
    return sorted(nations, key=lambda n: (-n.shapley, n.state))


def max_game_shapley(worth: Mapping[str, float]) -> dict[str, float]:
    """Return the Shapley value of each player of the game v(T) = max over T of worth, for worths of 0 or more."""
    rising = sorted(worth, key=lambda player: (worth[player], player))
    values: dict[str, float] = {}
    gathered = before = 0.0
    for place, player in enumerate(rising):
        gathered += (worth[player] - before) / (len(rising) - place)
        before = worth[player]
        values[player] = gathered
    return values


def _nation(state: str, value: float, whole: float, rows: Iterable[Row]) -> PivotalNation:
    own = [(row, cell) for row in rows for cell in row.cells if cell.state == state]
    singles = [
        r.requirement.capability for r, c in own if r.coverage is Coverage.SINGLE and c.standing is Standing.MEETS
    ]
    statements = [s for r, c in own for s in (r.requirement.id, *c.level.statements, *c.level.possible)]
    return PivotalNation(
        state=state,
        shapley=value,
        share=value / whole if whole else 0.0,
        lost=sum(_lost(row, state) for row, _ in own),
        singles=tuple(sorted(singles)),
        unknown=tuple(sorted(r.requirement.capability for r, c in own if c.standing is Standing.UNKNOWN)),
        evidence=Evidence.of(statements),
    )


def _lost(row: Row, state: str) -> float:
    worth = dict(marginals(row))
    without = max((w for other, w in worth.items() if other != state), default=0.0)
    return max(worth.values()) - without
