"""Shows rows on stdout as a table, CSV or JSON; everything else goes to stderr."""

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from graph.cells import cell
from graph.clock import today
from graph.dates import parse_day
from graph.errors import BadParameter

_A_DAY: Final = 10
"""The letters of a day."""
_NO_TERMINAL: Final = 240


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def parse_as_of(given: str | date) -> date:
    """Read the day of an option; the default comes as a day already."""
    try:
        return given if isinstance(given, date) else parse_day(given)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def pair(param: str) -> tuple[str, str]:
    """Read a parameter given as name=value."""
    name, equals, value = param.partition("=")
    if not equals:
        raise BadParameter(f"--param {param!r}: write name=value, for instance state=jpn")
    return name, value


AsOf = Annotated[
    date,
    typer.Option("--as-of", parser=parse_as_of, metavar="DAY", default_factory=today, help="the day; today by default"),
]
ReleaseId = Annotated[str | None, typer.Option("--release", metavar="ID", help="a release; the current one by default")]
RowFormat = Annotated[Format, typer.Option("--format", help="how rows are written")]

notes = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def width() -> int:
    """Return how many letters a line of a table has room for: those of the terminal, or many where there is none."""
    return Console().width if sys.stdout.isatty() else _NO_TERMINAL


def show(columns: Sequence[str], rows: Sequence[Sequence[object]], form: Format) -> None:
    """Write rows on stdout."""
    if form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *([cell(value) for value in row] for row in rows)])
    elif form is Format.JSON:
        items = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(items, default=str, indent=1, ensure_ascii=False) + "\n")
    else:
        texts = [["" if value is None else str(value) for value in row] for row in rows]
        table = Table(box=None, header_style="bold", pad_edge=False)
        for place, column in enumerate(columns):
            # A long id goes on in the next line: cut short it could not be asked for. A day is never broken.
            short = all(len(row[place]) <= _A_DAY for row in texts)
            table.add_column(column, overflow="fold", no_wrap=short)
        for row in texts:
            table.add_row(*row)
        Console(highlight=False, markup=False, emoji=False, width=width()).print(table)
        if rows and "evidence" in columns:
            notes.print(
                "Evidence counts statements; --format csv or json names them, /id/NAME of the service shows each."
            )
