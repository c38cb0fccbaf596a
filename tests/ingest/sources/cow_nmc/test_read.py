from pathlib import Path

import pytest

from graph.errors import SourceError
from ingest.source import SourceReading
from tests.ingest.reading import reader
from tests.ingest.said import problems
from tests.ingest.shared import real_files

read = reader("cow_nmc")

HEADER = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version"


def numbers(reading: SourceReading, state: str, year: int) -> dict[str, str]:
    found = {}
    for line in reading.statements:
        subject, predicate, value = line.split(" ", 2)
        if predicate.endswith("def/value>") and f"-{state}-{year}-" in subject:
            found[subject.partition("measure-")[2].partition(f"-{state}-")[0]] = value.split('"')[1]
    return found


def written(folder: Path, *rows: str) -> Path:
    (folder / "NMC-60-abridged.csv").write_text("\r\n".join([HEADER, *rows]))
    return folder


def test_a_missing_number_is_no_number_and_zero_is_one(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "JPN,740,1870,-9,0,12.5,-9,34000,100,.0123,2021".replace(",.0", ",0.0")))
    assert numbers(reading, "jpn", 1870) == {
        "military-personnel": "0",
        "iron-and-steel": "12.5",
        "population": "34000",
        "urban-population": "100",
        "national-capability": "0.0123",
    }
    assert (dict(reading.rows), dict(reading.counts)) == ({"NMC-60-abridged.csv": 1}, {"values": 5})


def test_spending_before_1914_is_in_pounds_and_after_in_dollars(tmp_path: Path) -> None:
    rows = [f"JPN,740,{year},5,1,1,1,1,1,0.1,2021" for year in (1913, 1914)]
    reading = read(written(tmp_path, *rows))
    assert "military-spending-gbp" in numbers(reading, "jpn", 1913)
    assert "military-spending-usd" in numbers(reading, "jpn", 1914)


def test_a_year_lasts_from_its_first_day_to_the_first_of_the_next(tmp_path: Path) -> None:
    lines = "".join(read(written(tmp_path, "JPN,740,1913,5,1,1,1,1,1,0.1,2021")).statements)
    assert 'validFrom> "1913-01-01"' in lines
    assert 'validTo> "1914-01-01"' in lines


def test_a_cell_that_is_no_number_goes_to_quarantine_with_its_line(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "JPN,740,1913,5,1,1,1,1,1,0.1,2021", "JPN,740,1914,-8,1,1,1,1,1,0.1,2021"))
    assert problems(reading) == [
        "NMC-60-abridged.csv:3: column 'milex', value '-8': not a number, and not the mark -9 of a missing one"
    ]
    assert numbers(reading, "jpn", 1914) == {}


def test_a_code_outside_the_crosswalk_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "XXX,998,1913,5,1,1,1,1,1,0.1,2021"))
    assert [fault.value for fault in reading.quarantine] == ["998"]


def test_another_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "NMC-60-abridged.csv").write_text(HEADER.replace("milex", "spending") + "\n")
    with pytest.raises(SourceError, match="column 'milex' is missing"):
        read(tmp_path)


def test_the_real_file_gives_the_rows_of_2016() -> None:
    reading = read(real_files("cow"))
    assert (dict(reading.rows), dict(reading.counts)) == ({"NMC-60-abridged.csv": 15951}, {"values": 108472})
    assert reading.quarantine == ()
    order = ("military-spending-usd", "military-personnel", "iron-and-steel", "energy", "population")
    for state, row in {
        "usa": (604452000, 1381, 78475, 3293117, 322180, 197817, "0.13305758"),
        "jpn": (47342000, 247, 104775, 716148, 127749, 92655, "0.032967471"),
        "aus": (24188000, 57, 5259, 185757, 24126, 16805, "0.0068504703"),
        "chn": (145039000, 2333, 807609, 5679028, 1403500, 526464, "0.23061772"),
    }.items():
        found = numbers(reading, state, 2016)
        names = (*order, "urban-population", "national-capability")
        assert tuple(found[name] for name in names) == tuple(map(str, row))
