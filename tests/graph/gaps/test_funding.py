from graph.coverage.matrix import coverage_matrix
from graph.gaps.capability import capability_gaps
from graph.gaps.funding import FundingGap, funding_gaps
from graph.parties import Spell
from graph.world.capabilities import levels_on
from graph.world.industry import Programme
from tests.graph.worlds import DAY, EVER, assess, require, since


def programme(state: str, capability: str, year: int | None = None) -> Programme:
    span = since(year) if year else EVER
    part = Spell(f"part-{state}", "prog-1", state, state, span, span)
    return Programme("prog-1", "active", (capability,), (part,), span)


def gaps(*programmes: Programme) -> list[FundingGap]:
    rows = coverage_matrix(levels_on([assess("a", "air", 2)], DAY), [require("air", 4)], ["a", "b"])
    return funding_gaps(capability_gaps(rows), programmes, frozenset("ab"), DAY)


def test_a_gap_without_a_programme_is_found_with_the_evidence_of_the_gap() -> None:
    (gap,) = gaps()
    assert gap.key == "air"
    assert gap.evidence.statements == ("asm-a-air-2", "req-war-air")


def test_a_programme_of_one_of_the_coalition_closes_it() -> None:
    assert gaps(programme("b", "air")) == []


def test_a_programme_of_others_for_something_else_or_to_come_does_not() -> None:
    assert len(gaps(programme("z", "air"))) == 1
    assert len(gaps(programme("a", "sea"))) == 1
    assert len(gaps(programme("a", "air", 2010))) == 1
