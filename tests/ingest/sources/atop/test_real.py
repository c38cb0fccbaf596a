from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph.dates import Holding
from graph.parties import Parties, parties_of
from ingest.cards import read_card
from ingest.sheets import Form, read_sheet
from ingest.source import SOURCES, SourceReading
from ingest.sources.atop.columns import MemberRow
from tests.ingest.merged import parties_from, source, tables_of
from tests.ingest.reading import reader
from tests.ingest.said import Said, values
from tests.ingest.shared import real_files

read = reader("atop")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reading() -> SourceReading:
    return read(real_files("atop"))


@pytest.fixture(scope="module")
def said(reading: SourceReading) -> Said:
    return Said(reading)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Parties:
    return parties_from({"atop": real_files("atop")}, tmp_path_factory.mktemp("atop"))


def bound(parties: Parties, agreement: str, day: str) -> set[str]:
    members = parties.members(agreement, date.fromisoformat(day))
    return {party for party, (holding, _) in members.items() if holding is Holding.HOLDS}


def joining(parties: Parties, a: str, b: str, day: str) -> set[str]:
    return {agreement for agreement in parties.spells if {a, b} <= bound(parties, agreement, day)}


def test_every_row_is_read_and_none_is_at_fault(reading: SourceReading) -> None:
    assert dict(reading.rows) == {"atop5_1m.csv": 2510, "atop5_1a.csv": 789, "atop5_1aph.csv": 849}
    assert reading.quarantine == ()


def test_the_card_expects_what_is_found(reading: SourceReading, said: Said) -> None:
    expected = read_card(SOURCES / "atop" / "source.toml").expected
    assert {**reading.rows, "Agreement": len(said.typed("Agreement"))} == expected


def test_obligations_are_counted_as_the_codebook_does() -> None:
    rows = {(row.atopid, row.phase, row.member, row.yrent, row.moent, row.dayent): row for row in _member_rows()}
    assert len(rows) == 2510
    held = Counter(
        column
        for row in rows.values()
        for column in ("defense", "offense", "neutral", "nonagg", "consul", "terrres", "dipaid", "noothall")
        if getattr(row, column) == "1"
    )
    assert held == {
        "defense": 1016,
        "offense": 232,
        "neutral": 275,
        "nonagg": 1500,
        "consul": 1240,
        "terrres": 104,
        "dipaid": 99,
        "noothall": 577,
    }


def _member_rows() -> list[MemberRow]:
    card = read_card(SOURCES / "atop" / "source.toml")
    sheet = read_sheet("atop", real_files("atop") / "atop5_1m.csv", MemberRow, Form("ascii", ignore=card.ignore))
    return [row for _, row in sheet.rows]


def test_the_security_treaty_of_1951_is_one_sided(said: Said) -> None:
    agreement = said.of("agr-atop-3220")
    assert (agreement["signedOn"], agreement["validTo"]) == (["1951-09-08"], ["1960-01-19"])
    assert agreement["identifier"] == ["ATOP 3220", "COW alliance 233"]
    assert said.of("part-atop-3220-usa-party-1")["owes"] == ["owes-consultation", "owes-defence"]
    assert said.of("part-atop-3220-jpn-party-1")["owes"] == [
        "owes-consultation",
        "owes-limits-on-commitments",
        "owes-resources",
    ]
    assert said.of("part-atop-3220-jpn-party-1")["status"] == ["superseded"]
    found = {column: said.of(f"prov-atop-3220-{column}")["notation"] for column in ("base", "contrib", "compag")}
    assert found == {"base": ["base=3"], "contrib": ["contrib=1"], "compag": ["compag=4"]}
    assert said.of("prov-atop-3220-speclgth")["notation"] == ["speclgth=2"]
    assert said.of("prov-atop-3220-term")["notation"] == ["term=3"]


def test_the_treaty_of_1960_is_open_to_the_horizon_and_still_asymmetric(said: Said) -> None:
    agreement = said.of("agr-atop-3375")
    assert agreement["signedOn"] == ["1960-01-19"]
    assert agreement["observedUntil"] == ["2019-01-01"]
    assert agreement["identifier"] == ["ATOP 3375"]
    usa, jpn = said.of("part-atop-3375-usa-party-1"), said.of("part-atop-3375-jpn-party-1")
    assert usa["owes"] == ["owes-consultation", "owes-defence", "owes-non-aggression"]
    assert jpn["owes"] == ["owes-consultation", "owes-non-aggression", "owes-resources"]
    for member in (usa, jpn):
        assert {"if-consultation-place", "if-consultation-request"} <= set(member["onCondition"])
    for column, value in {"base": 3, "compag": 1, "renounce": 3, "organ1": 2}.items():
        assert said.of(f"prov-atop-3375-{column}")["notation"] == [f"{column}={value}"]


@pytest.mark.parametrize(
    ("day", "agreements"),
    [
        ("1952-01-01", {"agr-atop-3220"}),
        ("1960-01-18", {"agr-atop-3220"}),
        ("1960-01-19", {"agr-atop-3375"}),
        ("2016-05-24", {"agr-atop-3375", "agr-atop-3755"}),
    ],
)
def test_japan_and_the_united_states_are_joined_by(alone: Parties, day: str, agreements: set[str]) -> None:
    assert joining(alone, "jpn", "usa", day) == agreements


