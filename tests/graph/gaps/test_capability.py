"""Worked example. Of air at 4 (critical, weight 4) a has 4 and b has 3: single, nothing missing, 4·(1 - 3/4) = 1 at
risk. Of sea at 4 (high, 3) the best is 2: partial, 3·(1 - 2/4) = 1.5 missing."""

from hypothesis import given
from hypothesis import strategies as st

from graph.coverage.matrix import Coverage, coverage_matrix
from graph.gaps.capability import CapabilityGap, capability_gaps
from graph.world.capabilities import Assessment, Requirement, levels_on
from tests.graph.worlds import DAY, assess, require

ASKED = [require("air", 4), require("sea", 4, "high"), require("land", 2, "low")]
GIVEN = [assess("a", "air", 4), assess("b", "air", 3), assess("a", "sea", 2), assess("b", "sea", 1)]


def gaps(found: list[Assessment], asked: list[Requirement], states: str = "ab") -> list[CapabilityGap]:
    return capability_gaps(coverage_matrix(levels_on(found, DAY), asked, list(states)))


def test_the_worked_example_is_worst_first() -> None:
    found = gaps(GIVEN, ASKED)
    assert [(g.key, g.shortfall, g.at_risk) for g in found] == [
        ("sea partial", 1.5, 0.75),
        ("air single", 0.0, 1.0),
        ("land unknown", None, None),
    ]


def test_who_is_not_assessed_is_named() -> None:
    assert gaps(GIVEN, ASKED, "abz")[0].not_assessed == ("z",)
    assert gaps(GIVEN, ASKED)[2].not_assessed == ("a", "b")


def test_two_nations_that_meet_what_is_asked_leave_no_gap() -> None:
    assert gaps([assess("a", "air", 4), assess("b", "air", 4)], [require("air", 4)]) == []


def test_where_nothing_is_asked_of_a_capability_one_nation_is_still_a_single_thread() -> None:
    (gap,) = gaps([assess("a", "air", 0)], [require("air", 0)])
    assert (gap.coverage, gap.shortfall, gap.at_risk) == (Coverage.SINGLE, 0.0, 0.0)


ASSESSMENTS = st.lists(
    st.builds(assess, st.sampled_from("abcd"), st.sampled_from(("air", "sea")), st.integers(0, 4)),
    max_size=8,
    unique_by=lambda a: (a.state, a.capability),
)


@given(ASSESSMENTS, st.integers(1, 4))
def test_removing_the_evidence_of_a_gap_leaves_only_that_nothing_is_known(found: list[Assessment], level: int) -> None:
    asked = [require("air", level), require("sea", level)]
    for gap in gaps(found, asked, "abcd"):
        left = [a for a in found if a.id not in gap.evidence.statements]
        same = [g for g in gaps(left, [gap.row.requirement], "abcd") if g.coverage is not Coverage.UNKNOWN]
        assert same == []


@given(ASSESSMENTS, st.integers(1, 4))
def test_missing_and_at_risk_stay_within_the_weight(found: list[Assessment], level: int) -> None:
    for gap in gaps(found, [require("air", level)], "abcd"):
        if gap.shortfall is not None and gap.at_risk is not None:
            assert gap.shortfall >= 0 <= gap.at_risk
            assert gap.shortfall + gap.at_risk <= gap.row.weight
