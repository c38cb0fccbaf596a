from dataclasses import replace
from datetime import date

from graph.dates import OPEN, Holding, Interval
from graph.gaps.environment import EnvironmentGap, Law, environment_gaps
from graph.parties import Parties
from graph.release import Release
from graph.world.impediments import Impediment
from graph.world.world import world
from tests.graph.worked import bilateral, parties
from tests.graph.worlds import DAY, EVER, since

RULE = Impediment("imp-1", "export-licensing", "a", ("b",), "listed-partners", "active", "", "", (), (), EVER)


def gaps(
    impediment: Impediment, held: Parties | None = None, policies: dict[str, Interval] | None = None
) -> list[EnvironmentGap]:
    return environment_gaps([impediment], Law(held or parties(), policies or {}), ["a", "b", "c"], DAY)


def test_a_listed_partner_is_hindered_and_nobody_else() -> None:
    assert [(g.origin, g.partner) for g in gaps(RULE)] == [("a", "b")]


def test_an_impediment_without_a_list_reaches_all_partners() -> None:
    found = gaps(replace(RULE, partners=(), scope="all-partners"))
    assert [(g.origin, g.partner, g.listed) for g in found] == [("a", "b", False), ("a", "c", False)]


def test_a_procurement_memorandum_takes_a_partner_out_of_a_rule_for_those_without_one() -> None:
    barrier = replace(RULE, partners=(), scope="non-qualifying-states")
    held = parties(bilateral("rdp-ab", "a", "b", "1990-01-01"))
    assert [g.partner for g in gaps(barrier)] == ["b", "c"]
    assert [g.partner for g in gaps(barrier, held)] == ["c"]


def test_states_in_conflict_are_hindered_only_where_they_are_listed() -> None:
    assert gaps(replace(RULE, partners=(), scope="states-in-conflict")) == []


def test_what_has_ended_stands_no_more_and_what_may_stand_is_unknown() -> None:
    assert gaps(replace(RULE, span=Interval(date(1990, 1, 1), DAY, date(1990, 1, 1), DAY))) == []
    (gap,) = gaps(replace(RULE, span=Interval(OPEN, OPEN, date(1990, 1, 1), OPEN)))
    assert gap.holding is Holding.UNKNOWN
    assert gap.since == date(1990, 1, 1)


def test_whether_what_would_ease_it_came_is_told_with_its_day_and_evidence() -> None:
    eased = replace(RULE, eased_by=("rdp-ab", "pol-1", "pol-2"))
    held = parties(bilateral("rdp-ab", "a", "b", "1995-01-01"))
    (gap,) = gaps(eased, held, {"pol-1": since(1999), "pol-2": since(2005)})
    assert [(e.instrument, e.holding, e.since) for e in gap.easings] == [
        ("rdp-ab", Holding.HOLDS, date(1995, 1, 1)),
        ("pol-1", Holding.HOLDS, date(1999, 1, 1)),
        ("pol-2", Holding.NOT, None),
    ]
    assert gap.evidence.statements == ("imp-1", "part-rdp-ab-a-1995-01-01", "part-rdp-ab-b-1995-01-01", "pol-1")


def test_between_japan_and_the_united_states_the_lack_of_a_memorandum_is_gone_within_weeks(release: Release) -> None:
    here = world(release)
    law = Law(here.parties, here.policies)
    before, after = (
        {g.impediment.id for g in environment_gaps(here.impediments, law, ["usa", "jpn"], day)}
        for day in (date(2016, 5, 24), date(2016, 6, 10))
    )
    assert before - after == {"imp-us-rdp-jp", "imp-us-baa"}
