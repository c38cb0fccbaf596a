"""Worked example. Scores 4, 3, 2, 1 with the first and third to come; the area is 3/4.

Of those that came the first is above both others, the third above one of two: their parts are (1 - 3/4) / 2 = 1/8 and
(1/2 - 3/4) / 2 = -1/8. Of the others the second is below one of two that came and the fourth below both: -1/8 and 1/8.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.backtest.intervals import auc_parts, between_pairs, between_years, estimate, precision_parts
from graph.backtest.metrics import auc, precision_at

SCORES, CAME = np.array([4.0, 3.0, 2.0, 1.0]), np.array([1.0, 0.0, 1.0, 0.0])


def test_the_worked_example() -> None:
    assert list(auc_parts(SCORES, CAME)) == [0.125, -0.125, -0.125, 0.125]
    assert list(precision_parts(SCORES, CAME, 2)) == [0.25, -0.25, 0.0, 0.0]


def test_pairs_that_share_a_state_vary_together() -> None:
    apart, shared = np.zeros((4, 4)), np.zeros((4, 4))
    apart[0, 1] = apart[2, 3] = 1.0
    shared[0, 1] = shared[0, 2] = 1.0
    assert between_pairs(apart) == 2.0  # 1 + 1
    assert between_pairs(shared) == 4.0  # (1 + 1)²


def test_years_in_a_row_that_are_alike_tell_less_than_years_that_alternate() -> None:
    rising = np.array([0.0] * 10 + [1.0] * 10)
    turning = np.array([0.0, 1.0] * 10)
    assert between_years(rising) > between_years(turning)
    assert between_years(turning, lag=0) == pytest.approx(0.25 / 20)  # variance over years, as if independent


def test_an_interval_holds_its_figure_and_one_year_alone_has_the_spread_of_its_pairs() -> None:
    parts = np.zeros((2, 2))
    parts[0, 1] = 0.1
    found = estimate(np.array([0.7]), parts)
    assert (found.low, found.value, found.high) == pytest.approx((0.7 - 0.196, 0.7, 0.7 + 0.196))


ROWS = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=30)


@given(ROWS)
def test_the_parts_of_a_figure_sum_to_nothing(rows: list[tuple[int, bool]]) -> None:
    scores, came = np.array([float(s) for s, _ in rows]), np.array([float(c) for _, c in rows])
    assert auc_parts(scores, came).sum() == pytest.approx(0.0)
    assert precision_parts(scores, came, int(came.sum())).sum() == pytest.approx(0.0)


@given(ROWS)
def test_a_part_is_what_the_figure_gains_from_a_little_more_of_a_candidate(rows: list[tuple[int, bool]]) -> None:
    scores, came = np.array([float(s) for s, _ in rows]), np.array([float(c) for _, c in rows])
    if 0 < came.sum() < len(came):
        twice = np.concatenate([scores, scores]), np.concatenate([came, came])
        assert auc(*twice) == pytest.approx(auc(scores, came))
        assert precision_at(*twice, 2 * int(came.sum())) == pytest.approx(precision_at(scores, came, int(came.sum())))
        assert auc_parts(*twice).sum() == pytest.approx(0.0)
