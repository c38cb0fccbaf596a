from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.gaps.agreement import agreement_gaps
from graph.gaps.counted import SpellTable, missing_pairs
from graph.gaps.rules import Rule, rule_book
from graph.parties import parties as parties_of
from graph.release import Release
from tests.graph.worked import bilateral, parties, spell

RULE = Rule("procurement", "mutual-defence-treaty", "rdp-mou", "because", "judgement")


def test_a_treaty_of_three_makes_three_pairs_and_a_memorandum_takes_one() -> None:
    held = parties([spell("nat-1", p, "1990-01-01") for p in "abc"], bilateral("rdp-ab", "a", "b", "1995-01-01"))
    table = SpellTable.of(held)
    assert table.named(missing_pairs(table, RULE, date(2000, 1, 1))) == [("a", "c"), ("b", "c")]
    assert table.named(missing_pairs(table, RULE, date(2000, 1, 1), "bc")) == [("b", "c")]
    assert table.named(missing_pairs(table, RULE, date(1980, 1, 1))) == []


def test_without_spells_nothing_is_missing() -> None:
    assert len(missing_pairs(SpellTable.of(parties()), RULE, date(2000, 1, 1))) == 0


SPELLS = st.lists(
    st.tuples(
        st.sampled_from(["mdt-1", "nat-2", "rdp-1", "rdp-2"]),
        st.sampled_from("abcd"),
        st.one_of(st.none(), st.integers(1950, 2000)),
    ),
    max_size=14,
    unique_by=lambda row: row[:2],
)


@given(SPELLS, st.integers(1950, 2010))
def test_the_pairs_are_those_of_the_findings(rows: list[tuple[str, str, int | None]], year: int) -> None:
    held = parties([spell(a, p, f"{start}-01-01" if start else None) for a, p, start in rows])
    day = date(year, 6, 1)
    table = SpellTable.of(held)
    found = [gap.pair for gap in agreement_gaps(held, (), [RULE], day)]
    assert table.named(missing_pairs(table, RULE, day)) == sorted(found)


def test_on_the_release_both_ways_find_the_same(release: Release) -> None:
    held, day = parties_of(release), date(2016, 5, 24)
    table = SpellTable.of(held)
    for rule in rule_book().rules:
        found = [gap.pair for gap in agreement_gaps(held, (), [rule], day)]
        assert table.named(missing_pairs(table, rule, day)) == sorted(found)
