"""Worked example. Scores 4, 3, 2, 1 with the first and third to come: of the four pairs of one that came and one that
did not, three are in order, so the area is 3/4; of the two highest one came."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.backtest.metrics import auc, average_ranks, precision_at

SCORES, CAME = np.array([4.0, 3.0, 2.0, 1.0]), np.array([1.0, 0.0, 1.0, 0.0])


def test_the_worked_example() -> None:
    assert auc(SCORES, CAME) == 0.75
    assert precision_at(SCORES, CAME, 2) == 0.5
    assert precision_at(SCORES, CAME, 1) == 1.0


def test_ties_count_half_and_share_the_edge() -> None:
    level = np.ones(4)
    assert auc(level, CAME) == 0.5
    assert precision_at(level, CAME, 2) == 0.5
    assert list(average_ranks(np.array([5.0, 1.0, 5.0]))) == [2.5, 1.0, 2.5]


def test_a_ranking_of_nothing_knows_nothing() -> None:
    assert auc(SCORES, np.zeros(4)) == 0.5
    assert precision_at(SCORES, CAME, 0) == 0.0


ROWS = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=30)


@given(ROWS)
def test_the_area_is_the_share_of_pairs_in_order(rows: list[tuple[int, bool]]) -> None:
    scores = np.array([float(s) for s, _ in rows])
    came = np.array([float(c) for _, c in rows])
    pairs = [(a, b) for a, x in rows if x for b, y in rows if not y]
    wanted = sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs) if pairs else 0.5
    assert auc(scores, came) == pytest.approx(wanted)


@given(ROWS)
def test_turning_a_ranking_round_turns_the_area_round(rows: list[tuple[int, bool]]) -> None:
    scores = np.array([float(s) for s, _ in rows])
    came = np.array([float(c) for _, c in rows])
    assert auc(scores, came) + auc(-scores, came) == pytest.approx(1.0)
