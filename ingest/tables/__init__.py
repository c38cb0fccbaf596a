"""Writes the release's Parquet tables: one query a table, rows sorted, so that the same store gives the same bytes."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from graph.store import ReadStore, sheet
from graph.tables import SCHEMAS

Given = Mapping[str, Sequence[tuple[object, ...]]]
"""Rows of tables that no query gives, by table."""
_LONGEST: Final = "evidence"
_QUERIES: Final = Path(__file__).parent
_ESCAPE: Final = re.compile(r"\\(.)")
_MEANT: Final = {"t": "\t", "n": "\n", "r": "\r"}


def write_tables(store: ReadStore, folder: Path, given: Given) -> dict[str, int]:
    """Write every table of `graph.tables` from its query, or from the rows given, and return its number of rows."""
    folder.mkdir(parents=True)
    # The longest first: what it took comes back slowly, and the most memory is held when two long ones follow.
    ordered = sorted(SCHEMAS.items(), key=lambda table: table[0] != _LONGEST)
    return {
        name: _write(_texts(given[name], schema) if name in given else _asked(store, name), schema, folder, name)
        for name, schema in ordered
    }


def _asked(store: ReadStore, name: str) -> pl.DataFrame:
    answer = sheet(store, (_QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
    # Tabs, line breaks and quotes within a term are escaped, so nothing here is quoted for CSV's sake. In CSV itself
    # pyoxigraph 0.5.13 writes an IRI with a comma as two cells.
    terms = pl.read_csv(answer, separator="\t", quote_char=None, infer_schema=False)
    return pl.DataFrame([_plain(terms[column]).alias(column.removeprefix("?")) for column in terms.columns])


def _plain(terms: pl.Series) -> pl.Series:
    """Return the values of terms without their marks, language or datatype, and escapes."""
    bare = terms.str.replace(r"^<(.*)>$", "$1").str.replace(r'^"(.*)"(@[\w-]+|\^\^<[^>]*>)?$', "$1")
    if not bare.str.contains("\\", literal=True).any():
        return bare
    return pl.Series([text and _ESCAPE.sub(lambda m: _MEANT.get(m[1], m[1]), text) for text in bare], dtype=pl.String)


def _texts(found: Sequence[tuple[object, ...]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    cells = [tuple(None if cell is None else str(cell) for cell in row) for row in found]
    return pl.DataFrame(cells, schema=dict.fromkeys(schema, pl.String), orient="row")


def _write(plain: pl.DataFrame, schema: dict[str, pl.DataType], folder: Path, name: str) -> int:
    target = folder / f"{name}.parquet"
    table = (
        plain.select(_typed(column, kind) for column, kind in schema.items()).unique().sort(pl.all(), nulls_last=True)
    )
    try:
        table.write_parquet(target, compression="zstd", statistics=True)
    except pl.exceptions.ComputeError as error:  # what a full disk raises here
        raise OSError(f"{target} cannot be written ({error})") from error
    return table.height


def _typed(column: str, kind: pl.DataType) -> pl.Expr:
    if kind == pl.Date:
        return pl.col(column).str.to_date("%Y-%m-%d")
    if kind == pl.Boolean:
        return pl.col(column) == "true"
    return pl.col(column).cast(kind)
