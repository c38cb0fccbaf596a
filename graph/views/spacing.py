"""Pushes boxes apart until none overlaps."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sizes = NDArray[np.float64]

ROUNDS: Final = 60
GROWTH: Final = 1.08


def overlaps(places: Array, sizes: Sizes) -> NDArray[np.float64]:
    """Return for each pair how deep its boxes overlap across and down [pixels]; 0 where they do not touch."""
    reach = (sizes[:, None, :] + sizes[None, :, :]) / 2
    depth = reach - np.abs(places[:, None, :] - places[None, :, :])
    both: NDArray[np.bool_] = np.asarray((depth > 0).all(axis=2))
    np.fill_diagonal(both, val=False)
    return np.where(both[:, :, None], depth, 0.0)


def separate(places: Array, sizes: Sizes, fixed: frozenset[int]) -> Array:
    """Return places at which no two boxes overlap; `fixed` ones keep their place unless all must spread."""
    pinned = np.zeros(len(places), dtype=bool)
    pinned[sorted(fixed)] = True
    while True:
        places, done = _pushed(places, sizes, pinned)
        if done:
            return places
        places = places * GROWTH


def separate_around(places: Array, sizes: Sizes, fixed: frozenset[int]) -> Array:
    """Return places at which no box overlaps another, moving none of `fixed`, which do not overlap among themselves."""
    pinned = np.zeros(len(places), dtype=bool)
    pinned[sorted(fixed)] = True
    middle = places[pinned].mean(axis=0)
    for _ in range(ROUNDS):
        places, done = _pushed(places, sizes, pinned)
        if done:
            break
        places = np.where(pinned[:, None], places, middle + (places - middle) * GROWTH)
    return places


def _pushed(places: Array, sizes: Sizes, pinned: NDArray[np.bool_]) -> tuple[Array, bool]:
    """Move boxes along the shorter way out of each other, at most `ROUNDS` times."""
    order = np.arange(len(places))
    for _ in range(ROUNDS):
        depth = overlaps(places, sizes)
        if not depth.any():
            return places, True
        # Boxes at the same place have no direction: the later one goes right or down.
        side = np.sign(places[:, None, :] - places[None, :, :])
        side = np.where(side == 0, np.sign(order[:, None] - order[None, :])[:, :, None], side)
        across = depth[:, :, 0] <= depth[:, :, 1]
        share = np.where(pinned[:, None], 0.0, np.where(pinned[None, :], 1.0, 0.5))
        move = np.stack((depth[:, :, 0] * across, depth[:, :, 1] * ~across), axis=2) * side * share[:, :, None]
        places = places + move.sum(axis=1) * 0.9 + np.sign(move.sum(axis=1)) * 0.5
    return places, False
