"""Reads large delimited files strictly and fast: a record has one field a column, what no field takes is an error.

A connector declares a `NamedTuple` whose fields are the columns that it maps; the card's `ignore` lists those that are
left out on purpose. Any other column, and any column that is missing, fails the source before a row is read.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

from graph.dates import PartialDate
from graph.errors import SourceError
from ingest.decoding import read_text
from ingest.headings import heading_faults
from ingest.progress import counted
from ingest.rows import Fault

N = TypeVar("N", bound=NamedTuple)
T = TypeVar("T")
_NOT_A_NAME: Final = re.compile(r"\W+")


class BadCell(ValueError):
    """A cell that cannot be what it says; the row goes to quarantine."""

    def __init__(self, column: str, value: str, problem: str) -> None:
        self.column, self.value, self.problem = column, value, problem
        super().__init__(f"{column}: {value!r}: {problem}")


@dataclass(frozen=True)
class Form:
    """How a file is written: encoding, lines before the header, names in place of its header, columns left out."""

    encoding: str = "utf-8-sig"
    preamble: int = 0
    header: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    quoted: bool = True


@dataclass(frozen=True)
class Sheet(Generic[N]):
    """The records of a file with the lines on which they start, and the rows that are no records."""

    file: str
    rows: tuple[tuple[int, N], ...]
    faults: tuple[Fault, ...]


def read_sheet(key: str, path: Path, model: type[N], form: Form) -> Sheet[N]:
    """Read a comma-separated file into records of a model."""
    return parse_sheet(key, path.name, read_text(key, path, form.encoding), model, form)


def parse_sheet(key: str, name: str, content: str, model: type[N], form: Form) -> Sheet[N]:
    """Read comma-separated text into records of a model; `name` is the file that faults give."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if form.quoted else csv.QUOTE_NONE
    lines = csv.reader(io.StringIO(content, newline=""), quoting=quoting, strict=True)
    try:
        for _ in range(form.preamble):
            next(lines, None)
        header = next(lines, [])
        pick = picker(key, name, form.header or header, model, form.ignore)
        return Sheet(name, *_records(lines, name, len(header), pick))
    except csv.Error as error:
        raise SourceError(key, [f"{name}:{lines.line_num}: broken CSV ({error}); check the quotes"]) from error


def picker(
    key: str, name: str, header: Iterable[str], model: type[N], ignore: tuple[str, ...]
) -> Callable[[list[str]], N]:
    """Return what takes the fields of a model from a row under this header; `name` is the file that faults give.

    Raises
    ------
    SourceError
        A column is missing, stands twice, or is neither mapped nor ignored.
    """
    columns = [column_name(column) for column in header]
    if faults := heading_faults(name, columns, model._fields, ignore):
        raise SourceError(key, faults)
    take = itemgetter(*(columns.index(field) for field in model._fields))
    return lambda cells: model._make(take(cells))


def _records(
    lines: Any, name: str, width: int, pick: Callable[[list[str]], N]
) -> tuple[tuple[tuple[int, N], ...], tuple[Fault, ...]]:
    rows: list[tuple[int, N]] = []
    faults: list[Fault] = []
    line = lines.line_num + 1
    for cells in lines:
        if len(cells) == width:
            rows.append((line, pick(cells)))
        elif cells:
            problem = f"{len(cells)} cells, expected {width}; check commas and quotes"
            faults.append(Fault(name, line, "", ",".join(cells)[:80], problem))
        line = lines.line_num + 1
    return tuple(rows), tuple(faults)


def column_name(column: str) -> str:
    """Return a column's name as a field: lower case, with underscores for all that is no letter or digit."""
    return _NOT_A_NAME.sub("_", column).strip("_").lower()


def convert(sheet: Sheet[N], mapping: Callable[[N], Iterable[T]]) -> tuple[list[T], list[Fault]]:
    """Map every record; a record with a bad cell gives a fault and nothing else."""
    found: list[T] = []
    faults = list(sheet.faults)
    for line, record in counted(sheet.rows, len(sheet.rows)):
        try:
            found.extend(tuple(mapping(record)))
        except BadCell as bad:
            faults.append(Fault(sheet.file, line, bad.column, bad.value, bad.problem))
    return found, faults


def whole(column: str, cell: str) -> int:
    """Return a cell as a whole number."""
    try:
        return int(cell)
    except ValueError as error:
        raise BadCell(column, cell, "not a whole number") from error


@lru_cache(maxsize=65_536)
def split_date(column: str, year: str, month: str, day: str) -> PartialDate | None:
    """Return a date whose parts stand in three cells, as far as it is known; nothing where the year is blank."""
    if not year:
        return None
    if day and not month:
        raise BadCell(column, f"{year}-{month}-{day}", "a day without a month")
    try:
        first, *rest = (int(part) for part in (year, month, day) if part)
        return PartialDate.parse("-".join([f"{first:04d}", *(f"{number:02d}" for number in rest)]))
    except ValueError as error:
        raise BadCell(column, f"{year}-{month}-{day}", "not a day of the calendar") from error
