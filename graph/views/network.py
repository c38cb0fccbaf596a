"""A view as a pyvis network: nodes and edges with their places, shapes, colours and plain-text titles."""

from typing import Any, Final

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from graph.views.bundles import Line, lines
from graph.views.curves import Curve, curves
from graph.views.layout import LABEL_LINES, LABEL_WIDTH, Point, positions
from graph.views.model import PLAIN, Look, NetworkView, ViewEdge, ViewNode
from graph.views.palette import INK, PAPER, SHAPES, STROKES, layer_of
from graph.views.text import plain, wrapped

FOCUS_GROWTH: Final = 1.3
LOOP_DEFAULT: Final = 26
FONT: Final = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", "Yu Gothic UI", '
    '"Noto Sans JP", "Noto Sans CJK JP", sans-serif'
)
# Physics is off and places are given: with it a browser needs most of a minute for 1,000 nodes.
OPTIONS: Final[dict[str, Any]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"borderWidth": 2, "font": {"face": FONT, "size": 13}, "labelHighlightBold": False},
    "edges": {"width": 2, "selectionWidth": 2, "hoverWidth": 1, "arrows": {"to": {"scaleFactor": 0.6}}},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": False},
        "tooltipDelay": 150,
        "zoomView": False,
    },
}


def build_network(view: NetworkView, look: Look = PLAIN) -> Network:
    """Return a view as a directed pyvis network, in which parallel agreements are parallel edges, or a bundle.

    The lists of the network are filled here: `add_node` and `add_edge` search them on each call, and `from_nx`
    changes the caller's graph. An edge whose ends are not both in the view raises ValueError.
    """
    network = Network(directed=True, cdn_resources="local")
    network.options = OPTIONS
    places = positions(view, look.places)
    drawn = lines(view, look.apart)
    bends = curves(drawn, places)
    for node in {node.id: node for node in view.nodes}.values():
        network.node_ids.append(node.id)
        network.nodes.append(_node(node, places[node.id], hue_of(node, view)))
        network.node_map[node.id] = network.nodes[-1]
    for line in drawn:
        network.edges.append(_edge(line, bends[line.id], places))
    return network


def title_of_node(node: ViewNode) -> str:
    """Return what a reader hears of a node: its label and its type."""
    return f"{plain(node.label)} ({SHAPES[node.kind].label.lower()})"


def title_of_line(line: Line) -> str:
    """Return what a reader hears of a line: its relation, or how many there are in its bundle."""
    if len(line.members) == 1:
        return title_of_edge(line.members[0])
    return f"{len(line.members)} relations · {layer_of(line.layer).label} · choose to list them"


def title_of_edge(edge: ViewEdge) -> str:
    """Return what a reader hears of an edge: label, kind, status and dates."""
    dates = " ".join(
        part
        for part in (
            f"since {edge.since}" if edge.since else "start not recorded",
            f"until {edge.until}" if edge.until else "",
        )
        if part
    )
    return plain(f"{edge.label} · {edge.kind} · {STROKES[edge.status].label.lower()}, {dates}")


def hue_of(node: ViewNode, view: NetworkView) -> str:
    """Return the layer key whose colour a node takes: an agreement takes that of its edges, others the ink."""
    if node.kind not in ("agreement", "policy"):
        return ""
    return next((layer_of(edge.layer).key for edge in view.edges if node.id in (edge.source, edge.target)), "")


def _node(node: ViewNode, place: Point, hue: str) -> dict[str, Any]:
    shape = SHAPES[node.kind]
    fill = layer_of(hue).light if hue else INK[0]
    options: dict[str, Any] = Node(
        node.id,
        shape.shape,
        plain(node.code) or wrapped(node.label, LABEL_WIDTH, LABEL_LINES),
        title=title_of_node(node),
        x=place[0],
        y=place[1],
        size=round(shape.size * (FOCUS_GROWTH if node.focus else 1)),
        color={"background": fill, "border": PAPER[0]},
    ).options
    return options


def _edge(line: Line, bend: Curve, places: dict[str, Point]) -> dict[str, Any]:
    missing = [end for end in (line.source, line.target) if end not in places]
    if missing:
        raise ValueError(f"edge {line.id!r} names the node {missing[0]!r}, which is not in the view; add it")
    dashes = STROKES[line.status].dashes
    options: dict[str, Any] = Edge(
        line.source,
        line.target,
        directed=layer_of(line.layer).one_way,
        id=line.id,
        title=title_of_line(line),
        color=layer_of(line.layer).light,
        dashes=list(dashes) if dashes else False,
        smooth={"enabled": True, "type": bend.type, "roundness": bend.roundness},
        selfReference={"size": bend.loop or LOOP_DEFAULT, "angle": 0.785},
    ).options
    return options
