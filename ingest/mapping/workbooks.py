"""Reads a sheet of a workbook as text, line by line as it stands, the lines above its header included."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from graph.errors import RefusedFile

if TYPE_CHECKING:
    from fastexcel import ExcelReader


def sheet_lines(path: Path, sheet: str) -> Iterator[list[str]]:
    """Return the lines of a sheet, by its name or the first; a day and a midnight in a cell is the day.

    Raises
    ------
    RefusedFile
        The workbook is broken or has no such sheet.
    """
    # Needed for workbooks only, and slow to import.
    import fastexcel  # noqa: PLC0415

    try:
        book = fastexcel.read_excel(str(path))
        _check_sheet(path, book, sheet)
        # No line is skipped, else nobody could say where in the file a fault is.
        frame: pl.DataFrame = book.load_sheet(sheet or 0, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, OSError, ValueError) as error:
        raise RefusedFile(f"{path.name}:1: the workbook cannot be read ({error}); save it again as .xlsx") from error
    texts = frame.select(pl.all().cast(pl.String).fill_null("").str.replace(r" 00:00:00(\.0+)?$", ""))
    return map(list, texts.iter_rows())


def other_sheets(path: Path, sheet: str) -> tuple[str, ...]:
    """Return the names of the sheets beside the one that is read."""
    import fastexcel  # noqa: PLC0415

    names = fastexcel.read_excel(str(path)).sheet_names
    return tuple(name for name in names if name != (sheet or names[0]))


def elsewhere(beside: Sequence[str]) -> str:
    """Return where else to look for what is not on a sheet, if there is such a place."""
    return f"; is it on another sheet, {', '.join(map(repr, beside))}? Give table.sheet" if beside else ""


def _check_sheet(path: Path, book: "ExcelReader", sheet: str) -> None:
    if sheet and sheet not in book.sheet_names:
        sheets = ", ".join(map(repr, book.sheet_names))
        raise RefusedFile(f"{path.name}: no sheet {sheet!r}; table.sheet can be {sheets}")
