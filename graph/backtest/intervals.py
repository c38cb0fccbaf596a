"""Intervals of a figure over years and pairs: pairs that share a state, and years that share a window, go together.

Candidates are not independent: one pair is a candidate in many years and for several kinds, a state that concludes much
raises all its pairs, and the five years after 1 January 2000 overlap those after 2001. So the variance has two parts,
added (which errs to the wide side, as the second holds some of the first):

- between pairs, each candidate's part in the figure is summed over years and kinds by pair, and pairs that share a
  state may vary together (Aronow, Samii and Assenova 2015, Political Analysis 23: 564-577; a candidate's part in an
  area under the curve after Obuchowski 1997, Biometrics 53: 567-578);
- between years, the yearly figures may vary together up to four years apart (Newey and West 1987, Econometrica 55:
  703-708).
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.backtest.metrics import Vector, average_ranks

Matrix = NDArray[np.float64]

NORMAL: Final = 1.96
LAG: Final = 4
"""How many years apart windows of five years still overlap."""


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float


def estimate(yearly: Vector, parts: Matrix) -> Estimate:
    """Return the mean of yearly figures with its interval; `parts` holds each pair's part in the mean, once a pair."""
    value = float(yearly.mean())
    wide = NORMAL * sqrt(between_pairs(parts) + between_years(yearly))
    return Estimate(value, value - wide, value + wide)


def between_pairs(parts: Matrix) -> float:
    """Return the variance of a sum over pairs of states, pairs that share a state varying together."""
    own = float((parts**2).sum())
    of_state = parts.sum(axis=0) + parts.sum(axis=1)
    return max(own, float((of_state**2).sum()) - own)


def between_years(yearly: Vector, lag: int = LAG) -> float:
    """Return the variance of the mean of a series whose values vary together up to some years apart."""
    off, count = yearly - yearly.mean(), len(yearly)
    total = float((off * off).sum())
    for apart in range(1, min(lag, count - 1) + 1):
        total += 2 * (1 - apart / (lag + 1)) * float((off[apart:] * off[:-apart]).sum())
    return max(0.0, total) / count**2


def auc_parts(scores: Vector, came: Vector) -> Vector:
    """Return each candidate's part in the area under the curve: they sum to 0, and are 0 where it is not defined."""
    positive = came > 0
    came_in_all, others = int(positive.sum()), int((~positive).sum())
    parts = np.zeros(len(scores))
    if not came_in_all or not others:
        return parts
    ranks = average_ranks(scores)
    below = (ranks[positive] - average_ranks(scores[positive])) / others
    above = 1 - (ranks[~positive] - average_ranks(scores[~positive])) / came_in_all
    area = below.mean()
    parts[positive] = (below - area) / came_in_all
    parts[~positive] = (above - area) / others
    return parts


def precision_parts(scores: Vector, came: Vector, k: int) -> Vector:
    """Return each candidate's part in the share of the k highest that came; the edge is taken as given."""
    k = min(k, len(scores))
    if k == 0:
        return np.zeros(len(scores))
    edge = np.sort(scores)[-k]
    above, at = scores > edge, scores == edge
    inside = above + at * ((k - above.sum()) / at.sum())
    share = float((inside * came).sum()) / k
    found: Vector = inside * (came - share) / k
    return found
