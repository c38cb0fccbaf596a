"""Worked example. War asks for air at 3 (critical, 4), sea at 4 (high, 3), land at 2 (medium, 2), space at 2 (low, 1).

a has air 4, sea 2, land 0; b has air 3, sea 3; c has nothing assessed. So air is covered by a and b; sea is partial,
the best being 3 of 4; land is uncovered; nobody is assessed in space. v = 4·1 + 3·3/4 + 0 + 0 = 6.25 of 10.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.coverage.matrix import Coverage, Row, Standing, coverage_matrix
from graph.coverage.value import coalition_value
from graph.dates import BEFORE_ALL, OPEN, Interval
from graph.world.capabilities import Assessment, Requirement, levels_on
from tests.graph.worlds import DAY, assess, require, since

ASKED = [require("air", 3), require("sea", 4, "high"), require("land", 2, "medium"), require("space", 2, "low")]
GIVEN = [
    assess("a", "air", 4),
    assess("a", "sea", 2),
    assess("a", "land", 0),
    assess("b", "air", 3),
    assess("b", "sea", 3),
]


def matrix(coalition: str, given_: list[Assessment] = GIVEN, asked: list[Requirement] = ASKED) -> list[Row]:
    return coverage_matrix(levels_on(given_, DAY), asked, list(coalition))


def statuses(coalition: str) -> dict[str, Coverage]:
    return {row.requirement.capability: row.coverage for row in matrix(coalition)}


def test_the_worked_example_has_one_of_each_status() -> None:
    assert statuses("abc") == {
        "air": Coverage.COVERED,
        "sea": Coverage.PARTIAL,
        "land": Coverage.UNCOVERED,
        "space": Coverage.UNKNOWN,
    }
    assert statuses("ac")["air"] is Coverage.SINGLE


def test_the_value_of_the_worked_example_is_six_and_a_quarter_of_ten() -> None:
    value = coalition_value(matrix("ab"))
    assert (value.known, value.whole) == (6.25, 10.0)
    assert value.possible == 4 + 2.25 + 2 + 1  # b is not assessed on land, nobody is in space
    assert value.share == 0.625


def test_a_nation_not_assessed_is_named_and_is_neither_zero_nor_able() -> None:
    land = next(row for row in matrix("abc") if row.requirement.capability == "land")
    assert land.states(Standing.UNKNOWN) == ("b", "c")
    assert land.states(Standing.NONE) == ("a",)
    assert land.best == 0


def test_evidence_is_the_requirement_and_every_assessment() -> None:
    air = matrix("abc")[0]
    assert air.evidence.statements == ("asm-a-air-4", "asm-b-air-3", "req-war-air")
    space = matrix("abc")[3]
    assert space.evidence.statements == ("req-war-space",)


def test_an_assessment_that_may_hold_gives_no_level_and_is_named() -> None:
    doubtful = Interval(OPEN, OPEN, BEFORE_ALL, OPEN)
    (row,) = matrix("a", [assess("a", "air", 4, doubtful)], [require("air", 3)])
    assert row.coverage is Coverage.UNKNOWN
    assert row.cells[0].level.possible == ("asm-a-air-4",)
    assert "asm-a-air-4" in row.evidence.statements


def test_of_two_assessments_the_later_counts() -> None:
    (row,) = matrix("a", [assess("a", "air", 1, since(1990)), assess("a", "air", 4, since(1995))], [require("air", 3)])
    assert row.best == 4


def test_an_unknown_criticality_is_an_error() -> None:
    with pytest.raises(KeyError):
        matrix("a", GIVEN, [require("air", 3, "enormous")])


STATES, CAPABILITIES = "abcdef", ("air", "sea", "land")
ASSESSMENTS = st.lists(
    st.builds(assess, st.sampled_from(STATES), st.sampled_from(CAPABILITIES), st.integers(0, 4)),
    max_size=14,
    unique_by=lambda a: (a.state, a.capability),
)
REQUIREMENTS = st.lists(
    st.builds(require, st.sampled_from(CAPABILITIES), st.integers(0, 4), st.sampled_from(("critical", "high", "low"))),
    max_size=3,
    unique_by=lambda r: r.capability,
)
ORDER = [Coverage.UNKNOWN, Coverage.UNCOVERED, Coverage.PARTIAL, Coverage.SINGLE, Coverage.COVERED]


@given(ASSESSMENTS, REQUIREMENTS, st.integers(1, 5))
def test_a_wider_coalition_never_lowers_coverage(found: list[Assessment], asked: list[Requirement], size: int) -> None:
    small, wide = matrix(STATES[:size], found, asked), matrix(STATES, found, asked)
    for before, after in zip(small, wide, strict=True):
        assert ORDER.index(before.coverage) <= ORDER.index(after.coverage)
    assert coalition_value(small).known <= coalition_value(wide).known


@given(ASSESSMENTS, REQUIREMENTS)
def test_known_never_exceeds_what_is_possible_nor_that_the_whole(
    found: list[Assessment], asked: list[Requirement]
) -> None:
    value = coalition_value(matrix(STATES, found, asked))
    assert 0 <= value.known <= value.possible <= value.whole


@given(ASSESSMENTS, REQUIREMENTS)
def test_without_its_assessments_a_row_is_unknown(found: list[Assessment], asked: list[Requirement]) -> None:
    for row in matrix(STATES, found, asked):
        left = [a for a in found if a.id not in row.evidence.statements]
        (again,) = matrix(STATES, left, [row.requirement])
        assert again.coverage is Coverage.UNKNOWN
