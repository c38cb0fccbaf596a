import json
from datetime import date
from pathlib import Path

import pytest

from graph.errors import SourceError
from ingest.cards import Edition, as_edition, read_card
from ingest.source import SOURCES, Source
from ingest.sources.wikidata.results import variables_by_query
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems

read = reader("wikidata")

WD = "http://www.wikidata.org/entity/"


def written(folder: Path, query: str, *rows: dict[str, str]) -> Path:
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    content = {"head": {"vars": list(variables_by_query()[query])}, "results": {"bindings": bindings}}
    (folder / f"{query}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def treaty(party: str, iso3: str, **cells: str) -> dict[str, str]:
    day = {"signed": "1949-04-04T00:00:00Z", "signed_precision": "11"}
    return {"treaty": f"{WD}Q5", "label": "A treaty", **day, "party": f"{WD}{party}", "iso3": iso3, **cells}


def test_signatories_are_hints_and_never_certain(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, "treaties", treaty("Q30", "USA"), treaty("Q16", "CAN"))))
    part = said.of("part-wd-q5-usa-party-1")
    assert (part["status"], part["signedOn"]) == (["signed"], ["1949-04-04"])
    assert said.of("agr-wd-q5")["exactMatch"] == [f"{WD}Q5"]
    assert said.claims["agr-wd-q5"].evidence[0].confidence == "b"


def test_a_party_without_a_code_leaves_the_parties_incomplete(tmp_path: Path) -> None:
    rows = (treaty("Q30", "USA"), treaty("Q16", "CAN"), treaty("Q999", ""))
    assert Said(read(written(tmp_path, "treaties", *rows))).of("agr-wd-q5")["allPartiesListed"] == ["False"]


def test_a_year_is_no_first_of_january(tmp_path: Path) -> None:
    year = {"signed": "1949-01-01T00:00:00Z", "signed_precision": "9"}
    said = Said(read(written(tmp_path, "treaties", treaty("Q30", "USA", **year), treaty("Q16", "CAN", **year))))
    assert said.of("part-wd-q5-usa-party-1")["signedOnLatest"] == ["1949-12-31"]


def test_members_of_an_alliance_have_spells(tmp_path: Path) -> None:
    row = {"body": f"{WD}Q9", "label": "A league", "member": f"{WD}Q142", "iso3": "FRA"}
    start = {"start": "1949-04-04T00:00:00Z", "start_precision": "11"}
    said = Said(read(written(tmp_path, "memberships", {**row, **start})))
    assert said.of("part-wd-q9-fra-member-1")["validFrom"] == ["1949-04-04"]
    assert said.of("body-wd-q9")["exactMatch"] == [f"{WD}Q9"]


def test_a_body_that_the_curated_tables_have_is_spoken_of_by_its_id(tmp_path: Path) -> None:
    row = {"body": f"{WD}Q7184", "label": "NATO", "member": f"{WD}Q142", "iso3": "FRA"}
    said = Said(read(written(tmp_path, "memberships", row)))
    assert said.of("nato")["exactMatch"] == [f"{WD}Q7184"]
    assert said.of("part-wd-q7184-fra-member-1")["participatesIn"] == ["nato"]


def test_a_firm_with_two_identifiers_takes_neither(tmp_path: Path) -> None:
    row = {"firm": f"{WD}Q7", "label": "F", "iso2": "JP", "website": "not a page"}
    leis = ("549300PSHWOM1D1JVL23", "6SHGI4ZSSLCXXQSBB395")
    firm = Said(read(written(tmp_path, "firms", *({**row, "lei": lei} for lei in leis)))).of("firm-wd-q7")
    assert (firm["homeState"], "lei" in firm, "homepage" in firm) == (["jpn"], False, False)


def test_a_firm_in_an_unknown_country_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "firms", {"firm": f"{WD}Q7", "label": "F", "iso2": "ZZ"}))
    assert "'iso2', value 'ZZ'" in "".join(problems(reading))


@pytest.mark.parametrize("content", ["not json", "[]", '{"head": {"vars": ["x"]}, "results": {"bindings": []}}'])
def test_a_file_that_answers_none_of_our_queries_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(SourceError):
        read(tmp_path)


def test_results_say_no_day_and_the_reader_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path, "treaties", treaty("Q30", "USA"), treaty("Q16", "CAN"))
    (note,) = read(folder).notes
    assert "add them with --edition NAME --until DAY" in note
    card = read_card(SOURCES / "wikidata" / "source.toml")
    named = as_edition(card, Edition(name="asked in March", until=date(2027, 3, 1)))
    assert Source(named, SOURCES / "wikidata", folder).read().notes == ()
