"""Paths between two things through relations that hold on a day."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

import networkx as nx
import polars as pl

from graph.errors import BadParameter
from graph.held import Wanted, held
from graph.release import Release
from graph.tables import read_tables

_WALKED: Final = ("participation", "tie", "dependency")
"""Relations between actors; that two states can both refuel aircraft joins them in nothing."""


@dataclass(frozen=True)
class Hop:
    """One step, and the relations that make it, in either direction."""

    start: str
    end: str
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """A shortest way from one thing to another."""

    hops: tuple[Hop, ...]

    @property
    def relations(self) -> tuple[str, ...]:
        """Return all relations that the path rests on."""
        return tuple(name for hop in self.hops for name in hop.relations)


def shortest_paths(release: Release, ends: tuple[str, str], wanted: Wanted, most_hops: int, most: int) -> list[Path]:
    """Return up to `most` of the shortest paths, none where they take more than `most_hops` steps or there is none.

    Raises
    ------
    BadParameter
        Both ends are the same.
    """
    if ends[0] == ends[1]:
        raise BadParameter(f"a path needs two things, {ends[0]} was given twice")
    network = _network(release, wanted)
    if ends[0] not in network or ends[1] not in network or not nx.has_path(network, *ends):
        return []
    if nx.shortest_path_length(network, *ends) > most_hops:
        return []
    found = islice(nx.all_shortest_paths(network, *ends), most)
    return [Path(tuple(Hop(a, b, network.edges[a, b]["relations"]) for a, b in pairwise(nodes))) for nodes in found]


@lru_cache(maxsize=16)
def _network(release: Release, wanted: Wanted) -> "nx.Graph[str]":
    rows = held(read_tables(release), wanted).filter(pl.col("class").is_in(_WALKED))
    network: nx.Graph[str] = nx.Graph()
    for slug, head, tail in rows.select("slug", "head", "tail").iter_rows():
        known = network.edges[head, tail]["relations"] if network.has_edge(head, tail) else ()
        network.add_edge(head, tail, relations=tuple(dict.fromkeys((*known, slug))))
    return network
