"""Brokers: parties between others, by betweenness and Burt's constraint, with what resampling does to their rank."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np

from graph.betweenness import betweenness
from graph.evidence import Evidence
from graph.pairs import Projection

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

RUNS: Final = 100
SEED: Final = 20160524
DROP: Final = 0.1
"""The chance with which a run leaves out a bond that rests on unread sources alone."""
ADD: Final = 0.5
"""The chance with which a run takes in a bond of which nobody knows whether it holds."""


@dataclass(frozen=True)
class Broker:
    """A party's betweenness (0 to 1), constraint, and ranks by betweenness: as found, and the middle 90% of the runs.

    Burt's constraint is None for a party without bonds; low means that its partners are not each other's.
    """

    party: str
    betweenness: float
    constraint: float | None
    rank: int
    rank_best: int
    rank_worst: int
    partners: int
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return self.party


@dataclass(frozen=True)
class Doubts:
    """The bonds that a resampling leaves out or takes in: those on unread sources alone, and those that may hold."""

    weak: Sequence[tuple[str, str]]
    possible: Sequence[tuple[str, str]]


def brokers(projection: Projection, doubts: Doubts, runs: int = RUNS) -> list[Broker]:
    """Return the parties of a layer by betweenness, highest first; those between nobody are left out.

    Parameters
    ----------
    runs
        Resampled networks; each leaves out every weak bond with chance 0.1 and takes in every possible one with 0.5.
        The seed is fixed, so the same data give the same intervals.

    Notes
    -----
    Betweenness is the share of shortest paths between other parties that run through one (Freeman 1977, Sociometry 40:
    35-41), scaled to 0..1 and shared out among paths of equal length (Brandes 2001, Journal of Mathematical Sociology
    25: 163-177). Constraint after Burt (1992), Structural Holes, ch. 2, all bonds of equal weight. A multilateral
    agreement is a bond for each pair of its parties, so blocs of many members have no broker inside. Ranks share the
    best place on ties. One betweenness costs O(parties · bonds); constraint O(parties³) in dense arrays.
    """
    network = projection.network
    scores = betweenness(network)
    constraint = _constraint(network)
    ranks = _ranks(scores)
    spans = _rank_spans(network, doubts, runs)
    found = [
        Broker(
            party=party,
            betweenness=score,
            constraint=constraint[party],
            rank=ranks[party],
            rank_best=min(ranks[party], spans[party][0]),
            rank_worst=max(ranks[party], spans[party][1]),
            partners=network.degree(party),
            evidence=Evidence.of(s for other in network[party] for s in network.edges[party, other]["spells"]),
        )
        for party, score in scores.items()
        if score > 0
    ]
    return sorted(found, key=lambda b: (b.rank, b.party))


def _ranks(scores: Mapping[str, float]) -> dict[str, int]:
    ordered = sorted(round(s, 12) for s in scores.values())
    above = {score: len(ordered) - place for place, score in enumerate(ordered, 1)}
    return {party: above[round(score, 12)] + 1 for party, score in scores.items()}


def _rank_spans(network: "nx.Graph[str]", doubts: Doubts, runs: int) -> dict[str, tuple[int, int]]:
    draw = random.Random(SEED)  # noqa: S311  a simulation, nothing secret
    seen: dict[str, list[int]] = {party: [] for party in network}
    for _ in range(runs):
        ranks = _ranks(betweenness(_resampled(network, doubts, draw)))
        for party, places in seen.items():
            places.append(ranks[party])
    return {party: _middle(places or [0]) for party, places in seen.items()}


def _resampled(network: "nx.Graph[str]", doubts: Doubts, draw: random.Random) -> "nx.Graph[str]":
    run: nx.Graph[str] = nx.Graph()
    run.add_nodes_from(network)
    run.add_edges_from(network.edges())
    run.remove_edges_from([bond for bond in doubts.weak if draw.random() < DROP])
    run.add_edges_from([bond for bond in doubts.possible if draw.random() < ADD])
    return run


def _middle(places: Iterable[int]) -> tuple[int, int]:
    ordered = sorted(places)
    edge = round(0.05 * (len(ordered) - 1))
    return ordered[edge], ordered[len(ordered) - 1 - edge]


def _constraint(network: "nx.Graph[str]") -> dict[str, float | None]:
    parties = list(network)
    if not parties:
        return {}
    bonds = nx.to_numpy_array(network, nodelist=parties)
    degree = bonds.sum(axis=1, keepdims=True)
    shares = np.divide(bonds, degree, out=np.zeros_like(bonds), where=degree > 0)
    spent = (shares + shares @ shares) ** 2 * (bonds > 0)
    return {p: float(spent[i].sum()) if degree[i, 0] else None for i, p in enumerate(parties)}
