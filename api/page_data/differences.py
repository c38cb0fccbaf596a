"""Where sources tell of one agreement differently, as a table of a page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import polars as pl

from api.page_data.labels import Labels, labels
from api.pages.board import Cell, Section, TableRow
from graph.conflicts import weighed
from graph.release import Release
from graph.tables import read_tables
from graph.views.language import Name, Say

SHOWN: Final = 500
"""Most differences on a page; the command lists all."""
_BETWEEN: Final = ("Party", "Differ on", "One source", "Another source")
_EMPTY: Final = "No two compiled sources tell of one agreement differently."


def differences(release: Release) -> Section:
    """Return where sources differ in the whole release, what weighs most first."""
    table, label = weighed(read_tables(release)), labels(release)
    agreements = (Cell(label(name), f"/entity/{name}") for name in table["agreement"].head(SHOWN))
    rows = (TableRow((cell, *rest)) for cell, rest in zip(agreements, _rows(table, release), strict=True))
    return _section(("Agreement", *_BETWEEN), rows, table.height)


def differences_on(release: Release, agreement: str) -> tuple[Section, ...]:
    """Return where sources differ on one agreement, or nothing where they do not."""
    table = weighed(read_tables(release)).filter(pl.col("agreement") == agreement)
    return (_section(_BETWEEN, map(TableRow, _rows(table, release)), table.height),) if table.height else ()


def _section(columns: tuple[str, ...], rows: Iterable[TableRow], total: int) -> Section:
    return Section("conflicts", "Where sources differ", columns, tuple(rows), _EMPTY, total=total)


def _rows(table: pl.DataFrame, release: Release) -> Iterator[tuple[Cell, ...]]:
    label = labels(release)
    titles = {source.key: source.title for source in release.manifest.sources}
    for row in table.head(SHOWN).iter_rows(named=True):
        yield _cells(row, label, titles)


def _cells(row: Mapping[str, str], label: Labels, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    sides = (_side(row, side, titles) for side in ("a", "b"))
    differ_on = f"{row['about']}: {row['detail']}"
    return (Cell(label(row["actor"])), Cell(Say(differ_on)), *sides)


def _side(row: Mapping[str, str], side: str, titles: Mapping[str, str]) -> Cell:
    """Return what one source says, leading to its statement where it has one."""
    key, value, statement = (row[f"{part}_{side}"] for part in ("source", "value", "statement"))
    told = Say("{source}: {value}", {"source": titles.get(key, key), "value": Name(value or "nothing")})
    return Cell(told, f"/entity/{statement}" if statement else "")
