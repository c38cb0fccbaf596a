"""Worked example. a and b both meet air (weight 4) and sea (3); a and c both meet air only. a–b share a status
agreement from 1990. So a–b lacks information and logistics at weight 7 of 7, a–c and b–c all three functions at 4."""

from hypothesis import given
from hypothesis import strategies as st

from graph.coverage.matrix import Row, coverage_matrix
from graph.gaps.agreement import Lack
from graph.gaps.interoperability import InteroperabilityGap, interoperability_gaps
from graph.parties import Parties
from graph.world.capabilities import Assessment, levels_on
from tests.graph.worked import bilateral, layers, parties
from tests.graph.worlds import DAY, assess, require

ASKED = [require("air", 3), require("sea", 3, "high")]
GIVEN = [assess(s, "air", 4) for s in "abc"] + [assess(s, "sea", 3) for s in "ab"]


def rows(found: list[Assessment] = GIVEN) -> list[Row]:
    return coverage_matrix(levels_on(found, DAY), ASKED, list("abc"))


def gaps(held: Parties, found: list[Assessment] = GIVEN) -> list[InteroperabilityGap]:
    return interoperability_gaps(rows(found), held, layers(held), DAY)


def test_the_worked_example_weighs_what_each_pair_jointly_carries() -> None:
    found = gaps(parties(bilateral("sofa-ab", "a", "b", "1990-01-01")))
    assert [(g.key, g.weight) for g in found] == [
        ("a–b information", 7.0),
        ("a–b logistics", 7.0),
        ("a–c access", 4.0),
        ("a–c information", 4.0),
        ("a–c logistics", 4.0),
        ("b–c access", 4.0),
        ("b–c information", 4.0),
        ("b–c logistics", 4.0),
    ]
    assert found[0].share == 1.0
    assert found[2].share == 4 / 7
    assert found[0].capabilities == ("air", "sea")


def test_an_agreement_that_may_hold_leaves_the_lack_unknown_and_is_evidence() -> None:
    found = gaps(parties(bilateral("sofa-ac", "a", "c", None)))
    gap = next(g for g in found if g.key == "a–c access")
    assert gap.lack is Lack.UNKNOWN
    assert "part-sofa-ac-a-x" in gap.evidence.statements


def test_a_pair_that_jointly_carries_nothing_gives_no_finding() -> None:
    assert gaps(parties(), [assess("a", "air", 4), assess("b", "sea", 4)]) == []


def test_a_level_that_is_not_known_carries_nothing() -> None:
    assert gaps(parties(), [assess("a", "air", 4)]) == []


ASSESSMENTS = st.lists(
    st.builds(assess, st.sampled_from("abc"), st.sampled_from(("air", "sea")), st.integers(0, 4)),
    max_size=6,
    unique_by=lambda a: (a.state, a.capability),
)


@given(ASSESSMENTS)
def test_without_its_evidence_a_finding_is_gone(found: list[Assessment]) -> None:
    for gap in gaps(parties(), found):
        left = [a for a in found if a.id not in gap.evidence.statements]
        assert gap.key not in [g.key for g in gaps(parties(), left)]


@given(ASSESSMENTS)
def test_an_agreement_in_another_layer_changes_no_finding(found: list[Assessment]) -> None:
    other = parties(bilateral("rdp-ab", "a", "b", "1990-01-01"), bilateral("mdt-bc", "b", "c", "1990-01-01"))
    assert gaps(parties(), found) == gaps(other, found)
