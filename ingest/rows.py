"""Reads CSV tables strictly into typed rows and collects every fault: file, line, column, value and next step."""

import csv
import io
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from graph.dates import PartialDate
from ingest.claims import Claim
from ingest.progress import counted

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a table."""

    file: str
    line: int
    column: str
    value: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: column {self.column!r}, value {self.value!r}: {self.problem}"


def _blank(cell: object) -> object:
    return None if cell == "" else cell


def _split(cell: object) -> object:
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if isinstance(cell, str) else cell


def _date(cell: object) -> object:
    return PartialDate.parse(cell) if isinstance(cell, str) and cell else None


blank_to_none = BeforeValidator(_blank)

Slug = Annotated[str, Field(pattern=SLUG)]
OptionalSlug = Annotated[Slug | None, blank_to_none]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_split)]
Words = Annotated[str, Field(min_length=1)]
OptionalWords = Annotated[str | None, blank_to_none]
WordList = Annotated[tuple[str, ...], BeforeValidator(_split)]
Partial = Annotated[PartialDate | None, BeforeValidator(_date)]
Share = Annotated[Decimal | None, Field(ge=0, le=1), blank_to_none]
Whole = Annotated[int | None, blank_to_none]


class Row(BaseModel):
    """A typed row: its columns are its fields, no more and no fewer."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Return the names that the header must have, in any order."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @abstractmethod
    def claim(self) -> Claim:
        """Return what the row says."""


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Located(Generic[R]):
    """A row with the line on which it starts."""

    line: int
    row: R


@dataclass(frozen=True)
class TableReading(Generic[R]):
    """The good rows of a table and the faults of the others."""

    file: str
    rows: tuple[Located[R], ...]
    faults: tuple[Fault, ...]
    faulty: tuple[dict[str, str], ...] = ()


def read_table(path: Path, model: type[R], shown: str) -> TableReading[R]:
    """Read a table; `shown` is the file name that faults give."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return TableReading(
            shown, (), (Fault(shown, 0, "", "", "the table is missing; restore it from version control"),)
        )
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        bad = error.object[error.start : error.end].hex(" ")
        return TableReading(shown, (), (Fault(shown, line, "", bad, "not UTF-8; save the file as UTF-8"),))
    lines = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        return _read_rows(lines, model, shown)
    except csv.Error as error:
        return TableReading(
            shown, (), (Fault(shown, lines.line_num, "", "", f"broken CSV ({error}); check the quotes"),)
        )


def _read_rows(lines: Any, model: type[R], shown: str) -> TableReading[R]:
    header: list[str] = next(lines, [])
    if sorted(header) != sorted(model.columns()):
        return TableReading(shown, (), tuple(_header_faults(header, model.columns(), shown)))
    rows: list[Located[R]] = []
    faults: list[Fault] = []
    faulty: list[dict[str, str]] = []
    start = lines.line_num + 1
    for cells in counted(lines):
        line, start = start, lines.line_num + 1
        if not cells:
            continue
        if len(cells) != len(header):
            faults.append(
                Fault(
                    shown,
                    line,
                    "",
                    ",".join(cells)[:80],
                    f"{len(cells)} cells, expected {len(header)}; check commas and quotes",
                )
            )
            continue
        values = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        try:
            rows.append(Located(line, model.model_validate(values)))
        except ValidationError as error:
            faults.extend(_cell_faults(error, values, shown, line))
            faulty.append(values)
    return TableReading(shown, tuple(rows), tuple(faults), tuple(faulty))


def _header_faults(found: Sequence[str], wanted: Sequence[str], shown: str) -> Iterator[Fault]:
    for column in wanted:
        if column not in found:
            yield Fault(shown, 1, column, "", "the column is missing; add it to the header")
    for column in found:
        if column not in wanted:
            yield Fault(shown, 1, column, "", f"unknown column; the columns are {', '.join(wanted)}")
        elif found.count(column) > 1:
            yield Fault(shown, 1, column, "", "the column stands twice in the header; remove one")


def _cell_faults(error: ValidationError, values: dict[str, str], shown: str, line: int) -> Iterator[Fault]:
    for detail in error.errors():
        column = str(detail["loc"][0]) if detail["loc"] else ""
        yield Fault(shown, line, column, values.get(column, ""), _problem(detail["type"], detail["msg"]))


def _problem(kind: str, message: str) -> str:
    match kind:
        case "string_pattern_mismatch":
            return "not well formed; write lower-case letters, digits and single hyphens"
        case "string_too_short":
            return "must not be blank"
        case _:
            return message.removeprefix("Value error, ")
