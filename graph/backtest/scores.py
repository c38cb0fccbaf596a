"""Scores that rank missing agreements on a day: ours by gaps, and the four baselines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.backtest.history import History, Matrix

Vector = NDArray[np.float64]

SEED: Final = 20160524
THIN: Final = 5
RECENT: Final = 5
"""How far back counts as recent [years]."""


@dataclass(frozen=True)
class Known:
    """What stood between states on a day: the kind sought, any, in how many layers, the premise; the kind of late."""

    kind: Matrix
    any: Matrix
    layers: Matrix
    premise: Matrix
    recent: Matrix


def known_before(history: History, kind: str, day: date) -> Known:
    """Return what stood on a day by what was concluded before it."""
    nothing = np.zeros((len(history.states), len(history.states)))
    premise = history.premises.get(kind)
    return Known(
        kind=history.standing(day, kind),
        any=history.standing(day),
        layers=history.layers(day),
        premise=history.standing(day, premise) if premise else nothing,
        recent=history.coming(kind, day.replace(year=day.year - RECENT), day),
    )


def random_score(known: Known) -> Matrix:
    """Return a random rank, the same in every run."""
    return np.random.default_rng(SEED).random(known.kind.shape)


def preferential_attachment(joined: Matrix) -> Matrix:
    """Return the product of both states' partners (Barabási and Albert 1999; Newman 2001)."""
    degree = joined.sum(axis=1)
    found: Matrix = np.outer(degree, degree)
    return found


def common_neighbours(joined: Matrix) -> Matrix:
    """Return how many partners both states share (Liben-Nowell and Kleinberg 2007)."""
    return _product(joined, joined)


def adamic_adar(joined: Matrix) -> Matrix:
    """Return the shared partners, each by one over the logarithm of its partners (Adamic and Adar 2003)."""
    degree = joined.sum(axis=1)
    weight = np.where(degree > 1, 1.0 / np.log(np.maximum(degree, 2.0)), 0.0)
    return _product(joined * weight, joined)


def _product(a: Matrix, b: Matrix) -> Matrix:
    """Return the product of two matrices, the second symmetric, on one processor.

    Products of this size are otherwise shared out among threads that wait for each other: on a busy machine that took a
    thousand times as long.
    """
    found: Matrix = np.einsum("ij,kj->ik", a, b)
    return found


BASELINES: Final[Mapping[str, Callable[[Known], Matrix]]] = {
    "random": random_score,
    "preferential attachment (kind)": lambda k: preferential_attachment(k.kind),
    "preferential attachment (all)": lambda k: preferential_attachment(k.any),
    "common neighbours (kind)": lambda k: common_neighbours(k.kind),
    "common neighbours (all)": lambda k: common_neighbours(k.any),
    "Adamic–Adar (kind)": lambda k: adamic_adar(k.kind),
    "Adamic–Adar (all)": lambda k: adamic_adar(k.any),
}
"""The baselines, each on the network of the kind sought and on that of all agreements."""


def rule_score(known: Known) -> Matrix:
    """Return the gap ranking by rules alone: an expected agreement first, then by the layers that join the pair."""
    return 100.0 * known.premise + known.layers


def features(known: Known) -> NDArray[np.float64]:
    """Return what the weighed gap ranking looks at, one matrix after another.

    The premise of a rule; the layers that join the pair; whether anything does; how often each state concludes the
    kind, anything at all, and the kind of late; partners shared in the kind and overall; how usual the kind is, and of
    late.
    """
    of_kind, recent = known.kind.sum(axis=1), known.recent.sum(axis=1)
    flat = np.ones_like(known.kind)
    return np.stack(
        [
            known.premise,
            known.layers,
            known.any,
            np.log1p(preferential_attachment(known.kind)),
            np.log1p(preferential_attachment(known.any)),
            np.log1p(of_kind[:, None] + of_kind[None, :]),
            np.log1p(np.outer(recent, recent)),
            np.log1p(recent[:, None] + recent[None, :]),
            np.log1p(common_neighbours(known.kind)),
            np.log1p(adamic_adar(known.any)),
            flat * np.log1p(of_kind.sum()),
            flat * np.log1p(recent.sum()),
        ]
    )


@dataclass(frozen=True)
class Weighed:
    """Weights of the features, learned from years whose outcome was known, with the scale of each feature."""

    mean: Vector
    spread: Vector
    weights: Vector

    def score(self, rows: NDArray[np.float64]) -> Vector:
        """Return the score of candidates, a row of features each."""
        scaled = (rows - self.mean) / self.spread
        found: Vector = np.einsum("ij,j->i", scaled, self.weights[:-1]) + self.weights[-1]
        return found


def learn(rows: NDArray[np.float64], came: Vector, ridge: float = 10.0, rounds: int = 10) -> Weighed:
    """Return the weights of a ridge logistic regression, by iteratively reweighted least squares.

    Of what did not come one in `THIN` is taken, the same in every run, and counts that many times. Features are scaled
    to mean 0 and deviation 1; `ridge` is in units of candidates.
    """
    kept = (came > 0) | (np.random.default_rng(SEED).random(len(came)) < 1 / THIN)
    rows, came = rows[kept], came[kept]
    counts = np.where(came > 0, 1.0, float(THIN))
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    design = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    penalty = ridge * np.eye(design.shape[1])
    penalty[-1, -1] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(rounds):
        # Sums by einsum stay on one processor, as `_product` does.
        chance = 1.0 / (1.0 + np.exp(-np.clip(np.einsum("ij,j->i", design, weights), -30, 30)))
        sure = np.maximum(counts * chance * (1 - chance), 1e-9)
        slope = np.einsum("ij,i->j", design, counts * (came - chance)) - penalty @ weights
        bend = np.einsum("ij,ik->jk", design * sure[:, None], design) + penalty
        weights = weights + np.linalg.solve(bend, slope)
    return Weighed(mean, spread, weights)
