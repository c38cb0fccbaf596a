"""Reads table files as text, cell by cell as they stand: CSV, TSV, Excel, Parquet and JSON lines."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from graph.errors import RefusedFile
from ingest.mapping.headers import check, is_nameless, joined
from ingest.mapping.jsonlines import read_objects
from ingest.mapping.nested import unnested
from ingest.mapping.rules import TableRule
from ingest.mapping.texts import decoded
from ingest.mapping.workbooks import sheet_lines
from ingest.progress import counted
from ingest.rows import Fault

LINE: Final = "__line__"
FILE: Final = "__file__"
"""Where a row stands; the names keep clear of any column of a table."""
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
        return _table(path.name, _with_lines(lines, rule.skip_lines), rule)
    except csv.Error as error:
        at = lines.line_num + rule.skip_lines
        raise RefusedFile(f"{path.name}:{at}: broken CSV ({error}); check quotes and delimiter") from error


def _read_sheet(path: Path, rule: TableRule) -> Read:
    lines = enumerate(sheet_lines(path, rule.sheet), start=1)
    return _table(path.name, islice(lines, rule.skip_lines, None), rule)


def _with_lines(lines: Any, skipped: int) -> Iterator[tuple[int, list[str]]]:
    start = lines.line_num + 1
    for cells in lines:
        line, start = start, lines.line_num + 1
        yield line + skipped, cells


def _table(shown: str, lines: Iterator[tuple[int, list[str]]], rule: TableRule) -> Read:
    """Return a table from its lines, of which those that are blank from end to end say nothing."""
    said = (line for line in lines if any(map(str.strip, line[1])))
    header = list(islice(said, rule.header_lines))
    at = header[-1][0] if header else rule.skip_lines + 1
    names = joined([cells for _, cells in header])
    check(shown, names, at)
    read = _gathered(shown, names, counted(said))
    # What has neither a name nor a cell is a comma or a format too many.
    empty = [name for name in names if is_nameless(name) and not (read.rows[name].str.strip_chars() != "").any()]
    return replace(read, rows=read.rows.drop(empty), header=at)


def _gathered(shown: str, header: list[str], rows: Iterable[tuple[int, list[str]]]) -> Read:
    width, good, places = len(header), list[list[str]](), list[int]()
    faults = []
    for line, cells in rows:
        if len(cells) == width:
            good.append(cells)
            places.append(line)
        else:
            problem = f"{len(cells)} cells, expected {width}; check commas and quotes; left out: the line"
            faults.append(Fault(shown, line, "", ",".join(cells)[:80], problem))
    columns = list(zip(*good, strict=True)) if good else [()] * width
    frame = pl.DataFrame(
        [pl.Series(name, column, dtype=pl.String) for name, column in zip(header, columns, strict=True)]
    )
    return Read(frame.with_columns(pl.Series(LINE, places, dtype=pl.Int64), pl.lit(shown).alias(FILE)), tuple(faults))


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
