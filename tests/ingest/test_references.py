from pathlib import Path

import pytest

from graph.errors import SourceError
from ingest.references import Table, check_references
from ingest.rows import Fault, read_table
from tests.ingest.reading import reader
from tests.ingest.test_rows import HEADER, Ship
from tests.ingest.tiny import extend, replace, row, write_tiny

SHIPS = Table("ships.csv", Ship, ("ship_id",), "ship", {"owners": ("scheme:owner",), "part_of": ("ship",)})


def faults_of(folder: Path, *rows: str) -> list[Fault]:
    path = folder / "ships.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    readings = [(SHIPS, read_table(path, Ship, "ships.csv"))]
    return list(
        check_references(readings, lambda scheme: frozenset(("navy", "coast-guard") if scheme == "owner" else ()))
    )


def test_rows_that_refer_rightly_have_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "a,B,,,,navy,b,", "b,B,,,,navy;coast-guard,,") == []


def test_an_id_used_twice_names_the_place_of_its_first_use(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "a,B,,,,,,", "b,B,,,,,,", "a,C,,,,,,")
    assert str(fault) == (
        "ships.csv:4: column 'ship_id', value 'a': already used in ships.csv:2; give one of them another id"
    )


def test_an_unknown_code_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "a,B,,,,cost-guard,,")
    assert (fault.column, fault.value) == ("owners", "cost-guard")
    assert fault.problem == "no such owner; did you mean coast-guard?"


def test_a_code_that_is_near_none_is_answered_with_all(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "a,B,,,,zzz,,")
    assert fault.problem == "no such owner; there are coast-guard, navy"


def test_each_value_of_a_list_is_checked(tmp_path: Path) -> None:
    assert [f.value for f in faults_of(tmp_path, "a,B,,,,navy;zzz;qqq,,")] == ["zzz", "qqq"]


def test_a_broken_reference_is_named(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "alpha,B,,,,,alhpa,")
    assert (fault.line, fault.column, fault.value) == (2, "part_of", "alhpa")
    assert fault.problem == "no such ship; did you mean alpha?"


def test_a_row_with_a_bad_date_does_not_break_the_rows_that_point_to_it(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "a,B,soon,,,,,", "b,B,,,,,a,") == []


def test_ids_are_unique_over_all_tables_of_a_source(tmp_path: Path) -> None:
    (source,) = write_tiny(tmp_path)
    extend(source, "firms.csv", row(firm_id="jpn", label="A firm", state="usa"))
    message = str(_error(source.folder))
    assert "column 'firm_id', value 'jpn': already used in" in message
    assert "states.csv:2" in message


def test_a_key_of_several_columns_may_not_repeat(tmp_path: Path) -> None:
    (source,) = write_tiny(tmp_path)
    extend(source, "requirements.csv", row(scenario="blockade", capability="air", level="2", criticality="high"))
    assert "requirements.csv:3: column 'scenario', value 'blockade air': already used in" in str(_error(source.folder))


def test_a_bad_date_in_an_agreement_is_one_fault(tmp_path: Path) -> None:
    (source,) = write_tiny(tmp_path)
    replace(source, "agreements.csv", "1960-01-19", "1960-01-39")
    assert len(_error(source.folder).faults) == 1


def _error(folder: Path) -> SourceError:
    with pytest.raises(SourceError) as raised:
        reader("curated")(folder)
    return raised.value
