from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import Field

from graph.dates import PartialDate
from ingest.claims import Claim
from ingest.rows import (
    OptionalSlug,
    OptionalWords,
    Partial,
    Row,
    Share,
    Slug,
    Slugs,
    TableReading,
    Whole,
    Words,
    read_table,
)


class Ship(Row):
    """A table made for the test."""

    ship_id: Slug
    label: Words
    start: Partial = Field(alias="from")
    share: Share
    code: Whole
    owners: Slugs
    part_of: OptionalSlug
    note: OptionalWords

    def claim(self) -> Claim:
        return Claim(self.ship_id, (), ())


HEADER = "ship_id,label,from,share,code,owners,part_of,note"


def read(folder: Path, content: str | bytes) -> TableReading[Ship]:
    path = folder / "ships.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, Ship, "data/ships.csv")


def test_cells_become_typed_values_and_blanks_become_nothing(tmp_path: Path) -> None:
    (full, bare) = read(tmp_path, f"{HEADER}\na-1, Big Ship ,2016-06,0.5,740,jpn; usa,b-2,said\nb-2,B,,,,,,\n").rows
    assert full.row.start == PartialDate.parse("2016-06")
    assert (full.row.label, full.row.share, full.row.code) == ("Big Ship", Decimal("0.5"), 740)
    assert full.row.owners == ("jpn", "usa")
    assert (bare.row.start, bare.row.share, bare.row.code, bare.row.owners) == (None, None, None, ())
    assert (bare.row.part_of, bare.row.note) == (None, None)


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        ("A_1,B,,,,,,", "ship_id", "A_1", "write lower-case letters, digits and single hyphens"),
        ("a--1,B,,,,,,", "ship_id", "a--1", "write lower-case letters, digits and single hyphens"),
        (",B,,,,,,", "ship_id", "", "write lower-case letters, digits and single hyphens"),
        ("a,,,,,,,", "label", "", "must not be blank"),
        ("a,B,2016-13-01,,,,,", "from", "2016-13-01", "'2016-13-01' is not a day of the calendar"),
        ("a,B,04/06/2016,,,,,", "from", "04/06/2016", "write YYYY-MM-DD, YYYY-MM or YYYY, with ~ for about"),
        ("a,B,２０１６,,,,,", "from", "２０１６", "write YYYY-MM-DD, YYYY-MM or YYYY, with ~ for about"),
        ("a,B,,1.5,,,,", "share", "1.5", "less than or equal to 1"),
        ("a,B,,half,,,,", "share", "half", "decimal"),
        ("a,B,,NaN,,,,", "share", "NaN", "finite"),
        ("a,B,,,7.5,,,", "code", "7.5", "integer"),
        ("a,B,,,,jpn;U S,,", "owners", "jpn;U S", "write lower-case letters, digits and single hyphens"),
        ("a,B,,,,,No,", "part_of", "No", "write lower-case letters, digits and single hyphens"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_column_value_and_next_step(
    tmp_path: Path, row: str, column: str, value: str, said: str
) -> None:
    (fault,) = read(tmp_path, f"{HEADER}\nok,Fine,,,,,,\n{row}\n").faults
    assert (fault.file, fault.line, fault.column, fault.value) == ("data/ships.csv", 3, column, value)
    assert said in fault.problem
    assert str(fault) == f"data/ships.csv:3: column {column!r}, value {value!r}: {fault.problem}"


def test_all_faults_of_all_rows_are_told_at_once_and_good_rows_are_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEADER}\nA,,x,2,y,,,\nok,Fine,,,,,,\nB,,,,,,,\n")
    assert [(f.line, f.column) for f in reading.faults] == [
        (2, "ship_id"),
        (2, "label"),
        (2, "from"),
        (2, "share"),
        (2, "code"),
        (4, "ship_id"),
        (4, "label"),
    ]
    assert [located.row.ship_id for located in reading.rows] == ["ok"]
    assert [values["ship_id"] for values in reading.faulty] == ["A", "B"]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "note,part_of,owners,code,share,from,label,ship_id\nsaid,,,,,2001,B,a\n").rows
    assert (found.row.ship_id, found.row.note, str(found.row.start)) == ("a", "said", "2001")


def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    reading = read(tmp_path, b"\xef\xbb\xbf" + f"{HEADER}\r\na,B,,,,,,\r\nb,B,bad,,,,,\r\n".encode())
    assert [(located.line, located.row.ship_id) for located in reading.rows] == [(2, "a")]
    assert [fault.line for fault in reading.faults] == [3]


def test_a_cell_of_several_lines_keeps_the_lines_of_later_rows_right(tmp_path: Path) -> None:
    reading = read(tmp_path, f'{HEADER}\na,"B\nof two\nlines",,,,,,\n\nb,B,bad,,,,,\nc,"x\ny",,,,,,"z\n"\nd,,,,,,,\n')
    assert [(located.line, located.row.ship_id) for located in reading.rows] == [(2, "a"), (7, "c")]
    assert [(fault.line, fault.column) for fault in reading.faults] == [(6, "from"), (10, "label")]


def test_a_row_of_another_length_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEADER}\na,B,,\nb,B,,,,,,,,\n")
    assert [(fault.line, fault.problem) for fault in reading.faults] == [
        (2, "4 cells, expected 8; check commas and quotes"),
        (3, "10 cells, expected 8; check commas and quotes"),
    ]


def test_the_header_must_have_each_column_once_and_no_other(tmp_path: Path) -> None:
    reading = read(tmp_path, "ship_id,label,label,share,code,owners,part_of,colour\n")
    told = {(fault.line, fault.column, fault.problem.partition(";")[0]) for fault in reading.faults}
    assert told == {
        (1, "from", "the column is missing"),
        (1, "note", "the column is missing"),
        (1, "colour", "unknown column"),
        (1, "label", "the column stands twice in the header"),
    }
    assert reading.rows == ()


def test_an_empty_file_lacks_every_column(tmp_path: Path) -> None:
    assert [fault.column for fault in read(tmp_path, "").faults] == HEADER.split(",")


def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, f"{HEADER}\na,B,,,,,,\nb,".encode() + b"caf\xe9,,,,,,\n").faults
    assert (fault.line, fault.value) == (3, "e9")
    assert "save the file as UTF-8" in fault.problem


@pytest.mark.parametrize("row", ['a,"B,,,,,,', 'a,"B"x,,,,,,'])
def test_broken_quotes_are_an_error_and_never_a_swallowed_row(tmp_path: Path, row: str) -> None:
    (fault,) = read(tmp_path, f"{HEADER}\n{row}\nb,B,,,,,,\n").faults
    assert fault.line >= 2
    assert "check the quotes" in fault.problem


def test_a_cell_too_long_for_the_reader_is_a_fault_of_its_line(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, f"{HEADER}\na,{'x' * 200_000},,,,,,\n").faults
    assert fault.line == 2


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    (fault,) = read_table(tmp_path / "gone.csv", Ship, "data/gone.csv").faults
    assert str(fault).startswith("data/gone.csv:0:")
    assert "the table is missing" in fault.problem
