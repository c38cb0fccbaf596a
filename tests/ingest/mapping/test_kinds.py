"""Files of kinds that users have, by mappings written from the documents: nothing is guessed or lost in silence."""

import shutil
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from graph.errors import RefusedFile, SourceError
from ingest.source import SourceReading
from tests.ingest.mapping.test_read import said
from tests.ingest.reading import by_mapping

KINDS = Path(__file__).parent / "kinds"


def kind(folder: Path, name: str) -> SourceReading:
    files = folder / "files"
    files.mkdir(exist_ok=True)
    shutil.copy(KINDS / f"{name.partition('.')[0]}.toml", folder / "mapping.toml")
    if (KINDS / name).exists():
        shutil.copy(KINDS / name, files / name)
    return by_mapping(files)


def faults(reading: SourceReading) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.value) for fault in reading.quarantine]


def days(reading: SourceReading, predicate: str) -> dict[str, str]:
    return {subject: value[1:11] for subject, value in said(reading, predicate)}


def test_a_sheet_with_merged_headers_and_dates_of_a_workbook(tmp_path: Path) -> None:
    reading = kind(tmp_path, "exercises.xlsx")
    assert faults(reading) == [(6, "Troops", "10000.5"), (8, "Who Participants", "United Staates")]
    assert "did you mean 'United States'?" in reading.quarantine[1].problem
    starts, ends = days(reading, "validFrom"), days(reading, "validTo")
    assert (starts["exercise-keen-edge-2020"], ends["exercise-keen-edge-2020"]) == ("2020-01-24", "2020-02-01")
    assert days(reading, "validFromLatest")["exercise-cobra-gold-2019"] == "2019-02-28"
    assert ("exercise-rimpac-2022", '"25,000 troops."') in said(reading, "note")
    assert ("exercise-rimpac-2022", '"biennial"') in said(reading, "note")


def test_partial_dates_are_kept_as_they_are_known_and_what_is_no_date_is_refused(tmp_path: Path) -> None:
    reading = kind(tmp_path, "visits.tsv")
    assert {value for _, column, value in faults(reading) if column == "date"} == {
        "31 April 2015",
        "2015-05-06/2015-05-09",
        "05/06/2015",
        "spring 2016",
    }
    precision = {subject: value.strip('"') for subject, value in said(reading, "datePrecision")}
    assert precision == {
        "visit-1": "month",
        "visit-2": "month",
        "visit-3": "about",
        "visit-4": "year",
        "visit-5": "day",
    }
    assert {o.rpartition("/")[2] for s, o in said(reading, "involves") if s == "visit-4"} == {"usa>", "jpn>", "kor>"}
    assert len([s for s, _ in said(reading, "note") if s == "visit-5"]) == 3
    assert (days(reading, "validFrom")["visit-5"], days(reading, "validTo")["visit-5"]) == ("2015-05-12", "2015-05-13")


def test_lines_of_json_with_objects_lists_and_times(tmp_path: Path) -> None:
    reading = kind(tmp_path, "contracts.jsonl")
    assert [(line, column) for line, column, _ in faults(reading)] == [(5, "signed"), (5, "value.amount"), (6, "")]
    assert days(reading, "signedOn")["contract-c-2021-002"] == "2020-03-31"
    assert {o for s, o in said(reading, "subject") if s == "contract-c-2020-001"} == {'"F-35A"', '"spares"'}
    assert ("contract-c-2020-001", '"Worth 1250000000 USD; bought by ATLA."') in said(reading, "note")
    assert {o.rpartition("/")[2] for s, o in said(reading, "homeState") if s == "contracts-unknown-gmbh"} == {"deu>"}


@pytest.fixture
def programmes(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    frame = pl.DataFrame(
        {
            "gid": [1, 2, 3],
            "name": ["Joint Radar", "Fast Boat", "Helmet"],
            "start": [date(2015, 4, 1), date(2016, 1, 1), None],
            "started_at": [datetime(2015, 4, 1, 9, 30), datetime(2016, 1, 1), None],  # noqa: DTZ001
            "partners": [["JPN", "USA"], ["JPN", "FRA", "XXX"], ["USA", None]],
            "tags": [[["a", "b"], ["c"]], [["d"]], []],
            "lead": [{"state": "JPN", "firm": "A"}, {"state": "FRA", "firm": None}, {"state": "USA", "firm": "B"}],
            "budget": [1.5e9, 2.25e8, None],
            "active": [True, False, None],
        }
    )
    frame.write_parquet(tmp_path / "files" / "programmes.parquet")
    return tmp_path


def test_a_parquet_table_with_lists_objects_and_times(programmes: Path) -> None:
    reading = kind(programmes, "programmes.parquet")
    assert faults(reading) == [(2, "partners", "XXX")]
    assert {s for s, _ in said(reading, "involves")} == {
        *("part-programme-1-jpn", "part-programme-1-usa", "part-programme-1-jpn-lead"),
        *("part-programme-2-jpn", "part-programme-2-fra", "part-programme-2-fra-lead"),
        *("part-programme-3-usa", "part-programme-3-usa-lead"),
    }
    assert days(reading, "attestedOn") == {"programme-1": "2015-04-01", "programme-2": "2016-01-01"}


def test_a_nested_list_that_is_not_ignored_is_named(programmes: Path) -> None:
    text = (KINDS / "programmes.toml").read_text(encoding="utf-8").replace('"tags", ', "")
    (programmes / "mapping.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedFile, match="the column tags is a list of lists or objects; name it under table"):
        by_mapping(programmes / "files")


def test_semicolons_decimal_commas_and_a_code_page(tmp_path: Path) -> None:
    content = (KINDS / "abkommen.csv").read_text(encoding="utf-8")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "abkommen.csv").write_bytes(content.encode("cp1252"))
    reading = kind(tmp_path, "abkommen")
    assert faults(reading) == [(5, "Anteil", "12,5 %"), (5, "Partei B", "???"), (6, "Unterzeichnet", "1.13.2005")]
    assert ("abkommen-2", '"Rüstungsabkommen – Förderung"@de') in said(reading, "label")
    numbers = {s: o.split('"')[1] for s, o in said(reading, "value")}
    assert numbers == {"abkommen-1": "1234.5", "abkommen-2": "12000", "abkommen-4": "100"}
    assert {s: o.split('"')[1] for s, o in said(reading, "share")} == {"abkommen-1": "0.5", "abkommen-2": "0.25"}
    assert days(reading, "validTo") == {"part-abkommen-2-deu": "2002-01-01", "part-abkommen-2-nld": "2002-01-01"}
    listed = {s: o.split('"')[1] for s, o in said(reading, "allPartiesListed")}
    assert listed == {"abkommen-1": "true", "abkommen-2": "true", "abkommen-3": "true", "abkommen-4": "false"}


def test_columns_that_may_be_on_another_sheet_are_looked_for_there(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    shutil.copy(KINDS / "exercises.xlsx", tmp_path / "files")
    rules = (KINDS / "exercises.toml").read_text(encoding="utf-8").replace('sheet = "Exercises"\n', "")
    for given, error in (
        (rules, RefusedFile),
        (rules.replace("skip_lines", "# ").replace("header_lines", "# "), SourceError),
    ):
        (tmp_path / "mapping.toml").write_text(given, encoding="utf-8")
        with pytest.raises(error, match=r"is it on another sheet, 'Exercises'\? Give table.sheet"):
            by_mapping(tmp_path / "files")
