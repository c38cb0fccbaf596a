"""Shows rows on stdout as a table, CSV or JSON; everything else goes to stderr."""

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph.clock import today
from graph.dates import parse_day
from graph.errors import BadParameter


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

notes = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def show(columns: Sequence[str], rows: Sequence[Sequence[object]], form: Format) -> None:
    """Write rows on stdout."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *texts])
    elif form is Format.JSON:
        items = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(items, default=str, indent=1, ensure_ascii=False) + "\n")
    else:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in columns:
            # A long id goes on in the next line: cut short it could not be asked for.
            table.add_column(column, overflow="fold")
        for row in texts:
            table.add_row(*row)
        Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 240).print(table)
        if rows and "evidence" in columns:
            notes.print(
                "Evidence counts statements; --format csv or json names them, /id/NAME of the service shows each."
            )
