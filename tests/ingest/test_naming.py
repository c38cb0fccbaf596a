"""A file is known under the name of its source, whatever a browser or a person called it."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from ingest.added import added_sources
from ingest.adding import add_known
from ingest.cards import Edition
from ingest.kept import read_record
from ingest.naming import known_as, only_name
from ingest.progress import Progress
from ingest.status import statuses

ATOP = ("atop5_1m.csv", "atop5_1a.csv")
BASES = "countryname,ccode,iso3c,basename,lat,lon,base,lilypad,fundedsite\nJapan,740,JPN,Camp X,35,139,1,0,0\n"


@pytest.mark.parametrize(
    "name",
    [
        "atop5_1m.csv",
        "atop5_1m (1).csv",
        "atop5_1m(12).csv",
        "atop5_1m - Copy.csv",
        "Copy of atop5_1m.csv",
        "ATOP5_1M.CSV",
    ],
)
def test_a_second_download_and_a_copy_are_the_file(name: str) -> None:
    assert known_as(name, ATOP) == "atop5_1m.csv"


def test_a_name_of_another_file_is_not_known() -> None:
    assert known_as("atop5_1dy.csv", ATOP) == ""
    assert known_as("trade-register-2026 (2).csv", ("trade-register*.csv",)) == "trade-register-2026 (2).csv"


def test_only_a_source_of_one_file_takes_any_name() -> None:
    assert only_name(("NMC-60-abridged.csv",)) == "NMC-60-abridged.csv"
    assert only_name(("trade-register*.csv",)) == "trade-register.csv"
    assert only_name(ATOP) == ""
    assert only_name(("*.json",)) == ""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def taken(home: Path, *files: Path) -> tuple[str, ...]:
    add_known(home, "us-bases", files, Progress(), None)
    (source,) = added_sources(home)
    return tuple(file.name for file in read_record(source.place.parent).file)


@pytest.fixture
def bases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("ingest.gather._counts", lambda *_: [])
    path = tmp_path / "basedata.csv"
    path.write_text(BASES, encoding="ascii")
    return path


def test_the_only_file_may_have_any_name_and_its_own_is_told(
    home: Path, bases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken(home, bases.rename(bases.with_name("sites of 2018.csv"))) == ("basedata.csv",)
    assert "sites of 2018.csv is read as basedata.csv" in capsys.readouterr().err


def test_what_an_archive_holds_beside_is_left_out_and_told(
    home: Path, bases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = bases.with_name("download.zip")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(bases, "data/basedata.csv")
        archive.writestr("data/codebook.pdf", b"%PDF")
        archive.writestr("__MACOSX/data/._basedata.csv", b"\x00")
    assert taken(home, packed) == ("basedata.csv",)
    told = capsys.readouterr().err
    assert "of no use to us-bases, left out: data/codebook.pdf" in told
    assert "._basedata" not in told


def test_the_same_file_twice_is_refused(home: Path, bases: Path) -> None:
    again = bases.with_name("basedata (1).csv")
    again.write_text(BASES, encoding="ascii")
    with pytest.raises(RefusedFile, match=r"basedata \(1\).csv: basedata.csv is given too"):
        taken(home, bases, again)
    assert added_sources(home) == ()


def test_a_file_beside_that_is_given_by_itself_is_refused(home: Path, bases: Path) -> None:
    other = bases.with_name("other.csv")
    other.write_text("a\n1\n", encoding="ascii")
    with pytest.raises(RefusedFile, match=r"other.csv: source 'us-bases' has no use for it; it reads basedata.csv"):
        taken(home, bases, other)


def test_what_is_taken_in_and_not_built_is_listed_as_its_files_say(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entity = (
        '{"id": "a", "schema": "Company", "properties": {"name": ["A"], "country": ["jp"]}, "last_seen": "2025-06-30"}'
    )
    path = tmp_path / "entities.ftm.json"
    path.write_text(entity + "\n", encoding="utf-8")
    add_known(home, "ftm", [path], Progress(), None)
    (found,) = (status for status in statuses(home) if status.key == "ftm")
    assert "--until" not in capsys.readouterr().err
    assert (found.status, found.horizon, found.version) == ("added, not built", "2025-06-30", "2025.06.30")
    add_known(home, "ftm", [path], Progress(), Edition(name="mine", until=date(2026, 1, 1)))
    assert "look until 2025-06-30, so --until 2026-01-01 is not used" in capsys.readouterr().err
