"""Worked example. A–B and A–C are bound by treaties from 1950; A–C also by a procurement memorandum from 1980; A–B gets
one on 2016-06-04. A full list of A's memoranda of 2015-12-31 names C alone, one of 2017-12-31 names B and C."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evidence import Evidence
from graph.gaps.agreement import AgreementGap, Lack, Listing, agreement_gaps
from graph.gaps.rules import Rule
from graph.parties import Parties
from tests.graph.worked import bilateral, parties, spell

RULE = Rule("procurement", "mutual-defence-treaty", "rdp-mou", "because", "judgement")
LIST_2015 = Listing("list-2015", "rdp-mou", "a", date(2015, 12, 31), frozenset({"c"}))
LIST_2017 = Listing("list-2017", "rdp-mou", "a", date(2017, 12, 31), frozenset({"b", "c"}))


def example() -> Parties:
    return parties(
        bilateral("mdt-ab", "a", "b", "1950-01-01"),
        bilateral("mdt-ac", "a", "c", "1950-01-01"),
        bilateral("rdp-ac", "a", "c", "1980-01-01"),
        bilateral("rdp-ab", "a", "b", "2016-06-04"),
    )


def gaps(day: str, found: Parties | None = None, lists: tuple[Listing, ...] = ()) -> list[AgreementGap]:
    return agreement_gaps(found or example(), lists, [RULE], date.fromisoformat(day))


def test_the_day_before_the_memorandum_the_pair_lacks_it() -> None:
    (gap,) = gaps("2016-06-03")
    assert gap.pair == ("a", "b")
    assert gap.since == date(1950, 1, 1)
    assert gap.closing is not None
    assert (gap.closing.on, gap.closing.agreement) == (date(2016, 6, 4), "rdp-ab")


def test_on_the_first_day_of_the_memorandum_nothing_is_missing() -> None:
    assert gaps("2016-06-04") == []


def test_absence_needs_a_full_list_that_speaks_for_the_day() -> None:
    assert gaps("2016-05-24")[0].lack is Lack.NOT_FOUND
    (gap,) = gaps("2016-05-24", lists=(LIST_2015, LIST_2017))
    assert gap.lack is Lack.ABSENT
    assert gap.list_before == LIST_2015
    assert gap.list_after is None  # the later list names the pair, so it bears no absence out


def test_a_list_of_the_very_day_is_enough() -> None:
    only_treaty = parties(bilateral("mdt-ab", "a", "b", "1950-01-01"))
    assert gaps("2015-12-31", only_treaty, (LIST_2015,))[0].lack is Lack.ABSENT
    assert gaps("2016-01-01", only_treaty, (LIST_2015,))[0].lack is Lack.NOT_FOUND


def test_a_memorandum_of_unknown_start_is_neither_there_nor_missing() -> None:
    found = parties(bilateral("mdt-ab", "a", "b", "1950-01-01"), bilateral("rdp-ab", "a", "b", None))
    (gap,) = gaps("1985-01-01", found)
    assert gap.lack is Lack.UNKNOWN
    assert "part-rdp-ab-a-x" in gap.evidence.statements


def test_a_lapsed_memorandum_is_missing_since_it_lapsed() -> None:
    found = parties(
        bilateral("mdt-ab", "a", "b", "1950-01-01"), bilateral("rdp-ab", "a", "b", "1960-01-01", "1970-01-01")
    )
    assert gaps("1980-01-01", found)[0].since == date(1970, 1, 1)


def test_a_treaty_that_follows_another_without_a_break_counts_from_the_first() -> None:
    found = parties(
        bilateral("mdt-ab1", "a", "b", "1951-01-01", "1960-06-23"), bilateral("mdt-ab2", "a", "b", "1960-06-23")
    )
    assert gaps("1990-01-01", found)[0].since == date(1951, 1, 1)


def test_without_the_premise_nothing_is_expected() -> None:
    assert gaps("1940-01-01") == []


def test_one_state_asks_for_its_pairs_and_two_for_the_pair_between_them() -> None:
    found = parties(bilateral("mdt-ab", "a", "b", "1950-01-01"), bilateral("mdt-cd", "c", "d", "1950-01-01"))
    day = date(1990, 1, 1)
    assert [g.pair for g in agreement_gaps(found, (), [RULE], day, frozenset("a"))] == [("a", "b")]
    assert [g.pair for g in agreement_gaps(found, (), [RULE], day, frozenset("cd"))] == [("c", "d")]
    assert agreement_gaps(found, (), [RULE], day, frozenset("ac")) == []


def test_a_finding_without_evidence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one statement"):
        Evidence(())


SPELLS = st.lists(
    st.tuples(st.sampled_from(["mdt-1", "mdt-2", "rdp-1"]), st.sampled_from("abc"), st.integers(1950, 2000)),
    max_size=10,
    unique_by=lambda row: row[:2],  # spells of one party in one agreement never overlap
)


@given(SPELLS, st.integers(1950, 2010))
def test_removing_the_premise_of_a_finding_removes_the_finding(rows: list[tuple[str, str, int]], year: int) -> None:
    spells = [spell(agreement, party, f"{start}-01-01") for agreement, party, start in rows]
    day = date(year, 1, 1)
    for gap in agreement_gaps(parties(spells), (), [RULE], day):
        left = [s for s in spells if s.id not in gap.evidence.statements]
        assert gap.pair not in [g.pair for g in agreement_gaps(parties(left), (), [RULE], day)]


@given(SPELLS, st.integers(1950, 2010))
def test_an_unrelated_agreement_changes_no_finding(rows: list[tuple[str, str, int]], year: int) -> None:
    spells = [spell(agreement, party, f"{start}-01-01") for agreement, party, start in rows]
    more = bilateral("sofa-1", "a", "b", "1950-01-01")
    day = date(year, 1, 1)
    assert agreement_gaps(parties(spells), (), [RULE], day) == agreement_gaps(parties(spells, more), (), [RULE], day)
