"""Reads table files as text, cell by cell as they stand: CSV, TSV, Excel, Parquet and JSON lines."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from graph.errors import RefusedFile
from ingest import strict_json
from ingest.mapping.model import TableRule
from ingest.progress import counted
from ingest.rows import Fault

LIST: Final = "\x1f"
"""Parts the values of a cell that is a list in the file."""
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
            read = _read_lines(path, rule)
        case "excel":
            read = Read(_numbered(_read_excel(path, rule), rule.skip_lines + 2), ())
        case "parquet":
            read = Read(_numbered(_read_parquet(path), 1), ())
        case _:
            raise RefusedFile(f"{path.name}: not a table by its name; write table.format, or rename it")
    return Read(read.rows.with_columns(pl.lit(path.name).alias(FILE)), read.faults)


def _decoded(path: Path, rule: TableRule) -> str:
    content = path.read_bytes()
    encoding = "utf-8-sig" if rule.encoding.lower() in ("utf-8", "utf8") else rule.encoding
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise RefusedFile(f"{path.name}: no encoding {rule.encoding!r}; write utf-8, cp1252 or latin-1, say") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        bad = content[error.start : error.end].hex(" ")
        raise RefusedFile(
            f"{path.name}:{line}: the bytes {bad} are not {rule.encoding}; give table.encoding"
        ) from error


def _read_text(path: Path, rule: TableRule, delimiter: str) -> Read:
    text = io.StringIO(_decoded(path, rule), newline="")
    for _ in range(rule.skip_lines):
        next(text, None)
    lines = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        header = next(lines, [])
        _check_header(path.name, header, rule.skip_lines + 1)
        return _gathered(path.name, header, _with_lines(lines, rule.skip_lines))
    except csv.Error as error:
        at = lines.line_num + rule.skip_lines
        raise RefusedFile(f"{path.name}:{at}: broken CSV ({error}); check quotes and delimiter") from error


def _with_lines(lines: Any, skipped: int) -> Iterator[tuple[int, list[str]]]:
    start = lines.line_num + 1
    for cells in counted(lines):
        line, start = start, lines.line_num + 1
        if cells:
            yield line + skipped, cells


def _check_header(shown: str, header: list[str], line: int) -> None:
    if not header:
        raise RefusedFile(f"{shown}:{line}: no header; the first line must name the columns")
    for name in header:
        if header.count(name) > 1:
            raise RefusedFile(f"{shown}:{line}: the column {name!r} stands twice in the header; rename one")


def _gathered(shown: str, header: list[str], rows: Iterable[tuple[int, list[str]]]) -> Read:
    width, good, places = len(header), list[list[str]](), list[int]()
    faults = []
    for line, cells in rows:
        if len(cells) == width:
            good.append(cells)
            places.append(line)
        else:
            problem = f"{len(cells)} cells, expected {width}; check commas and quotes"
            faults.append(Fault(shown, line, "", ",".join(cells)[:80], problem))
    columns = list(zip(*good, strict=True)) if good else [()] * width
    frame = pl.DataFrame(
        [pl.Series(name, column, dtype=pl.String) for name, column in zip(header, columns, strict=True)]
    )
    return Read(frame.with_columns(pl.Series(LINE, places, dtype=pl.Int64), pl.lit(shown).alias(FILE)), tuple(faults))


def _read_lines(path: Path, rule: TableRule) -> Read:
    rows: list[dict[str, str]] = []
    places: list[int] = []
    faults = []
    for line, text in enumerate(counted(_decoded(path, rule).split("\n")), start=1):
        if not text.strip():
            continue
        try:
            rows.append(dict(_flat(strict_json.loads_object(text), "")))
            places.append(line)
        except ValueError as error:
            faults.append(Fault(path.name, line, "", text[:80], str(error)))
    names = sorted({name for row in rows for name in row})
    cells = {name: pl.Series(name, [row.get(name, "") for row in rows], dtype=pl.String) for name in names}
    frame = pl.DataFrame(cells).with_columns(pl.Series(LINE, places, dtype=pl.Int64), pl.lit(path.name).alias(FILE))
    return Read(frame, tuple(faults))


def _flat(value: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, item in value.items():
        if isinstance(item, dict):
            yield from _flat(item, f"{prefix}{name}.")
        elif isinstance(item, list):
            if any(isinstance(each, (dict, list)) for each in item):
                raise ValueError(f"{prefix}{name} is a list of lists or objects; write a line for each")
            yield f"{prefix}{name}", LIST.join(map(_cell, item))
        else:
            yield f"{prefix}{name}", _cell(item)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path)
        lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
        joined = frame.with_columns(pl.col(lists).cast(pl.List(pl.String)).list.join(LIST))
        return joined.with_columns(pl.all().cast(pl.String).fill_null(""))
    except (OSError, pl.exceptions.PolarsError) as error:
        raise RefusedFile(f"{path.name}:1: not a Parquet table ({error}); write it again") from error


def _read_excel(path: Path, rule: TableRule) -> pl.DataFrame:
    # Needed for workbooks only, and slow to import.
    import fastexcel  # noqa: PLC0415

    try:
        book = fastexcel.read_excel(str(path))
        sheet = book.load_sheet(rule.sheet or 0, header_row=rule.skip_lines, dtypes="string")
        frame: pl.DataFrame = sheet.to_polars()
    except (fastexcel.FastExcelError, OSError, ValueError) as error:
        raise RefusedFile(f"{path.name}:1: the workbook cannot be read ({error}); check table.sheet") from error
    # A day in a cell comes as a day and a midnight.
    return frame.select(pl.all().cast(pl.String).fill_null("").str.replace(r" 00:00:00(\.0+)?$", ""))


def _numbered(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    places = pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(LINE)
    return frame.with_columns(places, pl.lit("").alias(FILE))
