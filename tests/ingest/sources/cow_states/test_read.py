from pathlib import Path

import pytest

from graph.errors import SourceError
from tests.ingest.reading import reader
from tests.ingest.said import Said
from tests.ingest.shared import real_files

read = reader("cow_states")

HEADER = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version"


def written(folder: Path, states: str, years: str) -> Path:
    (folder / "states2016.csv").write_text(f"{HEADER}\n{states}")
    (folder / "majors2016.csv").write_text(f"{HEADER.replace('statenme,', '')}\nJPN,740,1991,12,11,2016,12,31,2016")
    (folder / "system2016.csv").write_text(f"stateabb,ccode,year,version\n{years}")
    return folder


def test_a_spell_ends_the_day_after_its_last_and_the_horizon_is_no_end(tmp_path: Path) -> None:
    states = "JPN,740,Japan,1945,1,1,1945,8,14,2016\nJPN,740,Japan,2016,1,1,2016,12,31,2016"
    said = Said(read(written(tmp_path, states, "JPN,740,1945,2016\nJPN,740,2016,2016")))
    assert said.of("measure-state-system-jpn-1")["validTo"] == ["1945-08-15"]
    assert said.of("measure-state-system-jpn-2")["observedUntil"] == ["2017-01-01"]
    assert said.of("measure-major-power-jpn-1")["validFrom"] == ["1991-12-11"]


def test_years_that_differ_from_the_spells_are_a_damaged_file(tmp_path: Path) -> None:
    states = "JPN,740,Japan,2015,1,1,2016,12,31,2016"
    with pytest.raises(SourceError, match=r"1 state-years differ .*740 in 2015"):
        read(written(tmp_path, states, "JPN,740,2016,2016"))


def test_the_real_files_give_every_spell() -> None:
    reading = read(real_files("cow"))
    said = Said(reading)
    assert dict(reading.rows) == {"states2016.csv": 243, "system2016.csv": 15951, "majors2016.csv": 14}
    assert reading.quarantine == ()
    spells = said.where("Measure", kind="indicator-state-system", involves="jpn")
    assert [(s["validFrom"][0], s.get("validTo", ["open"])[0]) for s in spells] == [
        ("1860-01-01", "1945-08-15"),
        ("1952-04-28", "open"),
    ]
    assert len([s for s in said.where("Measure", kind="indicator-state-system") if "validTo" not in s]) == 195
    assert said.where("Measure", kind="indicator-state-system", involves="gdr-1949")[0]["validTo"] == ["1990-10-03"]
    assert len(said.where("Measure", kind="indicator-major-power", involves="jpn")) == 2
