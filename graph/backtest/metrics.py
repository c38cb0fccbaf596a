"""How well a ranking foresaw what came: area under the curve, precision among the first."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


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
