"""Pictures made from pictures: a thing opened in one, things hidden, two days laid over each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from graph.views.layout import positions
from graph.views.model import EdgeChange, NetworkView, ViewEdge, ViewNode


def opened(view: NetworkView, around: NetworkView, most: int) -> NetworkView:
    """Return a picture with one of its things opened: at most `most` new neighbours, with their ties to all shown.

    `around` is the picture around that thing alone. Neighbours with the most relations come first. Relations between
    things that are shown already are added without counting.
    """
    (name,) = around.focus
    shown = {node.id for node in view.nodes}
    held = {edge.id for edge in view.edges} | {edge.about for edge in view.edges}
    fresh = [edge for edge in around.edges if edge.id not in held]
    ties = Counter(end for edge in fresh for end in (edge.source, edge.target) if end not in shown)
    chosen = sorted(ties, key=lambda end: (-ties[end], end))[:most]
    wanted = shown | set(chosen)
    edges = tuple(edge for edge in fresh if edge.source in wanted and edge.target in wanted)
    ends = {end for edge in edges for end in (edge.source, edge.target)} - shown
    stage = len(view.opened) + 1
    nodes = (replace(node, focus=False, stage=stage) for node in around.nodes if node.id in ends)
    return replace(
        view,
        nodes=(*view.nodes, *nodes),
        edges=(*view.edges, *edges),
        opened=tuple(dict.fromkeys((*view.opened, name))),
    )


def without(view: NetworkView, names: Iterable[str]) -> NetworkView:
    """Return a picture without some things, and without what only they tied to it; what is left stays where it was."""
    gone = set(names)
    if not gone:
        return view
    held = tuple((name, x, y) for name, (x, y) in positions(view).items())
    edges = tuple(edge for edge in view.edges if not {edge.source, edge.target} & gone)
    tied = {end for edge in edges for end in (edge.source, edge.target)}
    kept = (*view.focus, *view.opened)
    nodes = tuple(n for n in view.nodes if n.id not in gone and (n.id in tied or n.id in kept))
    return replace(view, nodes=nodes, edges=edges, held=held)


def compared(view: NetworkView, other: NetworkView) -> NetworkView:
    """Return a picture of both days, each relation that stands on one of them only marked as new or ended.

    An agreement may be a line between two parties on one day and a thing with more parties on the other: then only the
    parties that came or went are marked.
    """
    later, earlier = (view, other) if view.as_of >= other.as_of else (other, view)
    mine, theirs = _ties(later), _ties(earlier)
    edges = {edge.id: replace(edge, change=_change(edge, theirs, "new")) for edge in later.edges}
    things = {node.id for node in later.nodes}
    for edge in earlier.edges:
        # A line of the earlier day whose agreement became a thing is told by the lines of its parties.
        if edge.id not in edges and not (edge.about in things and edge.id == edge.about):
            edges[edge.id] = replace(edge, change=_change(edge, mine, "ended"))
    nodes = {node.id: node for node in (*earlier.nodes, *later.nodes)}
    ends = {end for edge in edges.values() for end in (edge.source, edge.target)}
    kept = tuple(nodes[name] for name in sorted(nodes) if name in ends or name in view.focus)
    return replace(view, nodes=kept, edges=tuple(edges.values()), compared=other.as_of)


def _ties(view: NetworkView) -> set[tuple[str, str]]:
    """Return who is tied to what: each end of a line with what the line is about."""
    return {(edge.about, end) for edge in view.edges for end in (edge.source, edge.target)}


def _change(edge: ViewEdge, others: set[tuple[str, str]], change: EdgeChange) -> EdgeChange:
    ends = [end for end in (edge.source, edge.target) if end != edge.about]
    return "" if all((edge.about, end) in others for end in ends) else change


def counted(node: ViewNode, related: Iterable[str], shown: Iterable[str]) -> ViewNode:
    """Return a node with the number of its relations that the picture does not show."""
    return replace(node, more=len(set(related) - set(shown)))
