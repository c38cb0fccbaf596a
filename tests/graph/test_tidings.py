"""Two releases of one small source, the second edited: the changes are told agreement by agreement, with names."""

from pathlib import Path

import polars as pl
import pytest

from graph.changes import changes
from graph.release import Release
from graph.tables import read_tables
from graph.tidings import tidings
from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

HEADER = "number,title,type,signed,ended,members\n"
OLD = HEADER + (
    "1,First Pact,DCA,2001-05-17,,JPN;USA\n"
    "2,Second Pact,LOG,2003,,JPN;USA\n"
    "4,Fourth Pact,DCA,2004,,JPN;USA\n"
    "5,Fifth Pact,DCA,2005,,JPN\n"
)
NEW = HEADER + (
    "1,First Pact,DCA,2001-06-01,,JPN;USA\n"
    "2,Second Pact,DCA,2003,2010-01-01,JPN;USA\n"
    "3,Third Pact,DCA,2020-02-02,,JPN;USA\n"
    "5,Fifth Pact,DCA,2005,,USA\n"
)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release]:
    folder = tmp_path_factory.mktemp("tidings")
    tiny, home = write_tiny(folder / "tiny"), folder / "home"
    found = []
    for name, table in (("old", OLD), ("new", NEW)):
        mapping, path = mapped.write(folder / name, table)
        ends = mapping.read_text(encoding="utf-8") + '"kn:validTo" = { date = "ended" }\n'
        mapping.write_text(ends, encoding="utf-8")
        add_mapped(home, mapping, [path], Progress())
        found.append(build(home, sources=tiny).release)
    return found[0], found[1]


def test_changes_are_told_in_sentences_with_the_names_of_agreements_and_parties(
    releases: tuple[Release, Release],
) -> None:
    told = {(t.what, t.name, t.text) for t in tidings(*releases) if t.thing.startswith("pact-")}
    assert told == {
        ("agreement added", "Third Pact", "Japan and United States, from 2020-02-02, no end recorded"),
        ("agreement removed", "Fourth Pact", "Japan and United States, from 2004, no end recorded"),
        ("agreement changed", "First Pact", "signature moved from 2001-05-17 to 2001-06-01"),
        ("agreement changed", "First Pact", "begin moved from 2001-05-17 to 2001-06-01 for Japan and United States"),
        (
            "agreement changed",
            "Second Pact",
            "kind changed from “acquisition and cross-servicing agreement” to “defence cooperation agreement”",
        ),
        ("agreement changed", "Second Pact", "ended on 2010-01-01 for Japan and United States"),
        ("agreement changed", "Fifth Pact", "United States is now listed as a party, from 2005, no end recorded"),
        (
            "agreement changed",
            "Fifth Pact",
            "Japan is no longer listed as a party (listed before: from 2005, no end recorded)",
        ),
    }


def test_a_party_that_gets_an_end_left_where_others_stay(tmp_path: Path) -> None:
    tiny, home = write_tiny(tmp_path / "tiny"), tmp_path / "home"
    found = []
    for name, end in (("old", ""), ("new", "2010-01-01")):
        rows = f"1,Pact,DCA,2001,{end},JPN\n1,Pact,DCA,2001,,USA\n"
        mapping, path = mapped.write(tmp_path / name, HEADER + rows)
        text = mapping.read_text(encoding="utf-8") + '"kn:validTo" = { date = "ended" }\n'
        mapping.write_text(text, encoding="utf-8")
        add_mapped(home, mapping, [path], Progress())
        found.append(build(home, sources=tiny).release)
    assert [t.text for t in tidings(found[0], found[1]) if t.thing == "pact-1"] == ["Japan left on 2010-01-01"]


def test_every_change_keeps_its_ids_and_values_for_programs(releases: tuple[Release, Release]) -> None:
    found = {(c.what, c.thing, c.actor, c.before, c.after) for c in changes(*releases)}
    assert ("start moved", "pact-1", "jpn", "2001-05-17", "2001-06-01") in found
    assert ("party left", "pact-2", "usa", "", "2010-01-01") in found
    assert changes(releases[0], releases[0]) == []


def test_a_source_is_named_by_its_title(releases: tuple[Release, Release]) -> None:
    assert [(t.what, t.name) for t in tidings(*releases) if t.thing == "pacts"] == [
        ("source changed", "Pacts of somebody")
    ]


def test_a_start_known_to_the_day_stays_so_when_an_end_of_a_year_is_added(tmp_path: Path) -> None:
    tiny, home = write_tiny(tmp_path / "tiny"), tmp_path / "home"
    found = []
    for name, end in (("old", ""), ("new", "2010")):
        mapping, path = mapped.write(tmp_path / name, HEADER + f"1,First Pact,DCA,2001-05-17,{end},JPN;USA\n")
        ends = mapping.read_text(encoding="utf-8") + '"kn:validTo" = { date = "ended" }\n'
        mapping.write_text(ends + '[columns.ended]\ndate = ["%Y-%m-%d", "%Y"]\n', encoding="utf-8")
        add_mapped(home, mapping, [path], Progress())
        found.append(build(home, sources=tiny).release)
    starts = read_tables(found[1]).relations.filter(pl.col("slug").str.starts_with("part-pact-1-"))
    assert set(starts["start_precision"]) == {"day"}
    told = [t.text for t in tidings(found[0], found[1]) if t.thing == "pact-1"]
    assert told == ["ended on 2010-01-01 for Japan and United States"]


def test_who_has_no_signature_of_its_own_is_not_said_to_have_signed_on_another_day(tmp_path: Path) -> None:
    tiny, home = write_tiny(tmp_path / "tiny"), tmp_path / "home"
    found = []
    for name, day in (("old", "2001-05-17"), ("new", "2001-06-01")):
        mapping, path = mapped.write(tmp_path / name, HEADER + f"1,First Pact,DCA,{day},2000-01-01,JPN;USA\n")
        text = mapping.read_text(encoding="utf-8").replace(
            '"kn:signedOn" = { date = "signed" }', '"kn:signedOn" = { date = "ended" }', 1
        )
        first, last = text.split("[[thing]]", 2)[:2], text.split("[[thing]]", 2)[2]
        last = last.replace('"kn:signedOn" = { date = "signed" }\n', "")
        mapping.write_text(
            "[[thing]]".join((*first, last)) + '[columns.ended]\ndate = ["%Y-%m-%d"]\n', encoding="utf-8"
        )
        add_mapped(home, mapping, [path], Progress())
        found.append(build(home, sources=tiny).release)
    told = [t.text for t in tidings(found[0], found[1]) if t.thing == "pact-1"]
    assert told == ["begin moved from 2001-05-17 to 2001-06-01 for Japan and United States"]


def test_an_agreement_that_was_joined_to_another_is_not_said_to_have_lost_its_parties(tmp_path: Path) -> None:
    tiny, home = write_tiny(tmp_path / "tiny"), tmp_path / "home"
    found = []
    for key in ("pacts", "earlier"):
        mapping, path = mapped.write(tmp_path / key, mapped.HEADER + "1,First Pact,DCA,2001-05-17,JPN;USA\n")
        text = mapping.read_text(encoding="utf-8").replace('key = "pacts"', f'key = "{key}"')
        mapping.write_text(text.replace("pact-", f"{key}-"), encoding="utf-8")
        add_mapped(home, mapping, [path], Progress())
        found.append(build(home, sources=tiny).release)
    told = [(t.what, t.text) for t in tidings(found[0], found[1]) if t.thing == "pacts-1"]
    assert told == [("agreement merged", "is now one with First Pact")]
