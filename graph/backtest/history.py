"""History: when pairs concluded agreements of which kinds, and what stood between them at a given time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from graph.dates import OPEN
from graph.gaps.rules import rule_book
from graph.world.world import World

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Concluded:
    """A pair concluded an agreement of a kind on a day, and it stood until another."""

    pair: tuple[str, str]
    kind: str
    layer: str
    on: date
    until: date


@dataclass(frozen=True)
class History:
    """All that was concluded, the kinds to be foreseen, and the kind that raises the expectation of each.

    `premises` may leave out a kind: then nothing is expected of any pair, and only what pairs share speaks.
    """

    concluded: Sequence[Concluded]
    targets: tuple[str, ...]
    premises: Mapping[str, str]

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Return every state of the history, in order of id."""
        return tuple(sorted({state for c in self.concluded for state in c.pair}))

    @cached_property
    def place(self) -> dict[str, int]:
        """Return each state's place in the matrices."""
        return {state: i for i, state in enumerate(self.states)}

    def standing(self, day: date, kind: str | None = None) -> Matrix:
        """Return which pairs were joined on a day by what was concluded before it: 1 or 0, of a kind or of any."""
        rows = self._rows
        return self._matrix((rows.on < day.toordinal()) & (day.toordinal() < rows.until) & rows.is_of(kind))

    def layers(self, day: date) -> Matrix:
        """Return in how many layers each pair was joined on a day."""
        rows = self._rows
        held = (rows.on < day.toordinal()) & (day.toordinal() < rows.until)
        found = np.zeros((len(self.states), len(self.states)))
        for layer in np.unique(rows.layer):
            found += self._matrix(held & (rows.layer == layer))
        return found

    def coming(self, kind: str, start: date, end: date) -> Matrix:
        """Return which pairs concluded something of a kind from a day up to before another: 1 or 0."""
        rows = self._rows
        return self._matrix((start.toordinal() <= rows.on) & (rows.on < end.toordinal()) & rows.is_of(kind))

    @cached_property
    def _rows(self) -> "_Rows":
        found = self.concluded
        return _Rows(
            a=np.array([self.place[c.pair[0]] for c in found]),
            b=np.array([self.place[c.pair[1]] for c in found]),
            on=np.array([c.on.toordinal() for c in found]),
            until=np.array([c.until.toordinal() for c in found]),
            kind=np.array([c.kind for c in found]),
            layer=np.array([c.layer for c in found]),
        )

    def _matrix(self, chosen: NDArray[np.bool_]) -> Matrix:
        joined = np.zeros((len(self.states), len(self.states)))
        a, b = self._rows.a[chosen], self._rows.b[chosen]
        joined[a, b] = joined[b, a] = 1.0
        return joined


@dataclass(frozen=True)
class _Rows:
    """What was concluded, a column each."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    on: NDArray[np.int64]
    until: NDArray[np.int64]
    kind: NDArray[np.str_]
    layer: NDArray[np.str_]

    def is_of(self, kind: str | None) -> NDArray[np.bool_]:
        """Say which rows are of a kind, or of any."""
        found: NDArray[np.bool_] = np.ones(len(self.a), dtype=bool) if kind is None else self.kind == kind
        return found


def history_of(world: World, targets: Sequence[str] = ()) -> History:
    """Return the history of a world: the kinds to be foreseen, by default those that rules expect.

    Signature counts as conclusion where its day is known, entry into force elsewhere; a pair counts where both were
    party at some time. Agreements without a certain day are left out.
    """
    rules = rule_book().rules
    sought = tuple(targets) or tuple(dict.fromkeys(rule.expects for rule in rules))
    premises = {rule.expects: rule.premise for rule in rules if rule.expects in sought}
    wanted = {*sought, *premises.values()}
    found: list[Concluded] = []
    for agreement in sorted(world.parties.spells):
        kinds = sorted(world.parties.kinds[agreement] & wanted) or [min(world.parties.kinds[agreement])]
        for pair, on, until in _pairs(world, agreement):
            found += [Concluded(pair, kind, world.layers.get(agreement, ""), on, until) for kind in kinds]
    return History(found, sought, premises)


def _pairs(world: World, agreement: str) -> Iterable[tuple[tuple[str, str], date, date]]:
    spells = world.parties.spells[agreement]
    for a, b in combinations(sorted(spells, key=lambda s: s.party), 2):
        on = max(min(s.signed.start, s.in_force.start) for s in (a, b))
        until = min(s.in_force.end for s in (a, b))
        if a.party != b.party and on < OPEN and on < until:
            yield (a.party, b.party), on, until
