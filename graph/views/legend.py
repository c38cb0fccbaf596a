"""The legend: what is in a picture, counted, group by group; each line of it filters."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.views.model import NetworkView, ViewEdge
from graph.views.palette import CHANGES, LAYERS, OTHER, SHAPES, STROKES, layer_of
from graph.views.text import plain

CONFIDENCE: Final = {"A": "A, seen in the source", "B": "B, widely documented", "C": "C, doubtful"}
UNCITED: Final = "none"


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend; `group` is layer, status, change, kind, sort or confidence, `glyph` its mark as text."""

    group: str
    key: str
    label: str
    count: int
    glyph: str = ""


def confidence_of(edge: ViewEdge) -> str:
    """Return the best confidence that any citation of an edge has, or `UNCITED`."""
    return min((proof.confidence for proof in edge.evidence if proof.confidence in CONFIDENCE), default=UNCITED)


def sort_of(edge: ViewEdge) -> str:
    """Return the name by which an edge's kind is filtered; links part names by commas, so it has none."""
    return plain(edge.kind_base).replace(",", ";")


def legend_of(view: NetworkView) -> tuple[LegendEntry, ...]:
    """Return the entries of a picture's legend; a group in which nothing differs has one entry all the same."""
    return (*_lines(view), *_things(view), *_sorts(view), *_confidences(view))


def _lines(view: NetworkView) -> Iterator[LegendEntry]:
    layers = Counter(layer_of(edge.layer).key for edge in view.edges)
    statuses = Counter(edge.status for edge in view.edges)
    changes = Counter(edge.change for edge in view.edges)
    for layer in (*LAYERS.values(), OTHER):
        if layers[layer.key]:
            yield LegendEntry("layer", layer.key, layer.label, layers[layer.key])
    for stroke in STROKES.values():
        if statuses[stroke.status]:
            yield LegendEntry("status", stroke.status, stroke.label, statuses[stroke.status])
    if view.compared:
        for change, look in CHANGES.items():
            yield LegendEntry("change", change or "same", look.label, changes[change], look.glyph)


def _things(view: NetworkView) -> Iterator[LegendEntry]:
    kinds = Counter(node.kind for node in view.nodes)
    for shape in SHAPES.values():
        if kinds[shape.kind]:
            yield LegendEntry("kind", shape.kind, shape.label, kinds[shape.kind], shape.glyph)


def _sorts(view: NetworkView) -> Iterator[LegendEntry]:
    sorts = Counter(sort_of(edge) for edge in view.edges if edge.kind_base)
    for name, count in sorted(sorts.items(), key=lambda item: (-item[1], item[0])):
        yield LegendEntry("sort", name, (name[:1].upper() + name[1:]).replace(";", ","), count)


def _confidences(view: NetworkView) -> Iterator[LegendEntry]:
    found = Counter(confidence_of(edge) for edge in view.edges)
    for key in (*CONFIDENCE, UNCITED):
        if found[key]:
            yield LegendEntry("confidence", key, CONFIDENCE.get(key, "No source"), found[key])
