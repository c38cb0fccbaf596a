"""Parallel relations bundled into one line with a count, where a pair has more than a reader can tell apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.views.model import EdgeChange, EdgeStatus, NetworkView, ViewEdge

TELLABLE: Final = 4
"""Parallel lines of one pair that are drawn one by one; with more, each layer of the pair is one line."""
FOCAL: Final = 40
"""The same between two things in focus, which the picture is about."""


@dataclass(frozen=True)
class Line:
    """A line of the drawing: one relation, or a bundle of parallel ones of one layer between the same two things."""

    id: str
    source: str
    target: str
    members: tuple[ViewEdge, ...]

    @property
    def layer(self) -> str:
        """Return the layer of the line."""
        return self.members[0].layer

    @property
    def since(self) -> str:
        """Return when the first of its relations began."""
        return min(edge.since for edge in self.members)

    @property
    def status(self) -> EdgeStatus:
        """Return the status that all its relations share; of a mixed bundle, that something holds."""
        statuses = {edge.status for edge in self.members}
        return self.members[0].status if len(statuses) == 1 else "holds"

    @property
    def change(self) -> EdgeChange:
        """Return the change that all its relations share; a mixed bundle shows none."""
        changes = {edge.change for edge in self.members}
        return self.members[0].change if len(changes) == 1 else ""


def lines(view: NetworkView, apart: Iterable[str] = ()) -> tuple[Line, ...]:
    """Return the lines of a picture; the bundles named in `apart` are drawn relation by relation."""
    pairs: dict[tuple[str, str], list[ViewEdge]] = defaultdict(list)
    for edge in view.edges:
        pairs[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    kept = set(apart)
    focus = set(view.focus) if len(view.focus) > 1 else set()
    return tuple(
        line
        for pair, edges in pairs.items()
        for line in _of_pair(edges, FOCAL if set(pair) <= focus else TELLABLE, kept)
    )


def _of_pair(edges: list[ViewEdge], most: int, apart: set[str]) -> Iterable[Line]:
    layers: dict[str, list[ViewEdge]] = defaultdict(list)
    for edge in edges:
        layers[edge.layer].append(edge)
    for layer, members in layers.items():
        source, target = members[0].source, members[0].target
        name = bundle_id(layer, source, target)
        if len(edges) > most and len(members) > 1 and name not in apart:
            yield Line(name, source, target, tuple(sorted(members, key=lambda e: (e.since, e.id))))
        else:
            yield from (Line(edge.id, edge.source, edge.target, (edge,)) for edge in members)


def bundle_id(layer: str, source: str, target: str) -> str:
    """Return the name of the bundle of a layer between two things, whichever way its relations point."""
    return f"{layer}~{min(source, target)}~{max(source, target)}"
