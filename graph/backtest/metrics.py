"""How well a ranking foresaw what came: area under the curve, precision among the first, and their intervals."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

RESAMPLES: Final = 300
SEED: Final = 20160524


@dataclass(frozen=True)
class Estimate:
    """A figure with the middle 95% of its resamples."""

    value: float
    low: float
    high: float


def auc(scores: Vector, came: Vector) -> float:
    """Return the chance that something that came ranks above something that did not, ties counting half.

    It is 0.5 for a ranking that knows nothing, and where nothing or everything came (Hanley and McNeil 1982).
    """
    positives = int(came.sum())
    negatives = len(came) - positives
    if not positives or not negatives:
        return 0.5
    ranks = average_ranks(scores)
    return float((ranks[came > 0].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def average_ranks(scores: Vector) -> Vector:
    """Return the rank of each score, 1 for the lowest; equal scores share the mean of their ranks."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    found: Vector = (last - (counts - 1) / 2)[place]
    return found


def precision_at(scores: Vector, came: Vector, k: int) -> float:
    """Return the share of the k highest that came; equal scores at the edge count by their share."""
    k = min(k, len(scores))
    if k == 0:
        return 0.0
    edge = np.sort(scores)[-k]
    above, at = scores > edge, scores == edge
    left = k - int(above.sum())
    return float((came[above].sum() + left * came[at].mean()) / k)


def interval(values: Vector) -> Estimate:
    """Return the mean of yearly figures with the middle 95% of means of years drawn again with replacement.

    Years share candidates and windows overlap, so they are not independent and the interval is narrower than it ought
    to be; it tells a lead in most years from a lead in a few (Efron 1979, Annals of Statistics 7: 1-26).
    """
    draw = np.random.default_rng(SEED)
    means = values[draw.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    return Estimate(float(values.mean()), float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975)))
