"""What the legend leaves to see of a picture."""

from dataclasses import replace

from graph.views.legend import confidence_of, sort_of
from graph.views.model import NetworkView, ViewEdge
from graph.views.palette import layer_of


def visible(view: NetworkView, off: frozenset[str]) -> NetworkView:
    """Return a picture without what the legend hides; `off` holds names such as `layer.security` and `kind.firm`."""
    gone = {node.id for node in view.nodes if f"kind.{node.kind}" in off}
    edges = tuple(e for e in view.edges if not _names(e) & off and not {e.source, e.target} & gone)
    tied = {end for edge in edges for end in (edge.source, edge.target)}
    once = {end for edge in view.edges for end in (edge.source, edge.target)}
    # A thing whose lines are all hidden goes with them; one that never had a line stays.
    nodes = tuple(n for n in view.nodes if n.id not in gone and (n.id in tied or n.focus or n.id not in once))
    return replace(view, nodes=nodes, edges=edges)


def _names(edge: ViewEdge) -> set[str]:
    return {
        f"layer.{layer_of(edge.layer).key}",
        f"status.{edge.status}",
        f"sort.{sort_of(edge)}",
        f"confidence.{confidence_of(edge)}",
        f"change.{edge.change or 'same'}",
    }
