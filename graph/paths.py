"""Paths between two things through relations that hold on a day."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from typing import Final

import networkx as nx
import polars as pl

from graph.errors import BadParameter
from graph.held import Wanted, held
from graph.release import Release
from graph.tables import Tables, read_tables

WALKED: Final = ("participation", "tie", "dependency")
"""Relations between actors; that two states can both refuel aircraft joins them in nothing."""


@dataclass(frozen=True)
class Hop:
    """One step, and the relations that make it, in either direction."""

    start: str
    end: str
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """A way from one thing to another; through an agreement, from party to party, it takes two steps."""

    hops: tuple[Hop, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """Return the things passed, both ends included."""
        return (self.hops[0].start, *(hop.end for hop in self.hops))

    @property
    def relations(self) -> tuple[str, ...]:
        """Return all relations that the path rests on."""
        return tuple(name for hop in self.hops for name in hop.relations)


def shortest_paths(release: Release, ends: tuple[str, str], wanted: Wanted, most_hops: int, most: int) -> list[Path]:
    """Return up to `most` paths, the shortest first; none that takes more than `most_hops` steps.

    Raises
    ------
    BadParameter
        Both ends are the same.
    """
    return paths_between(_network(release, wanted), ends, most_hops, most)


def paths_between(network: "nx.Graph[str]", ends: tuple[str, str], most_hops: int, most: int) -> list[Path]:
    """Return up to `most` paths in a network from `network_of`, the shortest first.

    Of paths with as many steps, those through agreements of fewer parties come first: a treaty of two says more than a
    convention of a hundred. Empty where an end is not in the network, or nothing joins the two.

    Raises
    ------
    BadParameter
        Both ends are the same.
    """
    if ends[0] == ends[1]:
        raise BadParameter(f"a path needs two things, {ends[0]} was given twice")
    if ends[0] not in network or ends[1] not in network or not nx.has_path(network, *ends):
        return []
    found = nx.shortest_simple_paths(network, *ends, weight="cost")
    near = takewhile(lambda things: len(things) - 1 <= most_hops, found)
    return [_path(network, things) for things in islice(near, most)]


def _path(network: "nx.Graph[str]", things: list[str]) -> Path:
    return Path(tuple(Hop(a, b, network.edges[a, b]["relations"]) for a, b in pairwise(things)))


def network_of(tables: Tables, wanted: Wanted) -> "nx.Graph[str]":
    """Return one edge for each pair that relations join on the day, with their ids and the cost of a step."""
    rows = held(tables, wanted).filter(pl.col("class").is_in(WALKED), pl.col("head") != pl.col("tail"))
    network: nx.Graph[str] = nx.Graph()
    for slug, head, tail in rows.select("slug", "head", "tail").iter_rows():
        known = network.edges[head, tail]["relations"] if network.has_edge(head, tail) else ()
        network.add_edge(head, tail, relations=tuple(dict.fromkeys((*known, slug))))
    # A step costs one; the size of what it passes only settles ties between paths of as many steps.
    whole = 100 * max(network.number_of_nodes(), 1)
    for a, b, edge in network.edges(data=True):
        edge["cost"] = 1 + min(network.degree(a), network.degree(b)) / whole
    return network


@lru_cache(maxsize=16)
def _network(release: Release, wanted: Wanted) -> "nx.Graph[str]":
    return network_of(read_tables(release), wanted)
