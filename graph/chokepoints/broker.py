"""Brokers: parties between others, by betweenness and Burt's constraint, with what resampling does to their rank."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import networkx as nx
import numpy as np
import rustworkx as rx

from graph.betweenness import EXACT_BONDS, betweenness, sampled_betweenness
from graph.evidence import Evidence
from graph.pairs import Projection

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

K = TypeVar("K")

RUNS: Final = 100
SEED: Final = 20160524
DROP: Final = 0.1
"""The chance with which a run leaves out a bond that rests on unread sources alone."""
SAMPLED_ERROR: Final = 0.02
"""The error of a sampled betweenness."""
ADD: Final = 0.5
"""The chance with which a run takes in a bond of which nobody knows whether it holds."""


@dataclass(frozen=True)
class Broker:
    """A party's betweenness (0 to 1), constraint, and ranks by betweenness: as found, and the middle 90% of the runs.

    Burt's constraint is None for a party without bonds; low means that its partners are not each other's. `error` is 0
    but on networks of more than 10,000 bonds: there betweenness is sampled and off by no more than `error`, with a
    chance of 0.9 for all at once; the interval of the rank is what that leaves open, and constraint is not computed.
    """

    party: str
    betweenness: float
    error: float
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
    """The bonds that a resampling leaves out or takes in: those on unread sources alone, and those that may hold.

    Possible bonds join parties of the network; others would change who is ranked.
    """

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
    if network.number_of_edges() > EXACT_BONDS:
        sampled = sampled_betweenness(network, SAMPLED_ERROR)
        scores, error = sampled.scores, sampled.error
        constraint: Mapping[str, float | None] = dict.fromkeys(network)
        spans = _spans_within(scores, error)
    else:
        scores, error = betweenness(network), 0.0
        constraint = _constraint(network)
        spans = _rank_spans(network, doubts, runs)
    ranks = _ranks(scores)
    found = [
        Broker(
            party=party,
            betweenness=score,
            error=error,
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


def _ranks(scores: Mapping[K, float]) -> dict[K, int]:
    ordered = sorted(round(s, 12) for s in scores.values())
    above = {score: len(ordered) - place for place, score in enumerate(ordered, 1)}
    return {party: above[round(score, 12)] + 1 for party, score in scores.items()}


def _spans_within(scores: Mapping[str, float], error: float) -> dict[str, tuple[int, int]]:
    """Return the best and worst rank of each party that scores within an error leave open."""
    ordered = np.sort(np.array(list(scores.values())))
    surely_above = len(ordered) - np.searchsorted(ordered, [s + 2 * error for s in scores.values()], side="right")
    maybe_above = len(ordered) - np.searchsorted(ordered, [s - 2 * error for s in scores.values()], side="left")
    return {p: (int(a) + 1, int(b)) for p, a, b in zip(scores, surely_above, maybe_above, strict=True)}


def _rank_spans(network: "nx.Graph[str]", doubts: Doubts, runs: int) -> dict[str, tuple[int, int]]:
    draw = random.Random(SEED)  # noqa: S311  a simulation, nothing secret
    parties = list(network)
    place = {party: i for i, party in enumerate(parties)}
    weak = {_ends(place, bond) for bond in doubts.weak}
    sure = [bond for bond in (_ends(place, (a, b)) for a, b in network.edges()) if bond not in weak]
    drawn = _Drawn(len(parties), sure, sorted(weak), sorted({_ends(place, b) for b in doubts.possible}))
    seen: list[list[int]] = [[] for _ in parties]
    for _ in range(runs):
        for places, rank in zip(seen, _ranks(drawn.run(draw)).values(), strict=True):
            places.append(rank)
    return {party: _middle(seen[i] or [0]) for i, party in enumerate(parties)}


@dataclass(frozen=True)
class _Drawn:
    parties: int
    sure: list[tuple[int, int]]
    weak: list[tuple[int, int]]
    possible: list[tuple[int, int]]

    def run(self, draw: random.Random) -> dict[int, float]:
        """Return every party's betweenness in one resampled network."""
        kept = [bond for bond in self.weak if draw.random() >= DROP]
        kept += [bond for bond in self.possible if draw.random() < ADD]
        compact: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
        compact.add_nodes_from([None] * self.parties)
        compact.add_edges_from_no_data(self.sure + kept)
        return dict(rx.betweenness_centrality(compact).items())


def _ends(place: Mapping[str, int], bond: tuple[str, str]) -> tuple[int, int]:
    a, b = place[bond[0]], place[bond[1]]
    return (a, b) if a < b else (b, a)


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
