"""Paths between two things through the relations that hold on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

import networkx as nx

VERSION: Final = "1"
"""Version of the measure; it changes when the same data would give another answer."""

JOINING: Final = frozenset({"participation", "tie", "dependency"})
"""The types of relations that lead on: what a thing can do joins it to nobody else who can do it."""


@dataclass(frozen=True)
class Path:
    """The things passed, both ends included, and for each step the ids of the relations that make it."""

    things: tuple[str, ...]
    relations: tuple[tuple[str, ...], ...]

    @property
    def steps(self) -> int:
        """Return the number of steps; through an agreement, from party to party, it takes two."""
        return len(self.relations)


def paths_between(network: "nx.MultiDiGraph[str]", start: str, end: str, most: int = 5, longest: int = 8) -> list[Path]:
    """Return the paths between two things, shortest first, followed against the direction of relations too.

    Parameters
    ----------
    network
        A snapshot's network: edges keyed by the id of their statement, with `type`. It must hold on one day.
    most
        The most paths to return.
    longest
        The most steps in a path; with agreements as things, a treaty between two states is two steps.

    Returns
    -------
    list of Path
        Of paths with as many steps, those through agreements of fewer parties come first: a treaty of two says more
        than a convention of a hundred. Empty where an end is not in the network, or nothing joins the two.
    """
    simple = _simple(network)
    if start not in simple or end not in simple or start == end:
        return []
    try:
        found = list(islice(nx.shortest_simple_paths(simple, start, end, weight="cost"), most))
    except nx.NetworkXNoPath:
        return []
    return [Path(tuple(things), _relations(simple, things)) for things in found if len(things) - 1 <= longest]


def _relations(simple: "nx.Graph[str]", things: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(simple.edges[a, b]["relations"]) for a, b in pairwise(things))


def _simple(network: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return one undirected edge for each pair joined, with its relations and its cost."""
    joined: dict[tuple[str, str], set[str]] = {}
    for head, tail, statement, facts in network.edges(keys=True, data=True):
        if facts["type"] in JOINING and head != tail:
            joined.setdefault((min(head, tail), max(head, tail)), set()).add(statement)
    simple: nx.Graph[str] = nx.Graph()
    for (a, b), statements in sorted(joined.items()):
        simple.add_edge(a, b, relations=tuple(sorted(statements)))
    # A step costs one; the size of what it passes through only settles ties between paths of as many steps.
    whole = 100 * max(simple.number_of_nodes(), 1)
    for a, b, edge in simple.edges(data=True):
        edge["cost"] = 1 + min(simple.degree(a), simple.degree(b)) / whole
    return simple
