from pathlib import Path

import pytest

from ingest.cards import read_card
from ingest.source import SOURCES, SourceReading
from ingest.sources.us_troops.counts import ReportRow
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.shared import real_files

read = reader("us_troops")

IGNORED = [c for c in read_card(SOURCES / "us_troops" / "source.toml").ignore if c not in ReportRow._fields]


def report(code: int, year: int, month: str, **counts: object) -> dict[str, object]:
    return {"ccode": code, "location": "SOMEWHERE", "year": year, "month": month, **counts}


def written(folder: Path, *rows: dict[str, object]) -> Path:
    fields = (*ReportRow._fields, *IGNORED)
    lines = [",".join(str(row.get(f, "NA")) for f in fields) for row in rows]
    (folder / "troopdata-rebuild-reports.csv").write_text("\n".join([",".join(fields), *lines]) + "\n")
    return folder


def test_a_count_is_certain_on_its_day_and_possible_until_the_next_report(tmp_path: Path) -> None:
    rows = [report(740, 2025, month, troops_ad=count) for month, count in (("September", 5), ("December", 6))]
    said = Said(read(written(tmp_path, *rows)))
    first, last = said.of("presence-forces-usa-740-2025-09-1"), said.of("presence-forces-usa-740-2025-12-1")
    assert (first["validFrom"], first["validTo"], first["validToLatest"]) == (
        ["2025-09-30"],
        ["2025-10-01"],
        ["2025-12-31"],
    )
    assert (last["observedUntil"], "validTo" in last) == (["2026-01-01"], False)
    assert (first["fromActor"], first["toActor"], first["value"]) == (["usa"], ["jpn"], ["5"])


def test_the_navy_is_the_raw_column_from_2008(tmp_path: Path) -> None:
    rows = [report(740, year, "September", troops_ad=9, navy_ad=1, navy_active_duty=2) for year in (2007, 2008)]
    said = Said(read(written(tmp_path, *rows)))
    assert said.of("presence-navy-usa-740-2007-09-1")["value"] == ["1"]
    assert said.of("presence-navy-usa-740-2008-09-1")["value"] == ["2"]


def test_a_total_of_zero_is_a_count_and_missing_is_none(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, report(740, 2020, "June", troops_ad=0, army_ad=0))))
    assert sorted(said.claims) == ["presence-forces-usa-740-2020-06-1", "src-us-troops"]


def test_lines_of_one_code_in_one_report_stay_apart(tmp_path: Path) -> None:
    rows = [report(1008, 1990, "September", troops_ad=n, location=n) for n in (1, 2)]
    said = Said(read(written(tmp_path, *rows)))
    assert [said.of(f"presence-forces-usa-1008-1990-09-{n}")["value"] for n in (1, 2)] == [["1"], ["2"]]


def test_forces_at_home_are_no_presence(tmp_path: Path) -> None:
    reading = read(written(tmp_path, report(2, 1990, "September", troops_ad=1)))
    assert (len(Said(reading).typed("Presence")), reading.rows["at home, left out"]) == (0, 1)


def test_a_place_without_a_state_has_no_host(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, report(10000, 1990, "September", troops_ad=7))))
    assert "toActor" not in said.of("presence-forces-usa-10000-1990-09-1")


def test_years_of_the_ryukyus_alone_are_marked(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, report(740, 1966, "September", troops_ad=7))))
    assert said.of("presence-forces-usa-740-1966-09-1")["marked"] == ["mark-not-comparable"]


def test_a_row_that_cannot_be_dated_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, report(740, 1990, "Septober", troops_ad=7)))
    assert [p.partition(": column ")[2] for p in problems(reading)] == ["'month', value 'Septober': not a month"]


@pytest.fixture(scope="module")
def reading() -> SourceReading:
    return read(real_files("us_forces"))


def test_the_real_file_is_read_whole(reading: SourceReading) -> None:
    assert dict(reading.rows) == {"troopdata-rebuild-reports.csv": 15482, "at home, left out": 111}
    assert reading.quarantine == ()


@pytest.mark.parametrize(
    ("day", "what", "count"),
    [
        ("1950-06", "forces", 115306),
        ("1953-06", "forces", 185829),
        ("1957-09", "forces", 121619),
        ("1990-09", "forces", 46593),
        ("1990-09", "navy", 6801),
        ("2016-03", "forces", 47422),
        ("2016-03", "navy", 12234),
        ("2016-03", "everyone", 54315),
        ("2016-09", "forces", 38834),
        ("2025-12", "forces", 54288),
        ("2025-12", "army", 2490),
        ("2025-12", "navy", 21236),
        ("2025-12", "marines", 17972),
        ("2025-12", "air-force", 12446),
        ("2025-12", "coast-guard", 23),
        ("2025-12", "space-force", 121),
        ("2025-12", "civilians", 6920),
        ("2025-12", "everyone", 61684),
    ],
)
def test_forces_in_japan(reading: SourceReading, day: str, what: str, count: int) -> None:
    assert Said(reading).of(f"presence-{what}-usa-740-{day}-1")["value"] == [str(count)]


def test_forces_elsewhere(reading: SourceReading) -> None:
    said = Said(reading)
    assert said.of("presence-forces-usa-732-2025-12-1")["value"] == ["23495"]
    assert said.of("presence-forces-usa-900-2025-12-1")["value"] == ["313"]
    abroad = said.where("Presence", kind="presence-forces", validFrom="2025-09-30")
    assert sum(int(v["value"][0]) for v in abroad) == 161439


def test_the_horizon_is_the_last_report_on_another_country(tmp_path: Path) -> None:
    newer = [report(740, 2026, "June", troops_ad=5), report(2, 2026, "September", troops_ad=7)]
    card = read(written(tmp_path, *newer)).card
    assert card is not None
    assert (str(card.horizon), card.version) == ("2026-06-30", "2026.06.30")
    older = read(written(tmp_path, report(740, 2012, "September", troops_ad=5))).card
    assert older is not None
    assert str(older.horizon) == "2012-09-30"
