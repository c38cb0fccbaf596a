import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.betweenness import betweenness, sampled_betweenness

BONDS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda b: b[0] < b[1]).map(lambda b: (str(b[0]), str(b[1]))),
    max_size=25,
    unique=True,
)


@given(BONDS)
def test_exact_scores_are_those_of_networkx(bonds: list[tuple[str, str]]) -> None:
    network = nx.Graph(bonds)
    assert betweenness(network) == pytest.approx(nx.betweenness_centrality(network))


def test_sampled_scores_stay_within_their_stated_error() -> None:
    network = nx.relabel_nodes(nx.barabasi_albert_graph(300, 2, seed=1), str)
    exact, found = nx.betweenness_centrality(network), sampled_betweenness(network, error=0.05)
    assert found.error == pytest.approx(0.05 * 300 / 298)
    assert max(abs(found.scores[p] - exact[p]) for p in network) <= found.error


def test_sampling_draws_shortest_paths_alike() -> None:
    # Two ways of equal length from a to d: each is drawn half the time.
    network: nx.Graph[str] = nx.Graph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")])
    found = sampled_betweenness(network, error=0.02)
    exact = nx.betweenness_centrality(network)
    assert found.scores == pytest.approx(exact, abs=found.error)


def test_pairs_without_a_path_count_nothing() -> None:
    network: nx.Graph[str] = nx.Graph([("a", "b"), ("c", "d")])
    assert set(sampled_betweenness(network).scores.values()) == {0.0}
    assert sampled_betweenness(nx.Graph([("a", "b")])).paths == 0
