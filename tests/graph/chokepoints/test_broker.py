"""Worked example: a star of four around b. b lies on all six shortest paths between others: betweenness 1. Its four
partners are not each other's: constraint 4·(1/4)² = 1/4, and 1 for each of them."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chokepoints.broker import Broker, Doubts, brokers
from graph.pairs import Projection, project
from tests.graph.worked import bilateral, layers, parties
from tests.graph.worlds import DAY

NONE = Doubts((), ())
STAR = [("b", other) for other in "cdef"]


def drawn(bonds: list[tuple[str, str]]) -> Projection:
    held = parties(*(bilateral(f"mdt-{a}{b}", a, b, "1990-01-01") for a, b in bonds))
    return project(held, layers(held), "security", DAY)


def test_the_middle_of_a_star_is_its_only_broker() -> None:
    (found,) = brokers(drawn(STAR), NONE)
    assert (found.party, found.betweenness, found.constraint, found.partners) == ("b", 1.0, 0.25, 4)
    assert (found.rank, found.rank_best, found.rank_worst) == (1, 1, 1)
    assert len(found.evidence.statements) == 8


def test_without_a_layer_there_is_no_broker() -> None:
    assert brokers(drawn([]), NONE) == []


def test_doubtful_bonds_widen_the_interval_of_ranks() -> None:
    path = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
    sure = {b.party: b for b in brokers(drawn(path), NONE)}
    torn = {b.party: b for b in brokers(drawn(path), Doubts([("b", "c"), ("c", "d")], [("a", "e"), ("a", "d")]))}
    assert (sure["c"].rank_best, sure["c"].rank_worst) == (1, 1)
    assert torn["c"].rank_worst > torn["c"].rank == 1


def test_the_same_data_give_the_same_intervals() -> None:
    doubts = Doubts([("a", "b")], [("a", "c")])
    path = [("a", "b"), ("b", "c"), ("c", "d")]
    assert brokers(drawn(path), doubts) == brokers(drawn(path), doubts)


BONDS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda b: b[0] < b[1]),
    max_size=14,
    unique=True,
)


@given(BONDS)
def test_scores_are_those_of_networkx(bonds: list[tuple[str, str]]) -> None:
    seen = drawn(sorted(bonds))
    found: dict[str, Broker] = {b.party: b for b in brokers(seen, NONE, runs=1)}
    between = {p: score for p, score in nx.betweenness_centrality(seen.network).items() if score > 0}
    assert {p: b.betweenness for p, b in found.items()} == pytest.approx(between)
    constraint = nx.constraint(seen.network)
    assert {p: b.constraint for p, b in found.items()} == pytest.approx({p: constraint[p] for p in found})


def test_a_network_of_very_many_bonds_is_sampled_with_an_error_that_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = drawn([("hub", f"p{i}") for i in range(30)])
    (exact,) = brokers(seen, NONE, runs=0)
    monkeypatch.setattr("graph.chokepoints.broker.EXACT_BONDS", 10)
    (sampled,) = brokers(seen, NONE)
    assert exact.error == 0
    assert sampled.error > 0
    assert sampled.betweenness == pytest.approx(exact.betweenness, abs=sampled.error)
    assert (sampled.rank_best, sampled.rank_worst, sampled.constraint) == (1, 1, None)
