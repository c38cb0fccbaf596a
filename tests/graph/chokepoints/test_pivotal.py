"""Worked example of one maximum game: worths 1, 2 and 4. In rising order the first unit is shared by three, the second
by two, the last two units go to the highest: 1/3, 1/3 + 1/2, 1/3 + 1/2 + 2."""

import itertools
import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chokepoints.pivotal import max_game_shapley, pivotal_nations
from graph.coverage.matrix import Row, coverage_matrix
from graph.coverage.value import coalition_value
from graph.world.capabilities import Assessment, Requirement, levels_on
from tests.graph.worlds import DAY, assess, require


def brute(rows: list[Row]) -> dict[str, float]:
    """Return the Shapley value by its definition: over all orders, what each nation adds when it joins."""
    nations = [cell.state for cell in rows[0].cells]
    values = dict.fromkeys(nations, 0.0)
    for order in itertools.permutations(nations):
        before = 0.0
        for joined in range(1, len(order) + 1):
            after = worth(rows, order[:joined])
            values[order[joined - 1]] += after - before
            before = after
    return {n: v / math.factorial(len(nations)) for n, v in values.items()}


def by_subsets(rows: list[Row]) -> dict[str, float]:
    """Return the Shapley value by subsets, which eight nations allow where orders do not."""
    nations = [cell.state for cell in rows[0].cells]
    n = len(nations)
    values = dict.fromkeys(nations, 0.0)
    for nation in nations:
        others = [x for x in nations if x != nation]
        for size in range(n):
            share = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
            for team in itertools.combinations(others, size):
                values[nation] += share * (worth(rows, (*team, nation)) - worth(rows, team))
    return values


def worth(rows: list[Row], team: tuple[str, ...]) -> float:
    total = 0.0
    for row in rows:
        best = max((c.level.level or 0 for c in row.cells if c.state in team), default=0)
        total += row.weight * (min(1.0, best / row.requirement.level) if team else 0.0)
    return total


def matrix(found: list[Assessment], asked: list[Requirement], states: str) -> list[Row]:
    return coverage_matrix(levels_on(found, DAY), asked, list(states))


def test_the_worked_game_is_shared_as_an_airport_is() -> None:
    values = max_game_shapley({"a": 1.0, "b": 2.0, "c": 4.0})
    assert values == pytest.approx({"a": 1 / 3, "b": 1 / 3 + 1 / 2, "c": 1 / 3 + 1 / 2 + 2})


def test_a_nation_that_alone_meets_a_requirement_is_named_with_it() -> None:
    found = [assess("a", "air", 4), assess("b", "air", 2), assess("b", "sea", 4), assess("a", "sea", 4)]
    first, second = pivotal_nations(matrix(found, [require("air", 4), require("sea", 4)], "ab"))
    assert (first.state, first.singles, first.lost) == ("a", ("air",), 2.0)
    assert (second.state, second.singles, second.lost) == ("b", (), 0.0)
    # air: 1 of 4·(2/4)=2 each halved, then 2 more for a: 1 + 2 and 1; sea: 2 each.
    assert (first.shapley, second.shapley) == (5.0, 3.0)
    assert first.share == 5 / 8


def test_a_nation_without_assessments_is_worth_nothing_known_and_says_what_is_not_known() -> None:
    _, absent = pivotal_nations(matrix([assess("a", "air", 4)], [require("air", 4)], "az"))
    assert (absent.state, absent.shapley, absent.unknown) == ("z", 0.0, ("air",))
    assert absent.evidence.statements == ("req-war-air",)


def test_nobody_is_pivotal_where_nothing_is_required() -> None:
    assert pivotal_nations(matrix([assess("a", "air", 4)], [], "ab")) == []


WORTHS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 100), min_size=1, max_size=8)


@given(WORTHS)
def test_the_values_of_a_game_sum_to_its_best(worths: Mapping[str, float]) -> None:
    values = max_game_shapley(worths)
    assert sum(values.values()) == pytest.approx(max(worths.values()))
    assert all(v >= 0 for v in values.values())


CAPABILITIES = ("air", "sea", "land")


def games(states: str) -> st.SearchStrategy[list[Row]]:
    assessments = st.lists(
        st.builds(assess, st.sampled_from(states), st.sampled_from(CAPABILITIES), st.integers(0, 4)),
        max_size=20,
        unique_by=lambda a: (a.state, a.capability),
    )
    asked = st.lists(
        st.builds(require, st.sampled_from(CAPABILITIES), st.integers(1, 4), st.sampled_from(("critical", "low"))),
        min_size=1,
        max_size=3,
        unique_by=lambda r: r.capability,
    )
    return st.builds(matrix, assessments, asked, st.just(states))


@given(games("abcd"))
def test_the_closed_form_equals_all_orders_of_four(rows: list[Row]) -> None:
    assert {n.state: n.shapley for n in pivotal_nations(rows)} == pytest.approx(brute(rows))


@given(games("abcdefgh"))
def test_the_closed_form_equals_all_subsets_of_eight(rows: list[Row]) -> None:
    assert {n.state: n.shapley for n in pivotal_nations(rows)} == pytest.approx(by_subsets(rows))


@given(games("abcdefgh"))
def test_the_values_sum_to_what_the_coalition_is_worth(rows: list[Row]) -> None:
    assert sum(n.shapley for n in pivotal_nations(rows)) == pytest.approx(coalition_value(rows).known)


@given(games("abcde"))
def test_what_is_lost_is_the_value_without_the_nation(rows: list[Row]) -> None:
    for nation in pivotal_nations(rows):
        others = tuple(c.state for c in rows[0].cells if c.state != nation.state)
        assert nation.lost == pytest.approx(worth(rows, (*others, nation.state)) - worth(rows, others))
