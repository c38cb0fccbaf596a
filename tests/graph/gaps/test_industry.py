"""Worked example. Firms a1–a4 of state a, b1 and b2 of state b. b1 takes part in a programme of b, so it is a prime.

a1 supplies a2, a2 supplies b1: a2 is one tie from the prime, a1 two. a3 takes part in the programme itself. a4 has no
tie. a5 has a tie to a firm of b that takes part in nothing.
"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.gaps.industry import Industry, Reach, industry_gaps, reaches
from graph.gaps.technologies import Technologies, Technology, technologies
from graph.parties import Spell
from graph.release import Release
from graph.world.industry import Firm, Programme, Tie
from graph.world.world import world
from tests.graph.worlds import DAY, EVER, since

KNOWN = Technologies("test", (Technology("robots", frozenset({"robots"}), ("uns",), dual_use=True),))
FIRMS = [Firm(f"firm-a{i}", "a", ("industrial robots",)) for i in range(1, 6)] + [
    Firm("firm-b1", "b", ()),
    Firm("firm-b2", "b", ()),
]


def tie(head: str, tail: str, year: int = 1990) -> Tie:
    return Tie(f"tie-{head}-{tail}", "supply", "supply", f"firm-{head}", f"firm-{tail}", since(year))


def part(actor: str, state: str) -> Spell:
    return Spell(f"part-prog-{actor}", "prog-1", actor, state, EVER, EVER)


PROGRAMME = Programme("prog-1", "active", ("uns",), (part("b", "b"), part("firm-b1", "b"), part("firm-a3", "a")), EVER)
TIES = [tie("a1", "a2"), tie("a2", "b1"), tie("a5", "b2")]


def found(ties: list[Tie] = TIES, hops: int = 3, day: date = DAY) -> dict[str, Reach]:
    industry = Industry(FIRMS, ties, [PROGRAMME], day)
    return {r.key: r for r in reaches(industry, ("a", "b"), {"uns": 3.0}, KNOWN, hops)}


def test_the_worked_example_has_three_linked_and_two_without_a_path() -> None:
    every = found()
    assert every["firm-a1"].path == ("firm-a1", "firm-a2", "firm-b1")
    assert every["firm-a2"].hops == 1
    assert every["firm-a3"].path == ("firm-a3", "prog-1")
    assert [r.key for r in industry_gaps(every.values())] == ["firm-a4", "firm-a5"]
    assert every["firm-a4"].worth == 3.0


def test_a_longer_path_than_asked_is_none() -> None:
    assert not found(hops=1)["firm-a1"].is_linked


def test_a_tie_that_has_not_begun_links_nobody() -> None:
    assert not found([tie("a2", "b1", 2010)])["firm-a2"].is_linked


def test_the_steps_of_a_path_are_its_evidence() -> None:
    assert found()["firm-a1"].evidence.statements == ("firm-a1", "tie-a1-a2", "tie-a2-b1")
    assert found()["firm-a4"].evidence.statements == ("firm-a4",)


@given(st.lists(st.tuples(st.sampled_from(("a1", "a2", "a4", "b1", "b2")), st.sampled_from(("a1", "a2", "a4", "b1")))))
def test_a_further_tie_never_parts_a_firm_from_what_it_reaches(pairs: list[tuple[str, str]]) -> None:
    ties = [tie(a, b) for a, b in dict.fromkeys(pairs) if a != b]
    before = {key for key, r in found(ties).items() if r.is_linked}
    after = {key for key, r in found([*ties, tie("a4", "b1")]).items() if r.is_linked}
    assert before | {"firm-a4"} <= after


def test_a_word_counts_where_it_stands_whole() -> None:
    assert KNOWN.all[0].names("industrial robots")
    assert not KNOWN.all[0].names("robotsmith")


def test_japanese_robot_makers_have_no_path_to_american_programmes_on_both_days(release: Release) -> None:
    here = world(release)
    for day in (date(2016, 5, 24), date(2026, 1, 1)):
        industry = Industry(here.firms, here.ties, here.programmes, day)
        every = reaches(industry, ("jpn", "usa"), {"uns-grd": 1.0}, technologies())
        unlinked = {r.key for r in industry_gaps(every, technologies().named("robotics"))}
        assert {"firm-fanuc", "firm-yaskawa", "firm-cyberdyne"} <= unlinked
        assert "firm-mhi" not in unlinked
