from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.backtest.history import Concluded, History, history_of
from graph.backtest.run import RULES, WEIGHED, backtest, chances
from graph.backtest.scores import (
    adamic_adar,
    common_neighbours,
    known_before,
    learn,
    preferential_attachment,
    rule_score,
)
from graph.dates import OPEN
from graph.errors import BadParameter
from graph.release import Release
from graph.world.world import known_on
from graph.world.world import world as released
from tests.graph.worked import bilateral, parties
from tests.graph.worlds import world

PREMISES = {"rdp-mou": "mutual-defence-treaty"}


def concluded(pair: str, kind: str, year: int, until: date = OPEN) -> Concluded:
    layer = "security" if kind == "mutual-defence-treaty" else "industry"
    return Concluded((pair[0], pair[1]), kind, layer, date(year, 6, 1), until)


def history(*found: Concluded) -> History:
    return History(found, ("rdp-mou",), PREMISES)


def test_only_what_was_concluded_before_and_still_stands_is_known() -> None:
    held = history(
        concluded("ab", "rdp-mou", 1990),
        concluded("bc", "rdp-mou", 1991, date(1995, 1, 1)),
        concluded("ac", "rdp-mou", 2001),
    )
    standing = held.standing(date(2000, 1, 1), "rdp-mou")
    assert standing[held.place["a"], held.place["b"]] == 1.0
    assert standing.sum() == 2.0
    assert held.coming("rdp-mou", date(2000, 1, 1), date(2005, 1, 1)).sum() == 2.0


def test_layers_and_premise_are_those_of_the_pair() -> None:
    held = history(concluded("ab", "mutual-defence-treaty", 1980), concluded("ab", "rdp-mou", 1990))
    known = known_before(held, "rdp-mou", date(2000, 1, 1))
    assert (known.layers[0, 1], known.premise[0, 1], known.kind[0, 1]) == (2.0, 1.0, 1.0)


def test_an_expected_agreement_ranks_before_one_that_is_not() -> None:
    held = history(concluded("ab", "mutual-defence-treaty", 1980), concluded("cd", "rdp-mou", 1980))
    scores = rule_score(known_before(held, "rdp-mou", date(2000, 1, 1)))
    assert scores[held.place["a"], held.place["b"]] > scores[held.place["a"], held.place["c"]]


def test_a_world_in_which_allies_follow_rules_is_foreseen_by_rules() -> None:
    allies = [f"{a}{b}" for a, b in ("ab", "cd", "ef", "gh", "ij", "kl")]
    held = history(
        *(concluded(pair, "mutual-defence-treaty", 1950) for pair in allies),
        *(concluded(pair, "rdp-mou", 1990 + 3 * i) for i, pair in enumerate(allies)),
    )
    done = backtest(held, 1995, 2002)
    named = {m.name: m for m in done.methods}
    assert named[RULES].auc.value > 0.98  # allies whose turn comes after the five years rank as high
    assert done.leads[RULES].low > 0
    assert named["random"].auc.value < 0.9
    assert set(done.years[0].auc) >= {RULES, WEIGHED, "random"}


def test_nothing_later_leaks_into_a_year() -> None:
    early = [concluded(p, "mutual-defence-treaty", 1950) for p in ("ab", "cd", "ef", "gh")]
    early += [concluded(p, "rdp-mou", 1985 + 3 * i) for i, p in enumerate(("ab", "cd", "ef"))]
    far = [concluded("gh", "rdp-mou", 2015), concluded("ah", "rdp-mou", 2016)]
    without, with_ = backtest(history(*early), 1988, 1990), backtest(history(*early, *far), 1988, 1990)
    assert [y.auc for y in without.years] == [y.auc for y in with_.years]


def test_years_that_run_backwards_or_hold_nothing_are_errors() -> None:
    held = history(concluded("ab", "rdp-mou", 1990))
    with pytest.raises(BadParameter, match="run backwards"):
        backtest(held, 2000, 1999)
    with pytest.raises(BadParameter, match="nothing of the kinds sought"):
        backtest(held, 2000, 2001)


def test_signature_counts_where_its_day_is_known_and_undated_agreements_are_left_out() -> None:
    held = parties(bilateral("rdp-ab", "a", "b", "1990-01-01"), bilateral("rdp-cd", "c", "d", None))
    found = history_of(world(held))
    assert [(c.pair, c.on) for c in found.concluded] == [(("a", "b"), date(1990, 1, 1))]


def test_learning_finds_the_feature_that_tells() -> None:
    draw = np.random.default_rng(1)
    rows = draw.normal(size=(2000, 3))
    came = (draw.random(2000) < 1 / (1 + np.exp(-3 * rows[:, 1]))).astype(float)
    weights = learn(rows, came).weights
    assert abs(weights[1]) > 5 * max(abs(weights[0]), abs(weights[2]))


BONDS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda b: b[0] < b[1]), min_size=1, max_size=20, unique=True
)


@given(BONDS)
def test_baselines_are_those_of_networkx(bonds: list[tuple[int, int]]) -> None:
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(8))
    network.add_edges_from(bonds)
    joined = nx.to_numpy_array(network, nodelist=range(8))
    pairs = [(a, b) for a in range(8) for b in range(a + 1, 8)]
    for name, ours in (
        (nx.preferential_attachment, preferential_attachment(joined)),
        (nx.adamic_adar_index, adamic_adar(joined)),
    ):
        assert [ours[a, b] for a, b in pairs] == pytest.approx([score for _, _, score in name(network, pairs)])
    shared = common_neighbours(joined)
    assert [shared[a, b] for a, b in pairs] == [len(list(nx.common_neighbors(network, a, b))) for a, b in pairs]


KINDS = ("rdp-mou", "acsa")


@pytest.mark.parametrize("day", [date(2016, 5, 24), date(2016, 2, 29)])
def test_the_chance_of_what_a_pair_lacks_does_not_turn_on_what_came_later(release: Release, day: date) -> None:
    with_hindsight = chances(history_of(released(release), KINDS), day)
    found = chances(history_of(known_on(released(release), day), KINDS), day)
    assert all(0 < chance < 1 for chance in found.values())
    pair = ("rdp-mou", ("jpn", "usa"))
    assert found[pair] == pytest.approx(with_hindsight[pair], rel=0.05)


def test_before_all_records_and_at_the_end_of_the_calendar_no_chance_is_told(release: Release) -> None:
    for day in (date(1800, 1, 1), date(9999, 12, 31)):
        assert chances(history_of(known_on(released(release), day), KINDS), day) == {}
