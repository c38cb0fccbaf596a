from datetime import date

import pytest

from graph.dates import Holding, PartialDate
from graph.parties import Basis
from graph.release import Release
from graph.world.world import World, among, known_on, without, world
from tests.graph.worked import bilateral, parties, spell
from tests.graph.worlds import assess, since
from tests.graph.worlds import world as small

MAY_2016 = date(2016, 5, 24)


@pytest.fixture(scope="module")
def whole(release: Release) -> World:
    return world(release)


def test_every_kind_of_record_is_read_from_the_release(whole: World) -> None:
    assert len(whole.assessments) > 800
    assert {"taiwan-high-intensity", "tsunami-hadr"} <= whole.scenarios.keys()
    assert all(d.suppliers and d.dependents for d in whole.dependencies)
    assert any(f.sectors for f in whole.firms)
    assert any(p.capabilities and p.parts for p in whole.programmes)
    assert {i.scope for i in whole.impediments} >= {"listed-partners", "all-partners"}
    assert any(i.eased_by_kinds == ("rdp-mou",) for i in whole.impediments)
    assert whole.kinds["gsomia"].counts_as == ("gsomia", "information-protection")


def test_a_provision_is_as_old_as_its_instrument_and_an_act_names_what_it_implements(whole: World) -> None:
    provision = next(p for p in whole.provisions if p.id == "prov-g15-7a3")
    assert provision.made == PartialDate.parse("2015-04-27")
    assert provision.kind == "reciprocal-procurement"
    assert any("prov-g15-3a" in act.implements for act in whole.acts)


def test_what_is_known_on_a_day_holds_nothing_later(whole: World) -> None:
    then = known_on(whole, MAY_2016)
    assert "agr-jpn-us-rdpmou-2016" in whole.parties.spells
    assert "agr-jpn-us-rdpmou-2016" not in then.parties.spells
    assert all(x.day <= MAY_2016 for x in then.listings)
    assert all(act.span.maybe_start <= MAY_2016 for act in then.acts)
    lack = next(i for i in then.impediments if i.id == "imp-us-rdp-jp")
    assert lack.eased_by == ()
    assert lack.span.on(MAY_2016) is not Holding.NOT


def test_an_end_that_came_later_is_not_known_yet() -> None:
    found = small(parties(bilateral("mdt-ab", "a", "b", "1950-01-01", "1980-01-01")))
    (kept, _) = known_on(found, date(1970, 1, 1)).parties.spells["mdt-ab"]
    assert kept.on(date(1990, 1, 1)) is Holding.HOLDS
    assert known_on(found, date(1940, 1, 1)).parties.spells == {}


def test_a_signature_is_known_before_entry_into_force() -> None:
    late = spell("mdt-ab", "a", "2005-01-01")
    signed = spell("mdt-ab", "a", "1999-01-01").signed
    both = type(late)(late.id, late.agreement, late.actor, late.party, late.in_force, signed)
    (kept,) = known_on(small(parties([both])), date(2000, 1, 1)).parties.spells["mdt-ab"]
    assert kept.on(date(2000, 1, 1), Basis.SIGNED) is Holding.HOLDS
    assert kept.on(date(2006, 1, 1)) is Holding.NOT


def test_without_a_statement_nothing_of_it_is_left() -> None:
    found = small(
        parties(bilateral("mdt-ab", "a", "b", "1950-01-01")), assessments=(assess("a", "air", 3), assess("b", "air", 2))
    )
    left = without(found, frozenset({"asm-a-air-3", "part-mdt-ab-a-1950-01-01"}))
    assert [a.id for a in left.assessments] == ["asm-b-air-2"]
    assert [s.party for s in left.parties.spells["mdt-ab"]] == ["b"]


def test_among_states_only_their_own_parts_are_left() -> None:
    found = small(
        parties(bilateral("mdt-ab", "a", "b", "1950-01-01"), bilateral("mdt-bc", "b", "c", "1950-01-01")),
        assessments=(assess("a", "air", 3, since(1990)), assess("c", "air", 2)),
    )
    left = among(found, frozenset("ab"))
    assert {s.party for spells in left.parties.spells.values() for s in spells} == {"a", "b"}
    assert [a.state for a in left.assessments] == ["a"]
