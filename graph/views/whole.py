"""A whole snapshot, made ready for a picture of thousands of things: small, grouped where it is too large to read."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.paths import WALKED
from graph.views.gridlayout import grid_positions
from graph.views.language import Language
from graph.views.palette import LAYERS, OTHER, layer_of
from graph.views.spacing import separate
from graph.views.text import plain

LIMIT: Final = 6000
"""Things above which a snapshot opens as groups; each group opens by itself."""
LEGIBLE: Final = 400
"""Points up to which a grouped picture is laid out so that every group's name can be read."""
STAGE: Final = (860.0, 560.0)
NO_GROUP: Final = "none"
SHARED: Final = "Shared by several"
KINDS: Final = ("state", "body", "agency", "firm", "agreement", "policy", "programme", "group", "other")


@dataclass(frozen=True)
class Point:
    """A thing of a large picture: its group is the state that it is or acts for; `count` is what a group holds."""

    id: str
    label: str
    kind: str
    group: str
    count: int = 1


@dataclass(frozen=True)
class Whole:
    """A large picture: points, and lines between places in them with their layer and how many relations they bundle."""

    points: tuple[Point, ...]
    lines: tuple[tuple[int, int, str, int], ...]
    grouped: bool = False

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """The two ends of each line."""
        return np.array([(a, b) for a, b, _, _ in self.lines], dtype=np.int64).reshape(-1, 2)

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """Where each point lies; found once, for it takes a second for twenty thousand."""
        found = grid_positions(len(self.points), self.ends)
        return legible(self.points, found) if self.grouped and len(self.points) <= LEGIBLE else found


def whole_of(network: "nx.MultiDiGraph[str]") -> Whole:
    """Return a snapshot's network as points and lines; an agreement of two parties becomes a line between them."""
    joined: Counter[tuple[str, str, str]] = Counter()
    bonds = {name for name, facts in network.nodes.items() if _is_bond(network, name, facts)}
    for name in bonds:
        (a, _, facts), (b, _, _) = sorted(network.in_edges(name, data=True), key=lambda edge: edge[0])
        joined[a, b, layer_of(facts["layer"] or "framework").key] += 1
    for head, tail, facts in network.edges(data=True):
        if facts["type"] in WALKED and tail not in bonds and head != tail:
            joined[head, tail, layer_of(facts["layer"] or "industry").key] += 1
    ends = sorted({end for pair in joined for end in pair[:2]})
    place = {name: index for index, name in enumerate(ends)}
    points = (_point(name, network.nodes[name]) for name in ends)
    return Whole(tuple(points), tuple((place[a], place[b], layer, n) for (a, b, layer), n in sorted(joined.items())))


def _is_bond(network: "nx.MultiDiGraph[str]", name: str, facts: Mapping[str, object]) -> bool:
    if facts.get("type") != "agreement" or network.out_degree(name):
        return False
    return len({head for head, _ in network.in_edges(name)}) == 2 == network.in_degree(name)


def _point(name: str, facts: Mapping[str, object]) -> Point:
    kind = str(facts.get("type") or "other")
    return Point(
        name, str(facts.get("label") or name), kind if kind in KINDS else "other", str(facts.get("state") or "")
    )


def grouped(whole: Whole, opened: Collection[str], names: Mapping[str, str]) -> Whole:
    """Return a picture in which the things of one state are one point, but for the groups that are opened."""
    held = Counter(point.group or NO_GROUP for point in whole.points)
    kept: dict[str, Point] = {}
    of: list[str] = []
    for point in whole.points:
        group = point.group or NO_GROUP
        if group in opened or held[group] == 1:
            kept[point.id] = point
            of.append(point.id)
        else:
            name = f"group:{group}"
            kept[name] = Point(
                name, names.get(group, SHARED if group == NO_GROUP else group.upper()), "group", group, held[group]
            )
            of.append(name)
    order = sorted(kept)
    place = {name: index for index, name in enumerate(order)}
    lines: Counter[tuple[int, int, str]] = Counter()
    for a, b, layer, count in whole.lines:
        ends = sorted((place[of[a]], place[of[b]]))
        if ends[0] != ends[1]:
            lines[ends[0], ends[1], layer] += count
    return Whole(
        tuple(kept[name] for name in order),
        tuple((a, b, layer, n) for (a, b, layer), n in sorted(lines.items())),
        grouped=True,
    )


def legible(points: Sequence[Point], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places in a stage of the usual size [pixels] at which no group lies on another or on its name."""
    if not points:
        return places
    spread = np.maximum(np.ptp(places, axis=0), 1.0)
    laid = (places - places.min(axis=0)) / spread * np.array(STAGE)
    radius = np.array([6 + 2.2 * math.log2(p.count) if p.count > 1 else 4.0 for p in points])
    names = np.array([7.0 * len(p.label) + 40 if p.count > 1 else 0.0 for p in points])
    sizes = np.column_stack((2 * radius + names + 8, 2 * radius + 8))
    beside = np.column_stack((names / 2, np.zeros(len(points))))
    return np.asarray(np.round(separate(laid + beside, sizes, frozenset()) - beside), dtype=np.float64)


def drawing(whole: Whole, language: Language) -> dict[str, object]:
    """Return a large picture as plain lists, as small as they can be: the browser draws them as they come."""
    layers = [layer.key for layer in (*LAYERS.values(), OTHER)]
    degree = np.bincount(whole.ends.ravel(), minlength=len(whole.points))
    return {
        "points": [
            [p.id, plain(language.name(p.label)), KINDS.index(p.kind), int(x), int(y), int(d), p.count]
            for p, (x, y), d in zip(whole.points, whole.places.tolist(), degree.tolist(), strict=True)
        ],
        "lines": [[a, b, layers.index(layer), n] for a, b, layer, n in whole.lines],
        "layers": [
            [layer.key, language.t(layer.label), layer.light, layer.dark] for layer in (*LAYERS.values(), OTHER)
        ],
        "kinds": [language.t(kind.capitalize()) for kind in KINDS],
        "grouped": whole.grouped,
    }
