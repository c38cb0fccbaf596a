"""Betweenness of a network: exact by rustworkx, or by sampled paths with an error bound on large ones."""

import math
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

EXACT_BONDS: Final = 10_000
"""Networks with more bonds than this are sampled."""
DELTA: Final = 0.1
"""The chance that some sampled score is off by more than the stated error."""


def betweenness(network: "nx.Graph[str]") -> dict[str, float]:
    """Return every party's betweenness, scaled to 0..1, exact (Brandes 2001; computed by rustworkx in parallel)."""
    places, compact = indexed(network)
    scores = rx.betweenness_centrality(compact)
    return {party: float(scores[place]) for party, place in places.items()}


def indexed(network: "nx.Graph[str]") -> tuple[dict[str, int], "rx.PyGraph[None, None]"]:
    """Return a network's parties by number, and the same network over those numbers."""
    places = {party: place for place, party in enumerate(network)}
    compact: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    compact.add_nodes_from([None] * len(places))
    compact.add_edges_from_no_data([(places[a], places[b]) for a, b in network.edges()])
    return places, compact


@dataclass(frozen=True)
class Sampled:
    """Estimated betweenness (0 to 1), each within `error` of the exact with a chance of 1 - DELTA for all at once."""

    scores: dict[str, float]
    error: float
    paths: int


def sampled_betweenness(network: "nx.Graph[str]", error: float = 0.05, seed: int = 20160524) -> Sampled:
    """Return betweenness estimated from random shortest paths.

    Notes
    -----
    Riondato and Kornaropoulos (2016), Data Mining and Knowledge Discovery 30: 438-475: pairs are drawn at random, one
    shortest path of each is drawn, and a party's score is the share of paths that it lies inside. With
    r = 0.5 / error² · (floor(log2(d - 2)) + 1 + ln(1 / DELTA)) paths, d bounding the parties on a shortest path, no
    score is off by more than `error`, with a chance of 1 - DELTA. d is bounded by twice the depth of a search in each
    component. Each path costs two searches that meet half-way: far fewer bonds than the network has.
    """
    parties = list(network)
    if len(parties) < 3:
        return Sampled(dict.fromkeys(parties, 0.0), 0.0, 0)
    starts, ends = _adjacency(network, parties)
    longest = _longest(starts, ends)
    spread = math.floor(math.log2(max(1, longest - 2))) + 1
    paths = math.ceil(0.5 / error**2 * (spread + math.log(1 / DELTA)))
    counts = np.zeros(len(parties))
    draw = np.random.default_rng(seed)
    for _ in range(paths):
        source, target = draw.choice(len(parties), 2, replace=False)
        for inside in _random_path(starts, ends, (int(source), int(target)), draw):
            counts[inside] += 1
    # Scores are scaled as exact ones are: by the pairs of others, (n - 1)(n - 2), where all n(n - 1) pairs were drawn.
    scale = len(parties) / (len(parties) - 2) / paths
    return Sampled({p: float(counts[i] * scale) for i, p in enumerate(parties)}, error * scale * paths, paths)


_Ints = NDArray[np.int64]


def _adjacency(network: "nx.Graph[str]", parties: list[str]) -> tuple[_Ints, _Ints]:
    """Return neighbours in compressed rows: those of party i are ends[starts[i]:starts[i + 1]]."""
    place = {party: i for i, party in enumerate(parties)}
    bonds = np.array([(place[a], place[b]) for a, b in network.edges()], dtype=np.int64).reshape(-1, 2)
    both = np.concatenate([bonds, bonds[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(both[:, 0], minlength=len(parties)))])
    return starts.astype(np.int64), both[:, 1]


def _longest(starts: _Ints, ends: _Ints) -> int:
    left = np.ones(len(starts) - 1, dtype=bool)
    longest = 2
    while left.any():
        depth = _depths(starts, ends, int(np.argmax(left)))
        left &= depth < 0
        longest = max(longest, 2 * int(depth.max()) + 1)
    return longest


def _depths(starts: _Ints, ends: _Ints, source: int) -> _Ints:
    """Return how many steps each party is from a source, -1 where no path joins them."""
    depth = np.full(len(starts) - 1, -1, dtype=np.int64)
    depth[source] = 0
    edge = np.array([source], dtype=np.int64)
    level = 0
    while edge.size:
        level += 1
        near = _neighbours(starts, ends, edge)
        edge = np.unique(near[depth[near] < 0])
        depth[edge] = level
    return depth


def _neighbours(starts: _Ints, ends: _Ints, edge: _Ints) -> _Ints:
    lengths = starts[edge + 1] - starts[edge]
    offsets = np.repeat(starts[edge] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    found: _Ints = ends[np.arange(lengths.sum()) + offsets]
    return found


class _Search:
    """A breadth-first search from one party, a level at a time, with the number of shortest paths to each party."""

    def __init__(self, starts: _Ints, ends: _Ints, source: int) -> None:
        self._starts, self._ends = starts, ends
        self.depth = np.full(len(starts) - 1, -1, dtype=np.int64)
        self.counts = np.zeros(len(starts) - 1)
        self.depth[source], self.counts[source] = 0, 1.0
        self.edge = np.array([source], dtype=np.int64)
        self.level = 0

    @property
    def cost(self) -> int:
        """Return how many bonds the next level looks at."""
        return int((self._starts[self.edge + 1] - self._starts[self.edge]).sum())

    def advance(self) -> None:
        """Search one level further; the edge is empty once there is none."""
        lengths = self._starts[self.edge + 1] - self._starts[self.edge]
        near = _neighbours(self._starts, self._ends, self.edge)
        worth = np.repeat(self.counts[self.edge], lengths)
        new = self.depth[near] < 0
        near, worth = near[new], worth[new]
        np.add.at(self.counts, near, worth)
        self.level += 1
        self.depth[near] = self.level
        self.edge = np.unique(near)

    def walk_back(self, party: int, draw: np.random.Generator) -> list[int]:
        """Return the parties between the source and one that was reached, on a path drawn at random."""
        path: list[int] = []
        while self.depth[party] > 1:
            step = self._ends[self._starts[party] : self._starts[party + 1]]
            step = step[self.depth[step] == self.depth[party] - 1]
            party = _drawn(step, self.counts[step], draw)
            path.append(party)
        return path


def _random_path(starts: _Ints, ends: _Ints, pair: tuple[int, int], draw: np.random.Generator) -> list[int]:
    """Return the inner parties of a shortest path drawn at random, each such path as likely as any other.

    Two searches, one from either end, the cheaper always next, look at a small part of the network before they meet
    (Borassi and Natale 2016, ESA: 20:1-20:18). Where they first meet lie all parties half-way on the shortest paths.
    """
    searches = _Search(starts, ends, pair[0]), _Search(starts, ends, pair[1])
    while True:
        near, far = sorted(searches, key=lambda s: s.cost)
        if not near.edge.size or not far.edge.size:
            return []
        near.advance()
        met = near.edge[far.depth[near.edge] >= 0]
        if met.size:
            middle = _drawn(met, near.counts[met] * far.counts[met], draw)
            inner = [*near.walk_back(middle, draw), middle, *far.walk_back(middle, draw)]
            return [party for party in inner if party not in pair]


def _drawn(parties: _Ints, weights: NDArray[np.float64], draw: np.random.Generator) -> int:
    return int(draw.choice(parties, p=weights / weights.sum()))
