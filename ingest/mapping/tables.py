"""Reads table files as text, cell by cell as they stand: CSV, TSV, Excel, Parquet and JSON lines."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from graph.errors import RefusedFile
from ingest.mapping.headers import check, is_nameless, joined
from ingest.mapping.jsonlines import read_objects
from ingest.mapping.nested import unnested
from ingest.mapping.rules import TableRule
from ingest.mapping.texts import decoded
from ingest.mapping.workbooks import elsewhere, other_sheets, sheet_lines
from ingest.progress import show
from ingest.rows import Fault

LINE: Final = "__line__"
FILE: Final = "__file__"
"""Where a row stands; the names keep clear of any column of a table."""
_AT_ONCE: Final = 4_096
_BREAK: Final = re.compile(r"\r\n?|\n")
_Batch = tuple[list[int], list[list[str]]]
"""Lines of a table as cells, and where they stand."""
_FORMATS: Final = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "excel",
    ".xls": "excel",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}


@dataclass(frozen=True)
class Read:
    """The rows of a file as text columns beside their file and line, and the lines that are none."""

    rows: pl.DataFrame
    faults: tuple[Fault, ...]
    header: int = 1
    """The line of the header."""
    beside: tuple[str, ...] = ()
    """Other sheets of the workbook."""


def read_file(path: Path, rule: TableRule) -> Read:
    """Read one file by the rule.

    Raises
    ------
    RefusedFile
        The file as a whole cannot be read: encoding, quotes, an empty or doubled header, a broken workbook.
    """
    form = rule.format or _FORMATS.get(path.suffix.lower())
    match form:
        case "csv":
            read = _read_text(path, rule, rule.delimiter)
        case "tsv":
            read = _read_text(path, rule, "\t")
        case "jsonl":
            read = _read_objects(path, rule)
        case "excel":
            read = _read_sheet(path, rule)
        case "parquet":
            read = Read(_numbered(_read_parquet(path, rule), 1), ())
        case _:
            raise RefusedFile(f"{path.name}: not a table by its name; write table.format, or rename it")
    return replace(read, rows=read.rows.with_columns(pl.lit(path.name).alias(FILE)))


def _read_text(path: Path, rule: TableRule, delimiter: str) -> Read:
    text = io.StringIO(decoded(path, rule), newline="")
    for _ in range(rule.skip_lines):
        next(text, None)
    lines = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        return _table(path.name, _records(lines, rule.skip_lines), rule)
    except csv.Error as error:
        at = lines.line_num + rule.skip_lines
        raise RefusedFile(f"{path.name}:{at}: broken CSV ({error}); check quotes and delimiter") from error


def _read_sheet(path: Path, rule: TableRule) -> Read:
    lines = islice(sheet_lines(path, rule.sheet), rule.skip_lines, None)
    beside = other_sheets(path, rule.sheet)
    try:
        return replace(_table(path.name, _rows(lines, rule.skip_lines), rule), beside=beside)
    except RefusedFile as error:
        raise RefusedFile(f"{error}{elsewhere(beside)}") from error


def _records(lines: Any, skipped: int) -> Iterator[_Batch]:
    """Yield the records of a text with the lines on which they start; one with a break in a cell has several."""
    start = skipped + 1
    while batch := list(islice(lines, _AT_ONCE)):
        end = lines.line_num + skipped + 1
        if end - start == len(batch):
            yield list(range(start, end)), batch
        else:
            spans = (1 + sum(len(_BREAK.findall(cell)) for cell in cells) for cells in batch)
            yield list(accumulate(spans, initial=start))[:-1], batch
        start = end


def _rows(lines: Iterator[list[str]], skipped: int) -> Iterator[_Batch]:
    start = skipped + 1
    while batch := list(islice(lines, _AT_ONCE)):
        yield list(range(start, start + len(batch))), batch
        start += len(batch)


def _table(shown: str, batches: Iterator[_Batch], rule: TableRule) -> Read:
    """Return a table from its lines, of which those that are blank from end to end say nothing."""
    header, rest = _headed(batches, rule.header_lines)
    at = header[-1][0] if header else rule.skip_lines + 1
    names = joined([cells for _, cells in header])
    check(shown, names, at)
    read = _gathered(shown, names, rest)
    # What has neither a name nor a cell is a comma or a format too many.
    empty = [name for name in names if is_nameless(name) and not (read.rows[name].str.strip_chars() != "").any()]
    return replace(read, rows=read.rows.drop(empty), header=at)


def _headed(batches: Iterator[_Batch], height: int) -> tuple[list[tuple[int, list[str]]], Iterator[_Batch]]:
    """Return the lines of the header, and what stands below."""
    header: list[tuple[int, list[str]]] = []
    for places, lines in batches:
        for number, cells in enumerate(lines, start=1):
            if _says(cells):
                header.append((places[number - 1], cells))
            if len(header) == height:
                return header, chain([(places[number:], lines[number:])], batches)
    return header, iter(())


def _gathered(shown: str, header: list[str], batches: Iterator[_Batch]) -> Read:
    width, good, places = len(header), list[list[str]](), list[int]()
    faults = []
    for lines, batch in batches:
        if all(len(cells) == width for cells in batch):
            good += batch
            places += lines
        else:
            whole = [(line, cells) for line, cells in zip(lines, batch, strict=True) if len(cells) == width]
            good += [cells for _, cells in whole]
            places += [line for line, _ in whole]
            faults += [_broken(shown, *line, width) for line in zip(lines, batch, strict=True) if len(line[1]) != width]
        show(len(good), None)
    show(len(good), len(good))
    columns = list(zip(*good, strict=True)) if good else [()] * width
    frame = pl.DataFrame(
        [pl.Series(name, column, dtype=pl.String) for name, column in zip(header, columns, strict=True)]
    )
    rows = frame.with_columns(pl.Series(LINE, places, dtype=pl.Int64), pl.lit(shown).alias(FILE))
    said = rows.filter(pl.any_horizontal(pl.col(header).str.strip_chars() != ""))
    return Read(said, tuple(fault for fault in faults if fault))


def _broken(shown: str, line: int, cells: list[str], width: int) -> Fault | None:
    """Return the fault of a line that is no row, unless it says nothing."""
    problem = f"{len(cells)} cells, expected {width}; check commas and quotes; left out: the line"
    return Fault(shown, line, "", ",".join(cells)[:80], problem) if _says(cells) else None


def _says(cells: list[str]) -> bool:
    return any(map(str.strip, cells))


def _read_objects(path: Path, rule: TableRule) -> Read:
    columns, places, faults = read_objects(path, rule)
    return Read(pl.DataFrame(columns).with_columns(pl.Series(LINE, places, dtype=pl.Int64)), tuple(faults))


def _read_parquet(path: Path, rule: TableRule) -> pl.DataFrame:
    try:
        return unnested(pl.read_parquet(path), rule.ignore)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise RefusedFile(f"{path.name}:1: not a Parquet table ({error}); write it again") from error
    except ValueError as error:
        raise RefusedFile(f"{path.name}:1: {error}") from error


def _numbered(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    places = pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(LINE)
    return frame.with_columns(places, pl.lit("").alias(FILE))
