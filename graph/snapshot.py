"""The snapshot: the network of all that holds on a day, typed, with parallel edges, and how much of it is unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import networkx as nx
import polars as pl

from graph.dates import Holding
from graph.errors import BadParameter
from graph.pairs import LAYERS
from graph.parties import Basis
from graph.release import Release
from graph.tables import Tables, read_tables
from graph.things import holding

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

_LINKS: Final = ("participation", "tie", "assessment", "dependency", "impediment")
"""The classes of relations that are edges; a requirement joins no actors and has no time."""


@dataclass(frozen=True)
class Snapshot:
    """A directed multigraph of entities and the relations between them on a day.

    Nodes carry `type`, `label`, `kind` and `state`; edges are keyed by the id of their statement and carry `type`,
    `kind`, `layer`, `role` and `value`. `unknown` counts, by layer, the relations that may hold but are not known to,
    and so are no edges; relations that lie in no layer count under an empty name.
    """

    network: "nx.MultiDiGraph[str]"
    day: date
    layers: tuple[str, ...]
    unknown: dict[str, int]


def edges_on(tables: Tables, day: date, layers: Iterable[str] = (), basis: Basis = Basis.IN_FORCE) -> pl.DataFrame:
    """Return the relations that hold or may hold on a day as a table of edges with a column `holding`.

    Without layers all relations are taken, those outside any layer too. A relation with several heads and tails is an
    edge for each pair of them, under one id.
    """
    wanted = tuple(layers)
    chosen = tables.relations.filter(pl.col("class").is_in(_LINKS))
    if wanted:
        chosen = chosen.filter(pl.col("layer").is_in(wanted))
    judged = chosen.with_columns(holding=holding(day, basis))
    return judged.filter(pl.col("holding") != Holding.NOT.value).sort("slug", "head", "tail")


def snapshot_of(tables: Tables, day: date, layers: tuple[str, ...] = (), basis: Basis = Basis.IN_FORCE) -> Snapshot:
    """Return the snapshot of tables on a day.

    Notes
    -----
    Membership has three values: a relation that certainly holds is an edge, one that may hold is counted, any other is
    left out. Agreements are nodes, joined to their parties by participations; two parties with three agreements have
    three paths between them. Cost: one pass over the relations.
    """
    found = edges_on(tables, day, layers, basis)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    held = found.filter(pl.col("holding") == Holding.HOLDS.value)
    ends = pl.concat([held["head"], held["tail"]]).unique().to_list()
    nodes = tables.entities.filter(pl.col("slug").is_in(ends)).sort("slug")
    for row in nodes.select("slug", "class", "label", "kind", "state").iter_rows():
        network.add_node(row[0], type=row[1], label=row[2] or row[0], kind=row[3], state=row[4])
    for slug, type_, kind, layer, head, tail, role, value in held.select(
        "slug", "class", "kind", "layer", "head", "tail", "role", "value"
    ).iter_rows():
        network.add_edge(head, tail, key=slug, type=type_, kind=kind, layer=layer, role=role, value=value)
    doubt = found.filter(pl.col("holding") == Holding.UNKNOWN.value)
    counts = doubt.unique("slug").group_by("layer").len().sort("layer").iter_rows()
    return Snapshot(network, day, layers, {layer or "": count for layer, count in counts})


@lru_cache(maxsize=64)
def snapshot(release: Release, day: date, layers: tuple[str, ...] = (), basis: Basis = Basis.IN_FORCE) -> Snapshot:
    """Return the snapshot of a release, kept for the next question on the same day and layers.

    Raises
    ------
    BadParameter
        There is no such layer.
    """
    for layer in layers:
        if layer not in LAYERS:
            raise BadParameter(f"no layer {layer!r}; layers are {', '.join(LAYERS)}")
    return snapshot_of(read_tables(release), day, layers, basis)
