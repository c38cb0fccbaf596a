"""What a template needs to show a view: the drawing as JSON, the legend with counts, and the rows of the table."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.views.bundles import lines
from graph.views.language import ENGLISH, Language, scripted
from graph.views.legend import CONFIDENCE, LegendEntry, confidence_of, legend_of, sort_of
from graph.views.model import PLAIN, EdgeChange, Look, NetworkView, Proof, ViewEdge, ViewNode
from graph.views.network import build_network, hue_of
from graph.views.palette import INK, LAYERS, OTHER, PAPER, SHAPES, STROKES, layer_of
from graph.views.text import island, plain, web_url

SOURCE_KIND: Final = {
    "stored": "source read",
    "read": "source read",
    "canonical": "canonical page",
    "index": "publisher's index",
}


@dataclass(frozen=True)
class Row:
    """One edge as a row of the table under the picture."""

    id: str
    label: str
    about: str
    kind: str
    layer: str
    layer_label: str
    parties: str
    since: str
    until: str
    status: str
    status_label: str
    change: EdgeChange
    sources: int


@dataclass(frozen=True)
class Picture:
    """A view ready for a template; `island` is escaped JSON for a script element that is never run."""

    title: str
    as_of: date
    release: str
    links: str
    nodes: int
    unknown: int
    compared: date | None
    legend: tuple[LegendEntry, ...]
    rows: tuple[Row, ...]
    island: str


@dataclass(frozen=True)
class Setting:
    """Where a picture is shown: how the reader arranged it, and in which language.

    `links` is where pages of things lie on the serving host, such as `/entity/`; without it (a file on disk) the
    picture leads only to its sources.
    """

    links: str = ""
    look: Look = PLAIN
    language: Language = ENGLISH


ALONE: Final = Setting()
"""A file on disk, in English."""


def page_payload(view: NetworkView, setting: Setting = ALONE) -> Picture:
    """Return a view ready for a template."""
    names = {node.id: plain(node.label) for node in view.nodes}
    return Picture(
        title=plain(view.title),
        as_of=view.as_of,
        release=plain(view.release),
        links=setting.links,
        nodes=len(view.nodes),
        unknown=view.unknown,
        legend=legend_of(view),
        rows=tuple(_row(edge, names) for edge in view.edges),
        compared=view.compared,
        island=island(_drawing(view, names, setting)),
    )


def _drawing(view: NetworkView, names: dict[str, str], setting: Setting) -> dict[str, Any]:
    look, t = setting.look, setting.language.t
    network = build_network(view, look)
    drawn = lines(view, look.apart)
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "nodeDetail": [
            _node_detail(node, hue_of(node, view))
            | {"pinned": node.id in look.places, "kindLabel": t(SHAPES[node.kind].label)}
            for node in view.nodes
        ],
        "edgeDetail": [_edge_detail(edge, names) for edge in view.edges],
        "lineMembers": [[edge.id for edge in line.members] for line in drawn],
        "hues": {layer.key: [layer.light, layer.dark] for layer in (*LAYERS.values(), OTHER)},
        "paper": PAPER,
        "ink": INK,
        "asOf": view.as_of.isoformat(),
        "focus": view.focus,
        "opened": view.opened,
        "pinned": [name for name, _, _ in look.pins],
        "apart": look.apart,
        "compared": view.compared.isoformat() if view.compared else "",
        "release": plain(view.release),
        "title": plain(view.title),
        "links": setting.links,
        "words": scripted(setting.language.code),
    }


def _node_detail(node: ViewNode, hue: str) -> dict[str, Any]:
    return {
        "id": node.id,
        "label": plain(node.label),
        "code": plain(node.code),
        "kind": node.kind,
        "kindLabel": SHAPES[node.kind].label,
        "focus": node.focus,
        "more": node.more,
        "hue": hue,
        "facts": [[plain(name), plain(value)] for name, value in node.facts],
    }


def _edge_detail(edge: ViewEdge, names: dict[str, str]) -> dict[str, Any]:
    layer = layer_of(edge.layer)
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "label": plain(edge.label),
        "kind": plain(edge.kind),
        "kindBase": sort_of(edge),
        "change": edge.change,
        "confidence": confidence_of(edge),
        "layer": layer.key,
        "layerLabel": layer.label,
        "status": edge.status,
        "statusLabel": STROKES[edge.status].label,
        "since": plain(edge.since),
        "until": plain(edge.until),
        "parties": [names.get(party, plain(party)) for party in edge.parties],
        "about": edge.about,
        "evidence": [_proof(proof) for proof in edge.evidence],
    }


def _proof(proof: Proof) -> dict[str, str]:
    return {
        "title": plain(proof.title),
        "url": web_url(proof.url),
        "publisher": plain(proof.publisher),
        "issued": plain(proof.issued),
        "locator": plain(proof.locator),
        "confidence": confidence_text(proof),
        "sourceKind": source_kind_text(proof),
        "licence": plain(proof.licence),
        "citeAs": plain(proof.cite_as),
    }


def confidence_text(proof: Proof) -> str:
    """Return the confidence of a citation with its meaning."""
    return CONFIDENCE.get(proof.confidence, plain(proof.confidence))


def source_kind_text(proof: Proof) -> str:
    """Return whether the source was read, is a known page, or an index."""
    return SOURCE_KIND.get(proof.source_kind, plain(proof.source_kind))


def _row(edge: ViewEdge, names: dict[str, str]) -> Row:
    layer = layer_of(edge.layer)
    return Row(
        id=plain(edge.id),
        label=plain(edge.label),
        about=plain(edge.about),
        kind=plain(edge.kind),
        layer=layer.key,
        layer_label=layer.label,
        parties=", ".join(names.get(party, plain(party)) for party in edge.parties),
        since=plain(edge.since),
        until=plain(edge.until),
        status=edge.status,
        status_label=STROKES[edge.status].label,
        change=edge.change,
        sources=len(edge.evidence),
    )
