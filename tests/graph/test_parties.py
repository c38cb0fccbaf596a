from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Holding
from graph.parties import Basis
from tests.graph.worked import bilateral, parties, spell

DAY = date(2000, 1, 1)


def test_a_pair_is_bound_only_while_both_are() -> None:
    found = parties([spell("mdt-x", "aus", "1990-01-01"), spell("mdt-x", "nzl", "1995-01-01", "1999-01-01")])
    assert [b.holding for b in found.bonds("mutual-defence-treaty", date(1996, 1, 1))] == [Holding.HOLDS]
    assert list(found.bonds("mutual-defence-treaty", date(1992, 1, 1))) == []
    assert list(found.bonds("mutual-defence-treaty", DAY)) == []


def test_an_unknown_start_makes_an_unknown_bond() -> None:
    found = parties(bilateral("mdt-x", "usa", "jpn", None))
    assert [b.holding for b in found.bonds("mutual-defence-treaty", DAY)] == [Holding.UNKNOWN]


def test_a_kind_counts_with_what_is_narrower() -> None:
    found = parties(bilateral("nat-x", "usa", "gbr", "1949-08-24"))
    assert [b.agreement for b in found.bonds("mutual-defence-treaty", DAY)] == ["nat-x"]
    assert list(found.bonds("sofa", DAY)) == []


def test_the_best_of_several_spells_counts() -> None:
    found = parties([spell("mdt-x", "egy", "1950-01-01", "1960-01-01"), spell("mdt-x", "egy", "1990-01-01")])
    assert found.members("mdt-x", DAY)["egy"][0] is Holding.HOLDS
    assert found.members("mdt-x", date(1970, 1, 1))["egy"][0] is Holding.NOT


def test_signed_and_bound_are_asked_apart() -> None:
    entry = spell("mdt-x", "usa", "2005-01-01")
    signed = spell("mdt-x", "usa", "1999-01-01").signed
    both = type(entry)(entry.id, entry.agreement, entry.actor, entry.party, entry.in_force, signed)
    assert both.on(DAY) is Holding.NOT
    assert both.on(DAY, Basis.SIGNED) is Holding.HOLDS


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1900, 1990), st.integers(1, 40)), max_size=12),
    st.integers(1900, 2030),
)
def test_bonds_agree_with_a_scan_of_all_spells(rows: list[tuple[str, int, int]], year: int) -> None:
    spells = [spell("mdt-x", party, f"{start}-01-01", f"{start + length}-01-01") for party, start, length in rows]
    standing = {p for p, start, length in rows if start <= year < start + length}
    wanted = {(a, b) for a in standing for b in standing if a < b}
    assert {b.pair for b in parties(spells).bonds("mutual-defence-treaty", date(year, 1, 1))} == wanted
