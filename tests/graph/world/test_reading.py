"""Worked example: a and b signed a treaty in 1990, in force from 1995; c and d have one that began some day in 1994.

On 1 June 1994 the first is signed and not in force, the second may hold.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Holding, Interval, PartialDate
from graph.measures import MEASURES, agreement_in
from graph.parties import Basis, Spell
from graph.release import Release
from graph.scene import Scene
from graph.world.capabilities import Assessment
from graph.world.reading import PLAIN, Reading, read_as, widened
from graph.world.world import World, world
from tests.graph.worked import layers, parties

DAY = date(1994, 6, 1)
WIDE = Reading(include=(Holding.HOLDS, Holding.UNKNOWN))
SIGNED = Reading(Basis.SIGNED)


def begun(text: str) -> Interval:
    return Interval.between(PartialDate.parse(text), None)


def part(agreement: str, party: str, in_force: str, signed: str) -> Spell:
    return Spell(f"{agreement}-{party}", agreement, party, party, begun(in_force), begun(signed))


HELD = parties(
    [part("mdt-ab", p, "1995-01-01", "1990-01-01") for p in "ab"],
    [part("mdt-cd", p, "1994", "1994") for p in "cd"],
)
HERE = World(HELD, layers(HELD), (), assessments=(Assessment("asm", "a", "lift", 3, begun("1994")),))


def pairs(reading: Reading) -> list[tuple[str, str]]:
    found = agreement_in("security")(read_as(HERE, reading), Scene((), "", DAY))
    return [tuple(f.key.removeprefix("mdt-")) for f in found]  # type: ignore[misc]


def test_only_what_certainly_binds_counts_by_default() -> None:
    assert pairs(PLAIN) == []


def test_by_signature_a_pair_is_joined_once_both_have_signed() -> None:
    assert pairs(SIGNED) == [("a", "b")]


def test_a_wide_reading_takes_in_what_may_hold() -> None:
    assert pairs(WIDE) == [("c", "d")]


def test_both_together_take_in_what_may_have_been_signed() -> None:
    assert pairs(Reading(Basis.SIGNED, WIDE.include)) == [("a", "b"), ("c", "d")]


def test_an_assessment_of_unknown_start_gives_a_level_in_a_wide_reading_only() -> None:
    assert [a.span.on(DAY) for r in (PLAIN, WIDE) for a in read_as(HERE, r).assessments] == [
        Holding.UNKNOWN,
        Holding.HOLDS,
    ]


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=4, max_size=4), st.dates())
def test_a_widened_interval_holds_exactly_where_the_interval_may(days: list[date], day: date) -> None:
    maybe_start, start, end, maybe_end = sorted(days)
    span = Interval(start, end, maybe_start, maybe_end)
    assert (widened(span).on(day) is Holding.HOLDS) == (span.on(day) is not Holding.NOT)
    assert widened(span).on(day) is not Holding.UNKNOWN


@pytest.mark.parametrize("name", ["agreement", "interoperability"])
@pytest.mark.parametrize("day", ["2016-05-24", "2026-01-01"])
def test_a_wide_reading_of_agreements_never_opens_a_gap(release: Release, name: str, day: str) -> None:
    asked = Scene(("usa", "jpn", "aus", "kor", "phl"), "taiwan-high-intensity", date.fromisoformat(day))
    here = world(release)
    sure = {f.key for f in MEASURES[name](here, asked)}
    # Levels of unknown standing may add pairs that jointly carry something; only the agreements are read widely here.
    wide = {f.key for f in MEASURES[name](replace(here, parties=read_as(here, WIDE).parties), asked)}
    assert wide <= sure


def test_signature_comes_no_later_than_force_on_the_record(release: Release) -> None:
    signed = read_as(world(release), SIGNED).parties
    for spells in world(release).parties.spells.values():
        for spell in spells:
            if spell.on(date(2020, 1, 1)) is Holding.HOLDS:
                found = {s.id: s for s in signed.spells[spell.agreement]}[spell.id]
                assert found.on(date(2020, 1, 1)) is Holding.HOLDS, spell.id
