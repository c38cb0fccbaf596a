"""Worked example after Kaplan and Meier: events at 2, 3 and 5 days, watches that ended at 3 and 4 without one.

At 2: 5 watched, 1 event, 4/5. At 3: 4 watched, 1 event, 4/5 · 3/4 = 3/5. At 5: 1 watched, 1 event, 0. The median is 5.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.survival import Wait, median_wait, survival

WORKED = [Wait(2, came=True), Wait(3, came=True), Wait(3, came=False), Wait(4, came=False), Wait(5, came=True)]


def test_the_worked_example_falls_in_three_steps() -> None:
    days, shares = zip(*survival(WORKED), strict=True)
    assert days == (2, 3, 5)
    assert shares == pytest.approx((4 / 5, 3 / 5, 0.0))
    assert median_wait(WORKED) == 5


def test_the_median_is_not_known_while_more_than_half_still_wait() -> None:
    assert median_wait([Wait(1, came=True), Wait(9, came=False), Wait(9, came=False)]) is None
    assert median_wait([]) is None


def test_open_waits_lift_the_median() -> None:
    done = [Wait(day, came=True) for day in (1, 2, 3)]
    assert median_wait(done) == 2
    assert median_wait([*done, Wait(10, came=False)]) == 2
    assert median_wait([*done, Wait(10, came=False), Wait(10, came=False)]) == 3


WAITS = st.lists(st.builds(Wait, st.integers(0, 50), came=st.booleans()), max_size=20)


@given(WAITS)
def test_the_share_still_waiting_only_falls(waits: list[Wait]) -> None:
    shares = [1.0, *(share for _, share in survival(waits))]
    assert all(a >= b >= 0 for a, b in pairwise(shares))


@given(WAITS)
def test_without_open_waits_it_is_the_plain_share(waits: list[Wait]) -> None:
    done = [w for w in waits if w.came]
    for day, share in survival(done):
        assert share == pytest.approx(sum(w.days > day for w in done) / len(done))
