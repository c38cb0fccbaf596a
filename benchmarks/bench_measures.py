"""Gaps and chokepoints beside plain NetworkX on synthetic snapshots: structural findings, pair gaps, betweenness."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

import networkx as nx

from benchmarks.ratio import Ratio, compare
from benchmarks.synthetic import DAY, agreements, gathered, layer
from graph.betweenness import betweenness, sampled_betweenness
from graph.chokepoints.structural import structural_chokepoints
from graph.gaps.counted import SpellTable, missing_pairs
from graph.gaps.rules import Rule
from graph.parties import Parties

RULE = Rule("procurement", "mutual-defence-treaty", "rdp-mou", "because", "judgement")


def run() -> Iterator[Ratio | str]:
    """Compare each heavy measure with the same findings by NetworkX."""
    small = layer(gathered(agreements(1_100, 500))).network
    same = partial(nx.betweenness_centrality, small)
    shape = f"{small.number_of_nodes():,} parties, {small.number_of_edges():,} bonds"
    yield compare(f"betweenness, {shape}", "NetworkX", partial(betweenness, small), same)
    for edges in (1_000, 10_000, 100_000):
        held = gathered(agreements(edges, edges // 5))
        seen = layer(held)
        shape = f"{seen.network.number_of_nodes():,} parties, {seen.network.number_of_edges():,} bonds"
        # The peer takes minutes where each of thousands of cuts is one more pass over the whole network.
        peer = partial(_structural, seen.network, 20 if edges == 100_000 else None)
        cuts = len(structural_chokepoints(seen))
        told = "all" if edges < 100_000 else "the peer finds the pieces of 40 only"
        what = f"structural findings: {cuts:,} cuts, {told}"
        yield compare(f"{what}, {shape}", "NetworkX", partial(structural_chokepoints, seen), peer, rounds=2)
        if edges == 100_000:
            found = sampled_betweenness(seen.network, error=0.05)
            pivots = partial(nx.betweenness_centrality, seen.network, k=20, seed=1)
            yield compare(
                f"betweenness, {shape}: {found.paths} paths, error {found.error:.3f} with chance 0.9",
                f"NetworkX from 20 of {len(seen.network):,} pivots, without a bound",
                partial(sampled_betweenness, seen.network, 0.05),
                pivots,
                rounds=1,
            )
    both = gathered(agreements(50_000, 10_000), agreements(50_000, 10_000, "rdp", seed=2))
    table, network = SpellTable.of(both), _multigraph(both)
    ours, theirs = partial(missing_pairs, table, RULE, DAY), partial(_missing, network)
    yield f"pair gaps: {len(ours()):,} found by us, {len(theirs()):,} by NetworkX"
    yield compare("pair gaps, 100,000 edges", "NetworkX", ours, theirs)


def _structural(network: "nx.Graph[str]", most: int | None) -> list[list[set[str]]]:
    """Return what falls apart at each point and bridge, at most so many of either, by NetworkX alone."""
    points = [nx.restricted_view(network, [p], []) for p in sorted(nx.articulation_points(network))[:most]]
    bridges = [nx.restricted_view(network, [], [b]) for b in sorted(nx.bridges(network))[:most]]
    return [list(nx.connected_components(left)) for left in (*points, *bridges)]


def _multigraph(parties: Parties) -> "nx.MultiGraph[str]":
    network: nx.MultiGraph[str] = nx.MultiGraph()
    for agreement, spells in parties.spells.items():
        for a, b in combinations(spells, 2):
            start, end = max(a.in_force.start, b.in_force.start), min(a.in_force.end, b.in_force.end)
            network.add_edge(a.party, b.party, kind=agreement.split("-")[0], start=start, end=end)
    return network


def _missing(network: "nx.MultiGraph[str]") -> set[frozenset[str]]:
    held: dict[str, set[frozenset[str]]] = {"mdt": set(), "rdp": set()}
    for a, b, bond in network.edges(data=True):
        if bond["start"] <= DAY < bond["end"]:
            held[bond["kind"]].add(frozenset((a, b)))
    return held["mdt"] - held["rdp"]