def test_the_treaty_of_amity_joins_them_by_their_own_days_of_accession(said: Said) -> None:
    assert said.of("part-atop-3755-jpn-party-1")["validFrom"] == ["2003-12-12"]
    assert said.of("part-atop-3755-usa-party-1")["validFrom"] == ["2009-07-22"]


def test_both_owe_defence_in_the_treaty_with_korea(said: Said) -> None:
    for state in ("usa", "kor"):
        member = said.of(f"part-atop-3240-{state}-party-1")
        assert member["validFrom"] == ["1953-10-01"]
        assert {"owes-consultation", "owes-defence", "owes-non-aggression"} <= set(member["owes"])
        assert "if-defence-place" in member["onCondition"]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1950-01-01", 12),
        ("1954-10-22", 14),
        ("1955-05-06", 15),
        ("1990-10-02", 16),
        ("1990-10-03", 16),
        ("2003-03-25", 19),
        ("2003-03-26", 26),
        ("2016-05-18", 28),
        ("2016-05-24", 29),
    ],
)
def test_members_of_nato_by_the_days_of_their_protocols(alone: Parties, day: str, count: int) -> None:
    assert len(bound(alone, "agr-atop-3180", day)) == count


def test_nato_has_two_phases_and_42_rows(said: Said) -> None:
    assert said.of("prov-atop-3180-1-speclgth")["validTo"] == ["1951-06-19"]
    assert said.of("prov-atop-3180-2-base")["validFrom"] == ["1951-06-19"]
    assert len(said.where("Participation", participatesIn="agr-atop-3180")) == 42


def test_new_zealand_left_anzus(said: Said) -> None:
    assert said.of("part-atop-3215-nzl-party-1")["validTo"] == ["1986-09-17"]
    for state in ("usa", "aus"):
        assert "validTo" not in said.of(f"part-atop-3215-{state}-party-1")


@pytest.mark.parametrize(("day", "spells", "treaties"), [("2018-12-31", 1146, 372), ("2016-05-24", 1128, 365)])
def test_totals_in_force(said: Said, day: str, spells: int, treaties: int) -> None:
    held = [
        v["participatesIn"][0]
        for v in map(values, said.typed("Participation"))
        if v["validFrom"][0] <= day < v.get("validTo", v.get("observedUntil", [""]))[0]
    ]
    assert len(held) == spells
    assert len({agreement.removeprefix("agr-atop-").partition("-")[0] for agreement in held}) == treaties


def test_after_the_horizon_nothing_is_certain(alone: Parties) -> None:
    members = alone.members("agr-atop-3375", date(2019, 1, 1))
    assert {holding for holding, _ in members.values()} == {Holding.UNKNOWN}


def test_with_the_curated_facts_a_party_is_counted_once_and_both_claims_are_kept(tmp_path: Path) -> None:
    both = parties_from({"curated": None, "atop": real_files("atop")}, tmp_path)
    spells = both.spells["agr-us-jpn-1960"]
    assert {spell.id for spell in spells} == {
        "part-agr-us-jpn-1960-jpn-party-1",
        "part-agr-us-jpn-1960-usa-party-1",
        "part-atop-3375-jpn-party-1",
        "part-atop-3375-usa-party-1",
    }
    # In force only from 23 June 1960, says the curated source, and its word answers.
    assert bound(both, "agr-us-jpn-1960", "1960-03-01") == set()
    assert bound(both, "agr-us-jpn-1960", "1960-06-23") == {"jpn", "usa"}
    assert "agr-atop-3375" not in both.spells


def test_all_three_sources_meet_in_one_agreement(tmp_path: Path) -> None:
    sources = {"curated": None, "atop": real_files("atop"), "cow_alliances": real_files("cow")}
    tables = tables_of([source(name, given) for name, given in sources.items()], tmp_path)
    three = parties_of(tables)
    assert {spell.id.split("-")[1] for spell in three.spells["agr-us-jpn-1951"]} == {"agr", "atop", "cow"}
    assert len(three.spells["agr-us-jpn-1951"]) == 6
    # One party each, whatever three sources say of it, and the default answer is the curated one's.
    assert bound(three, "agr-us-jpn-1951", "1955-01-01") == {"jpn", "usa"}
    assert joining(three, "jpn", "usa", "1955-01-01") >= {"agr-us-jpn-1951"}
    assert not any(name.startswith(("agr-atop-3220", "agr-cow-233")) for name in three.spells)
    # COW has nothing of 1960, and its word on the pact of 1951 has no end: beside the default, not in it.
    assert bound(three, "agr-us-jpn-1951", "1961-01-01") == set()
    # What each owes is kept as each source says it: Japan owes no defence in either, and nothing at all in COW.
    rows = tables.obligations.filter(pl.col("agreement") == "agr-us-jpn-1951", pl.col("says") == "owes")
    owed = {(row["slug"].split("-")[1], row["party"], row["duty"]) for row in rows.iter_rows(named=True)}
    assert {
        ("atop", "usa", "owes-defence"),
        ("cow", "usa", "owes-defence"),
        ("atop", "jpn", "owes-consultation"),
    } <= owed
    assert not {("atop", "jpn", "owes-defence")} & owed
    assert not [o for o in owed if o[:2] == ("cow", "jpn")]
