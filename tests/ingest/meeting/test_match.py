"""Agreements of several sources are one only where that is sure; a person's word stands above the rules."""

from datetime import date

from ingest.meeting.facts import Agreement
from ingest.meeting.match import DIFFERENT, SAME, match

DAY = (date(1960, 1, 19), date(1960, 1, 19))


def told(name: str, source: str, day: tuple[date, date] | None = DAY, **more: object) -> Agreement:
    rank = {"ours": 10, "theirs": 20, "others": 30}[source]
    found: dict[str, object] = {
        "family": "security-commitment",
        "parties": frozenset(("jpn", "usa")),
        "identifiers": frozenset[str](),
        **more,
    }
    return Agreement(name, source, rank, day, **found)  # type: ignore[arg-type]


def test_the_same_day_parties_and_family_make_one_agreement_named_by_the_lower_rank() -> None:
    assert match([told("b", "theirs"), told("a", "ours")], {}).aliases == {"b": "a"}


def test_another_family_parties_or_day_does_not() -> None:
    ours = told("a", "ours")
    for other in (
        told("b", "theirs", family="procurement-and-industry"),
        told("b", "theirs", parties=frozenset(("jpn", "aus"))),
        told("b", "theirs", (date(1951, 9, 8), date(1951, 9, 8))),
    ):
        found = match([ours, other], {})
        assert (found.aliases, found.candidates) == ({}, ())


def test_a_shared_number_makes_one_of_three_sources() -> None:
    number = frozenset(("COW alliance 233",))
    found = match(
        [told("a", "ours"), told("b", "theirs", identifiers=number), told("c", "others", None, identifiers=number)], {}
    )
    assert found.aliases == {"b": "a", "c": "a"}


def test_two_that_fit_one_are_left_to_a_person() -> None:
    found = match([told("a", "ours"), told("b", "theirs"), told("c", "theirs")], {})
    assert found.aliases == {}
    assert {(m.canonical, m.alias) for m in found.candidates} == {("a", "b"), ("a", "c")}
    assert match([told("a", "ours"), told("b", "theirs"), told("c", "theirs")], {("a", "b"): SAME}).aliases == {
        "b": "a"
    }


def test_a_near_day_is_a_candidate_until_a_person_decides() -> None:
    pair = [told("a", "ours"), told("b", "theirs", (date(1960, 1, 25), date(1960, 1, 25)))]
    assert [(m.canonical, m.alias) for m in match(pair, {}).candidates] == [("a", "b")]
    assert match(pair, {("a", "b"): SAME}).aliases == {"b": "a"}
    assert match(pair, {("a", "b"): DIFFERENT}).candidates == ()


def test_a_person_can_part_what_the_rules_join() -> None:
    assert match([told("a", "ours"), told("b", "theirs")], {("a", "b"): DIFFERENT}).aliases == {}
