"""A picture as GEXF 1.2, for Gephi and its kin: labels, kinds, dates as spells, places and colours."""

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.views.layout import Point, positions
from graph.views.legend import confidence_of
from graph.views.model import Look, NetworkView, ViewEdge, ViewNode
from graph.views.network import hue_of
from graph.views.palette import INK, SHAPES, layer_of
from graph.views.text import plain
from graph.views.visible import visible

EDGE_FACTS: Final = ("layer", "kind", "status", "since", "until", "change", "confidence", "about", "one_way", "sources")
_DAY: Final = re.compile(r"\d{4}(-\d{2}){0,2}")


def gexf(view: NetworkView, look: Look, off: frozenset[str] = frozenset()) -> str:
    """Return a picture as a GEXF document; parallel relations are parallel edges, `off` hides as the legend does."""
    seen, places = visible(view, off), positions(view, look.places)
    beside = f", compared with {view.compared}" if view.compared else ""
    told = f"{plain(view.title)}, as of {view.as_of}{beside}, release {plain(view.release)}"
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">',
        f"<meta><creator>Kaname</creator><description>{escape(told)}</description></meta>",
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">',
        '<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>',
        '<attributes class="edge">',
        *(f'<attribute id="{name}" title="{name}" type="string"/>' for name in EDGE_FACTS),
        "</attributes>",
        "<nodes>",
        *(part for node in seen.nodes for part in _node(node, places[node.id], hue_of(node, view))),
        "</nodes>",
        "<edges>",
        *(part for edge in seen.edges for part in _edge(edge)),
        "</edges>",
        "</graph>",
        "</gexf>\n",
    )
    return "\n".join(parts)


def _text(value: str) -> str:
    return quoteattr(plain(value))


def _node(node: ViewNode, place: Point, hue: str) -> Iterator[str]:
    yield f"<node id={_text(node.id)} label={_text(node.label)}>"
    yield f'<attvalues><attvalue for="kind" value="{node.kind}"/></attvalues>'
    yield f'<viz:position x="{place[0]}" y="{-place[1]}"/><viz:size value="{SHAPES[node.kind].size}"/>'
    yield f"{_colour(layer_of(hue).light if hue else INK[0])}</node>"


def _edge(edge: ViewEdge) -> Iterator[str]:
    ends = f"source={_text(edge.source)} target={_text(edge.target)}"
    yield f"<edge id={_text(edge.id)} {ends} label={_text(edge.label)}{_span(edge)}>"
    sources = "; ".join(dict.fromkeys(proof.source for proof in edge.evidence))
    values = {**vars(edge), "confidence": confidence_of(edge), "sources": sources}
    values["one_way"] = "yes" if layer_of(edge.layer).one_way else ""
    yield f"<attvalues>{''.join(_value(name, str(values[name])) for name in EDGE_FACTS if values[name])}</attvalues>"
    yield f"{_colour(layer_of(edge.layer).light)}</edge>"


def _value(name: str, value: str) -> str:
    return f'<attvalue for="{name}" value={_text(value)}/>'


def _span(edge: ViewEdge) -> str:
    """Return the spell of an edge; a date that is not a plain year, month or day stands among its values only."""
    start = f' start="{edge.since}"' if _DAY.fullmatch(edge.since) else ""
    return start + (f' endopen="{edge.until}"' if _DAY.fullmatch(edge.until) else "")


def _colour(hexadecimal: str) -> str:
    red, green, blue = (int(hexadecimal[place : place + 2], 16) for place in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
