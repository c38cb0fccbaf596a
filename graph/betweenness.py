"""Betweenness of a network: exact by rustworkx, or by sampled paths with an error bound on large ones."""

import math
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

EXACT_BONDS: Final = 10_000
"""Networks with more bonds than this are sampled where speed is asked for."""
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
    component. Each path costs one breadth-first search, linear in bonds.
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


def _depths(starts: _Ints, ends: _Ints, source: int, stop: int = -1) -> _Ints:
    """Return how many steps each party is from a source, -1 where no path joins them; stops once `stop` is reached."""
    depth = np.full(len(starts) - 1, -1, dtype=np.int64)
    depth[source] = 0
    edge = np.array([source], dtype=np.int64)
    level = 0
    while edge.size and (stop < 0 or depth[stop] < 0):
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


def _random_path(starts: _Ints, ends: _Ints, pair: tuple[int, int], draw: np.random.Generator) -> list[int]:
    """Return the inner parties of a shortest path drawn at random, each such path as likely as any other."""
    source, target = pair
    depth = _depths(starts, ends, source, target)
    if depth[target] < 0:
        return []
    back, counts = _path_counts(starts, ends, depth, target)
    path: list[int] = []
    here = source
    while depth[here] < depth[target] - 1:
        step = ends[starts[here] : starts[here + 1]]
        step = step[(depth[step] == depth[here] + 1) & back[step]]
        weights = counts[step]
        here = int(draw.choice(step, p=weights / weights.sum()))
        path.append(here)
    return path


def _path_counts(
    starts: _Ints, ends: _Ints, depth: _Ints, target: int
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which parties lie on a shortest path to a target, and how many such paths lead on from each."""
    counts = np.zeros(len(depth))
    counts[target] = 1.0
    edge = np.array([target], dtype=np.int64)
    for level in range(int(depth[target]) - 1, 0, -1):
        lengths = starts[edge + 1] - starts[edge]
        near = _neighbours(starts, ends, edge)
        worth = np.repeat(counts[edge], lengths)
        keep = depth[near] == level
        np.add.at(counts, near[keep], worth[keep])
        edge = np.unique(near[keep])
    return counts > 0, counts
