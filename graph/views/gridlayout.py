"""Positions for thousands of things: springs along lines, and pushes only between near ones, found by a grid."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ends = NDArray[np.int64]

IDEAL: Final = 30.0  # between two tied things
NEAR: Final = 2 * IDEAL
FAR: Final = 10 * IDEAL
STEPS: Final = 28
COOLING: Final = 0.88
SEED: Final = 10.0  # below it two things would hide each other
GOLDEN: Final = np.pi * (3 - np.sqrt(5))


def grid_positions(count: int, ends: Ends) -> Array:
    """Return a place for each of `count` things joined by `ends`; the same input gives the same places.

    A spring embedding after Fruchterman and Reingold (1991) with their grid variant: things push each other
    off the middle of what lies in their own and the neighbouring cells, of small cells and of large, so that a step
    costs a few passes. At the end things that lie on each other are laid side by side.
    """
    if count == 0:
        return np.zeros((0, 2))
    degree = np.maximum(np.bincount(ends.ravel(), minlength=count), 1).astype(np.float64)
    # The busiest things begin in the middle, the loose ones at the rim.
    rank = np.argsort(np.argsort(-degree, kind="stable"), kind="stable").astype(np.float64)
    radius = IDEAL * 0.9 * np.sqrt(rank)
    places = np.column_stack((radius * np.cos(GOLDEN * rank), radius * np.sin(GOLDEN * rank)))
    heat = IDEAL * 3
    for step in range(STEPS):
        # The grid lies elsewhere in each step, or things would line up along its borders.
        shift = np.array([step * 0.381966 % 1, step * 0.618034 % 1])
        force = (
            _pushed(places, NEAR, shift) + _pushed(places, FAR, shift) + _pulled(places, ends, degree) - 0.01 * places
        )
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        places = places + force / length * np.minimum(length, heat)
        heat *= COOLING
    return np.asarray(np.round(_apart(places)), dtype=np.float64)


def _pulled(places: Array, ends: Ends, degree: Array) -> Array:
    """Return the pull of the lines; those of a busy thing pull less each."""
    pull = np.zeros_like(places)
    if not len(ends):
        return pull
    a, b = ends[:, 0], ends[:, 1]
    between = places[b] - places[a]
    length = np.sqrt((between**2).sum(axis=1))
    move = between * (np.minimum(length / IDEAL, 8.0) * 0.2)[:, None]
    for axis in (0, 1):
        pull[:, axis] += np.bincount(a, move[:, axis], len(places)) / degree
        pull[:, axis] -= np.bincount(b, move[:, axis], len(places)) / degree
    return pull


def _pushed(places: Array, cell: float, shift: Array) -> Array:
    """Return the push away from the middle of all things in a thing's own cell and the eight around it."""
    spots = np.floor(places / cell + shift).astype(np.int64)
    spots -= spots.min(axis=0) - 1
    rows, columns = spots.max(axis=0) + 2
    keys = spots[:, 0] * columns + spots[:, 1]
    size = int(rows * columns)
    number = _summed(np.bincount(keys, minlength=size), rows, columns)[keys]
    middle = np.column_stack(
        [_summed(np.bincount(keys, places[:, axis], size), rows, columns)[keys] / number for axis in (0, 1)]
    )
    away = places - middle
    square = (away**2).sum(axis=1)
    strength = np.sqrt(number) * IDEAL**2 / (square + IDEAL**2)
    return np.asarray(away * strength[:, None] * 0.6, dtype=np.float64)


def _summed(cells: NDArray[np.generic], rows: int, columns: int) -> Array:
    """Return for each cell the sum of itself and its eight neighbours."""
    grid = np.zeros((rows + 2, columns + 2))
    grid[1:-1, 1:-1] = cells.reshape(rows, columns)
    across = grid[:, :-2] + grid[:, 1:-1] + grid[:, 2:]
    return np.asarray((across[:-2] + across[1:-1] + across[2:]).ravel(), dtype=np.float64)


def _apart(places: Array) -> Array:
    """Return the places with things that lie on each other laid around their common place like seeds."""
    spots = np.floor(places / SEED).astype(np.int64)
    order = np.lexsort((spots[:, 1], spots[:, 0]))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (spots[order][1:] != spots[order][:-1]).any(axis=1)
    starts = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    rank = np.empty(len(order))
    rank[order] = np.arange(len(order)) - starts
    offset = SEED * 0.8 * np.sqrt(rank)
    return np.asarray(
        places + np.column_stack((offset * np.cos(GOLDEN * rank), offset * np.sin(GOLDEN * rank))), dtype=np.float64
    )
