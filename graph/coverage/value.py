"""The value of a coalition: how much of a scenario its best nations meet, from 0 to the sum of the weights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.coverage.matrix import Row, Standing


@dataclass(frozen=True, slots=True)
class Value:
    """A coalition's value: what is known, what it would be if every unknown met its requirement, and the whole."""

    known: float
    possible: float
    whole: float

    @property
    def share(self) -> float:
        """Return the known part of the whole (0 to 1); 0 where nothing is required."""
        return self.known / self.whole if self.whole else 0.0


def fulfilment(level: int | None, required: int) -> float:
    """Return how much of a requirement a level meets: min(1, level / required), 0 where unknown, 1 where 0 is asked."""
    if level is None:
        return 0.0
    return 1.0 if required == 0 else min(1.0, level / required)


def coalition_value(rows: Iterable[Row]) -> Value:
    """Return v(T) = sum over k of w(k) · min(1, max over T of level / r(k)), T being the nations of the rows' cells.

    Notes
    -----
    Monotone: a wider coalition is never worth less, since each maximum runs over more nations. Unknown levels add
    nothing to `known` and the whole weight to `possible`, so the true value lies between the two.
    """
    known = possible = whole = 0.0
    for row in rows:
        part = fulfilment(row.best, row.requirement.level)
        known += row.weight * part
        possible += row.weight * (1.0 if row.states(Standing.UNKNOWN) else part)
        whole += row.weight
    return Value(known, possible, whole)


def marginals(row: Row) -> Sequence[tuple[str, float]]:
    """Return what each nation alone brings to one capability, w(k) · min(1, level / r(k)), in order of the cells."""
    return [(c.state, row.weight * fulfilment(c.level.level, row.requirement.level)) for c in row.cells]
