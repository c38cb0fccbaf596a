"""Rows of a year each become spells: a gap parts them, the horizon leaves them open, and no row is lost unsaid."""

from pathlib import Path

import pytest

from graph.errors import SourceError
from tests.ingest.mapping.test_read import said, told

PACTS = """
[table]
spells = {{{{ by = ["a", "b"], year = "year", when = "pact", start = "from", end = "until"{more} }}}}
[columns.pact]
missing = ["0"]
[columns.a]
code = "cow"
[columns.b]
code = "cow"
[[thing]]
class = "Tie"
id = "t-{{{{a}}}}-{{{{b}}}}-{{{{from}}}}"
[thing.facts]
"kn:kind" = {{{{ concept = "supply" }}}}
"kn:fromActor" = {{{{ thing = "{{{{a}}}}" }}}}
"kn:toActor" = {{{{ thing = "{{{{b}}}}" }}}}
"kn:validFrom" = {{{{ date = "from" }}}}
"kn:validTo" = {{{{ date = "until" }}}}
"""
HEADER = b"a,b,year,pact\n"


def spans(folder: Path, rows: bytes, more: str = "") -> dict[str, tuple[str, str]]:
    reading = told(folder, "t.csv", HEADER + rows, body=PACTS.format(more=more))
    ends = {subject: value[1:5] for subject, value in said(reading, "validToLatest")}
    starts = {subject: value[1:5] for subject, value in said(reading, "validFrom")}
    return {subject: (starts[subject], ends.get(subject, "")) for subject in starts}


def test_a_gap_and_a_year_that_does_not_count_part_two_spells(tmp_path: Path) -> None:
    rows = b"2,740,1954,1\n2,740,1952,1\n2,740,1953,1\n2,740,1955,0\n2,740,1956,1\n2,740,1958,1\n"
    assert spans(tmp_path, rows) == {
        "t-usa-jpn-1952": ("1952", "1954"),
        "t-usa-jpn-1956": ("1956", "1956"),
        "t-usa-jpn-1958": ("1958", "1958"),
    }


def test_what_lasts_until_the_horizon_has_no_end(tmp_path: Path) -> None:
    assert spans(tmp_path, b"2,740,2025,1\n2,740,2026,1\n") == {"t-usa-jpn-2025": ("2025", "")}


def test_what_stands_in_the_first_year_had_begun_before(tmp_path: Path) -> None:
    body = PACTS.format(more=', first_year = 1946, number = "spell"').replace("-{{from}}", "-{{spell}}")
    reading = told(tmp_path, "t.csv", HEADER + b"2,740,1946,1\n2,740,1947,1\n2,740,1950,1\n", body=body)
    assert {subject for subject, _ in said(reading, "validFrom")} == {"t-usa-jpn-2"}
    assert {subject for subject, _ in said(reading, "validTo")} == {"t-usa-jpn-1", "t-usa-jpn-2"}


def test_a_pair_either_way_round_is_one_pair(tmp_path: Path) -> None:
    rows = b"2,740,1952,1\n740,2,1952,1\n740,2,1953,1\n"
    assert spans(tmp_path, rows, ", either_way = true") == {"t-usa-jpn-1952": ("1952", "1953")}
    assert len(spans(tmp_path, rows)) == 2


def test_a_year_that_is_none_is_told_and_the_rows_add_up(tmp_path: Path) -> None:
    reading = told(tmp_path, "t.csv", HEADER + b"2,740,1952,1\n2,740,53,1\n2,740,,1\n", body=PACTS.format(more=""))
    assert [(fault.line, fault.value, fault.problem) for fault in reading.quarantine] == [
        (3, "53", "not a year; left out: the line"),
        (4, "", "not a year; left out: the line"),
    ]
    assert reading.rows == {"t.csv": 1}


def test_the_first_line_of_a_spell_is_cited(tmp_path: Path) -> None:
    reading = told(tmp_path, "t.csv", HEADER + b"2,740,1953,1\n2,740,1952,1\n", body=PACTS.format(more=""))
    assert {value for _, value in said(reading, "locator")} == {'"t.csv, line 3"'}


def test_a_column_that_may_differ_within_a_spell_is_refused(tmp_path: Path) -> None:
    body = PACTS.format(more="").replace('concept = "supply"', 'concept = "{{kind}}"')
    with pytest.raises(SourceError, match="column 'kind' is read, and may differ between the years of a spell"):
        told(tmp_path, "t.csv", b"a,b,year,pact,kind\n2,740,1952,1,supply\n", body=body)
