"""The pair projection: which parties are joined on a day, layer by layer, by which agreements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import networkx as nx

from graph.dates import Holding
from graph.errors import BadParameter
from graph.parties import Basis, Bond, Parties
from graph.tables import Tables

LAYERS: Final = (
    "security",
    "framework",
    "access",
    "logistics",
    "information",
    "industry",
    "ownership",
    "supply",
    "capability",
    "transfer",
    "presence",
)
"""The layers of the network."""
AGREEMENT_LAYERS: Final = LAYERS[:6]
"""The layers in which agreements lie."""


@dataclass(frozen=True)
class Projection:
    """An undirected network of parties; each edge carries the agreements that join the two and their spells.

    `unknown` counts the pairs and agreements that may hold but are not known to, and so are no edges.
    """

    network: "nx.Graph[str]"
    layer: str
    day: date
    unknown: int


def project(
    parties: Parties, layer_of: Mapping[str, str], layer: str, day: date, basis: Basis = Basis.IN_FORCE
) -> Projection:
    """Return the parties and the pairs that agreements of one layer join on a day.

    Edge attributes: `agreements`, sorted ids; `spells`, the ids of the statements that make them.

    Raises
    ------
    BadParameter
        There is no such layer, or no agreements lie in it.
    """
    joined: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    unknown = 0
    for bond in bonds_in(parties, layer_of, layer, day, basis):
        if bond.holding is not Holding.HOLDS:
            unknown += 1
            continue
        agreements, spells = joined.setdefault(bond.pair, (set(), set()))
        agreements.add(bond.agreement)
        spells.update(spell.id for spell in bond.spells)
    network: nx.Graph[str] = nx.Graph()
    for (a, b), (agreements, spells) in sorted(joined.items()):
        network.add_edge(a, b, agreements=tuple(sorted(agreements)), spells=tuple(sorted(spells)))
    return Projection(network, layer, day, unknown)


def bonds_in(
    parties: Parties, layer_of: Mapping[str, str], layer: str, day: date, basis: Basis = Basis.IN_FORCE
) -> Iterator[Bond]:
    """Yield the bonds that the agreements of one layer make, or may make, on a day, in order of the agreements.

    Raises
    ------
    BadParameter
        There is no such layer, or no agreements lie in it.
    """
    if layer not in AGREEMENT_LAYERS:
        raise BadParameter(f"no agreements lie in the layer {layer!r}; use one of {', '.join(AGREEMENT_LAYERS)}")
    for agreement in sorted(parties.spells):
        if layer_of.get(agreement) == layer:
            yield from parties.bonds_of(agreement, day, basis)


def agreement_layers(tables: Tables) -> dict[str, str]:
    """Return the layer of each agreement, by its kind."""
    layers = tables.instruments.join(tables.kinds.select("kind", "layer"), on="kind", how="left")
    return {slug: layer for slug, layer in layers.select("slug", "layer").iter_rows() if layer}
