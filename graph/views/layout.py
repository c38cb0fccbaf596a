"""Positions of a picture, computed here so that the same view gives the same picture everywhere."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.views.model import NetworkView, ViewNode
from graph.views.palette import SHAPES
from graph.views.spacing import Sizes, separate, separate_around
from graph.views.text import wrapped

Point = tuple[int, int]
Array = NDArray[np.float64]

LABEL_WIDTH: Final = 22
LABEL_LINES: Final = 2
CROWD: Final = 40  # nodes; above it labels share the room (the page shows those that fit), below each has its own
GOLDEN: Final = math.pi * (3 - math.sqrt(5))
IDEAL: Final = 120.0  # pixels between two tied nodes
STEPS: Final = 140
RATIO: Final = 1.5  # width to height of a picture
MOST_STRETCH: Final = 1.9
GROWTH: Final = 2.0  # how much the page may enlarge a thing while the whole picture is in view
SPOKES: Final = 6  # ties of a thing from which on it is a hub


def positions(view: NetworkView, pins: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """Return the place of each node in pixels, the focus around the origin; independent of the order of rows.

    What the picture is asked around is laid out first, then each stage of opened things around it: opening a thing
    moves nothing that was there. A pinned node lies where its pin is, and moves no other.
    """
    nodes = sorted({node.id: node for node in view.nodes}.values(), key=lambda node: (node.stage, node.id))
    if not nodes:
        return {}
    held = {name: (x, y) for name, x, y in view.held}
    if held.keys() >= {node.id for node in nodes}:
        return {node.id: held[node.id] for node in nodes} | _pinned(nodes, pins)
    first = [node for node in nodes if node.stage == nodes[0].stage]
    index = {node.id: place for place, node in enumerate(first)}
    edges = tuple(edge for edge in view.edges if edge.source in index and edge.target in index)
    anchors = _anchors(replace(view, edges=edges), index)
    ties = _ties(view, index)
    places = _relaxed(_start(len(first), anchors, ties), ties, list(anchors))
    places = separate(_filled(places), _sizes(first), frozenset(anchors))
    for stage in sorted({node.stage for node in nodes[len(first) :]}):
        places = _with_stage(places, [node for node in nodes if node.stage <= stage], view)
    found = {node.id: (round(x), round(y)) for node, (x, y) in zip(nodes, places.tolist(), strict=True)}
    return found | _pinned(nodes, pins)


def _pinned(nodes: list[ViewNode], pins: Mapping[str, Point] | None) -> dict[str, Point]:
    there = {node.id for node in nodes}
    return {name: place for name, place in (pins or {}).items() if name in there}


def _with_stage(places: Array, nodes: list[ViewNode], view: NetworkView) -> Array:
    """Return the places with those of the next nodes, which start beyond the things that they are tied to."""
    held = len(places)
    ties = _ties(view, {node.id: place for place, node in enumerate(nodes)})
    pulls = ties[held:, :held]
    total = np.maximum(pulls.sum(axis=1, keepdims=True), 1e-9)
    middle = places.mean(axis=0)
    around = np.where(pulls.sum(axis=1, keepdims=True) > 0, pulls @ places / total, middle)
    outward = around - middle
    length = np.maximum(np.sqrt((outward**2).sum(axis=1, keepdims=True)), 1.0)
    steps = np.arange(len(nodes) - held, dtype=np.float64)
    spiral = (
        np.column_stack((np.cos(GOLDEN * steps), np.sin(GOLDEN * steps)))
        * IDEAL
        * (0.4 + 0.2 * np.sqrt(steps))[:, None]
    )
    start = around + outward / length * IDEAL * 1.5 + spiral
    fixed = list(range(held))
    moved = _relaxed(np.vstack((places, start)), ties, fixed)
    sizes = _sizes(nodes)
    # What stood before keeps the room that it was given, also where the picture is crowded by now.
    sizes[:held] = np.minimum(sizes[:held], _sizes(nodes[:held]))
    return separate_around(moved, sizes, frozenset(fixed))


def box_of(node: ViewNode, crowd: int) -> tuple[float, float]:
    """Return the width and height in pixels that a node needs among `crowd` nodes, with its label where it has one."""
    glyph = 2.0 * SHAPES[node.kind].size
    if crowd > CROWD:
        return glyph * GROWTH, glyph * GROWTH
    if node.code:
        return glyph + 22, glyph + 22
    lines = wrapped(node.label, LABEL_WIDTH, LABEL_LINES).split("\n")
    return max(glyph, 6.6 * max(map(len, lines))) + 10, glyph + 15 * len(lines) + 16


def _sizes(nodes: list[ViewNode]) -> Sizes:
    return np.array([box_of(node, len(nodes)) for node in nodes], dtype=np.float64)


def _anchors(view: NetworkView, index: dict[str, int]) -> dict[int, tuple[float, float]]:
    """Return the fixed places of the focus: the middle, left and right, or a circle that grows with their number."""
    focus = [index[name] for name in dict.fromkeys(view.focus) if name in index]
    if len(focus) == 1:
        return {focus[0]: (0.0, 0.0)}
    if len(focus) == 2:
        reach = 150.0 + 8.0 * min(len(view.edges), 20)
        return {focus[0]: (-reach, 0.0), focus[1]: (reach, 0.0)}
    radius = max(170.0, 34.0 * len(focus))
    turn = 2 * math.pi / max(len(focus), 1)
    # An odd circle has one at the top; an even one has none at the very top, so that lines do not pass behind it.
    first = -math.pi / 2 + (turn / 2 if len(focus) % 2 == 0 else 0.0)
    return {
        place: (radius * math.cos(first + turn * step), radius * math.sin(first + turn * step))
        for step, place in enumerate(focus)
    }


def _ties(view: NetworkView, index: dict[str, int]) -> Array:
    """Return the symmetric matrix of tie strengths; parallel ties count by the logarithm of their number."""
    counts = np.zeros((len(index), len(index)))
    for edge in view.edges:
        if edge.source in index and edge.target in index and edge.source != edge.target:
            counts[index[edge.source], index[edge.target]] += 1
            counts[index[edge.target], index[edge.source]] += 1
    strength = np.log1p(counts) / math.log(2)
    # The spokes of a hub pull less each, or its rim would crowd around it.
    degree = np.maximum((counts > 0).sum(axis=1), 1.0)
    hub = np.maximum(np.maximum(degree[:, None], degree[None, :]) / SPOKES, 1.0)
    return np.asarray(strength / np.sqrt(hub), dtype=np.float64)


def _start(count: int, anchors: dict[int, tuple[float, float]], ties: Array) -> Array:
    """Return first places: a sunflower, each node drawn towards the focus that it is tied to."""
    steps = np.arange(count, dtype=np.float64)
    radius = IDEAL * (1.6 + 0.42 * np.sqrt(steps))
    places = np.column_stack((radius * np.cos(GOLDEN * steps), radius * np.sin(GOLDEN * steps)))
    fixed = list(anchors)
    if fixed:
        spots = np.array([anchors[place] for place in fixed])
        pulls = ties[:, fixed]
        total = pulls.sum(axis=1, keepdims=True)
        places += np.where(total > 0, pulls @ spots / np.maximum(total, 1e-9), 0.0) * 1.4
        places[fixed] = spots
    return places


def _relaxed(places: Array, ties: Array, fixed: list[int]) -> Array:
    """Return the places after a spring embedding (Fruchterman and Reingold 1991) that leaves `fixed` where they are."""
    heat = IDEAL * 1.2
    springs = ties / (1.6 * IDEAL)
    for _ in range(STEPS):
        across = places[:, 0, None] - places[None, :, 0]
        down = places[:, 1, None] - places[None, :, 1]
        square = np.maximum(across * across + down * down, 1.0)
        pull = IDEAL**2 / square - springs * np.sqrt(square)
        force = np.column_stack(((pull * across).sum(axis=1), (pull * down).sum(axis=1)))
        force -= 0.03 * places  # keeps loose parts in sight
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        move = force / length[:, None] * np.minimum(length, heat)[:, None]
        move[fixed] = 0.0
        places = places + move
        heat *= 0.965
    return places


def _filled(places: Array) -> Array:
    """Return the places stretched along the shorter side, so that the picture fills a landscape."""
    width, height = np.ptp(places, axis=0) + IDEAL
    across = min(max(RATIO * height / width, 1.0), MOST_STRETCH)
    down = min(max(width / (RATIO * height), 1.0), MOST_STRETCH)
    return np.asarray(places * np.array([across, down]), dtype=np.float64)
