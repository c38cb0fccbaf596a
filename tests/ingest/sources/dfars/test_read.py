from pathlib import Path

from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.shared import real_files

read = reader("dfars")


def written(folder: Path, *rows: str) -> Path:
    header = "country,iso3,in_clause_DEC_2017,in_later_undated_clause"
    (folder / "dfars_qualifying_countries.csv").write_text("\n".join([header, *rows]) + "\n")
    return folder


def test_the_dated_copy_is_a_list_and_the_undated_one_a_note(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, "Japan,JPN,1,1", "Lithuania,LTU,0,1")))
    found = said.of("list-dfars-rdp-mou-usa-2017-12")
    assert (found["lists"], found["attestedOn"], found["datePrecision"]) == (["jpn"], ["2017-12-31"], ["month"])
    assert found["note"] == ["A later copy without a date adds Lithuania."]


def test_an_unknown_code_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "Japan,JPN,1,1", "Ruritania,RUR,1,1"))
    assert problems(reading) == [
        "dfars_qualifying_countries.csv:3: column 'iso3', value 'RUR': not the code of a state; correct it"
    ]


def test_the_real_list_has_27_countries_and_one_more_without_a_date() -> None:
    reading = read(real_files("lists"))
    assert dict(reading.rows) == {"dfars_qualifying_countries.csv": 28}
    assert dict(reading.counts) == {"2017-12": 27, "undated copy": 28}
    assert "ltu" not in Said(reading).of("list-dfars-rdp-mou-usa-2017-12")["lists"]
