"""How edges bend, so that parallel agreements are seen as separate lines."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from graph.views.bundles import Line

GAP: Final = 26.0  # pixels between the middles of two parallel lines, room for a line of text
ROUNDEST: Final = 0.6  # beyond it a curve leaves its start backwards
LOOP: Final = 26  # pixels, the first loop of an edge from a node to itself


@dataclass(frozen=True)
class Curve:
    """The bend of one edge in the terms of vis-network; `loop` is the size [pixels] of an edge to its own node."""

    type: Literal["curvedCW", "curvedCCW"]
    roundness: float
    loop: int = 0


def curves(lines: Iterable[Line], places: Mapping[str, tuple[int, int]]) -> dict[str, Curve]:
    """Return the bend of each line by its id; between the same two nodes no two lines bend alike."""
    bundles: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        bundles[min(line.source, line.target), max(line.source, line.target)].append(line)
    bent: dict[str, Curve] = {}
    for (first, last), bundle in bundles.items():
        length = math.dist(places.get(first, (0, 0)), places.get(last, (0, 0)))
        bent.update(_bundle(sorted(bundle, key=lambda edge: (edge.since, edge.id)), length))
    return bent


def _bundle(bundle: list[Line], length: float) -> dict[str, Curve]:
    count = len(bundle)
    # The middle of a quadratic curve lies half as far out as its control point: hence the 2.
    step = min(2 * GAP / max(length, 1.0), 2 * reach(ROUNDEST) / max(count - 1, 1))
    return {
        edge.id: _bend(edge, (place - (count - 1) / 2) * step, LOOP + 14 * place) for place, edge in enumerate(bundle)
    }


def _bend(edge: Line, offset: float, loop: int) -> Curve:
    if edge.source == edge.target:
        return Curve("curvedCW", 0.0, loop)
    # Clockwise is seen from the edge's own start: an edge drawn the other way must turn the other way.
    forward = edge.source < edge.target
    clockwise = (offset >= 0) == forward
    return Curve("curvedCW" if clockwise else "curvedCCW", round(roundness_of(abs(offset)), 4))


def reach(roundness: float) -> float:
    """Return how far out vis-network puts the control point of a curve, as a share of the edge's length."""
    return (0.5 + 0.5 * roundness) * math.sin(0.5 * math.pi * roundness)


def roundness_of(share: float) -> float:
    """Return the roundness whose `reach` is `share`, by halving (the reach grows with the roundness)."""
    low, high = 0.0, ROUNDEST
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if reach(middle) < share else (low, middle)
    return (low + high) / 2
