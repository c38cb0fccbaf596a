"""A picture in a reader's language: labels, kinds and parties by the names that the release gives them."""

from dataclasses import replace

from graph.views.language import Language
from graph.views.model import NetworkView, ViewEdge, ViewNode


def localized(view: NetworkView, language: Language) -> NetworkView:
    """Return a picture with its names in a language; ids, dates and citations stay as they are."""
    if language.code == "en":
        return view
    nodes = tuple(_node(node, language) for node in view.nodes)
    labels = {node.id: node.label for node in nodes}
    named = [labels[name] for name in view.focus if name in labels]
    title = "・".join(named) or language.t(view.title)
    return replace(view, title=title, nodes=nodes, edges=tuple(_edge(edge, language) for edge in view.edges))


def _node(node: ViewNode, language: Language) -> ViewNode:
    facts = tuple((language.t(name), language.name(value)) for name, value in node.facts)
    return replace(node, label=node.label_ja or language.name(node.label), facts=facts)


def _edge(edge: ViewEdge, language: Language) -> ViewEdge:
    kind = ", ".join(language.name(part) for part in edge.kind.split(", "))
    return replace(
        edge,
        label=edge.label_ja or language.name(edge.label),
        kind=kind,
        kind_base=language.name(edge.kind_base),
        parties=tuple(language.name(party) for party in edge.parties),
    )
