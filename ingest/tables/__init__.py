"""Writes the release's Parquet tables: one query a table, rows sorted, so that the same store gives the same bytes."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from graph.store import ReadStore, batched, each_row
from graph.tables import SCHEMAS

Given = Mapping[str, Sequence[tuple[object, ...]]]
"""Rows of tables that no query gives, by table."""
_QUERIES: Final = Path(__file__).parent
_PART: Final = 50_000  # rows that are held as Python's objects at once


def write_tables(store: ReadStore, folder: Path, given: Given) -> dict[str, int]:
    """Write every table of `graph.tables` from its query, or from the rows given, and return its number of rows."""
    folder.mkdir(parents=True)
    return {
        name: _write(given[name] if name in given else _asked(store, name), schema, folder / f"{name}.parquet")
        for name, schema in SCHEMAS.items()
    }


def _asked(store: ReadStore, name: str) -> Iterable[tuple[object, ...]]:
    return each_row(store, (_QUERIES / f"{name}.rq").read_text(encoding="utf-8"))


def _write(found: Iterable[tuple[object, ...]], schema: dict[str, pl.DataType], target: Path) -> int:
    plain = pl.concat([_texts((), schema), *(_texts(part, schema) for part in batched(found, _PART))])
    table = (
        plain.select(_typed(column, kind) for column, kind in schema.items()).unique().sort(pl.all(), nulls_last=True)
    )
    try:
        table.write_parquet(target, compression="zstd", statistics=True)
    except pl.exceptions.ComputeError as error:  # what a full disk raises here
        raise OSError(f"{target} cannot be written ({error})") from error
    return table.height


def _texts(found: Iterable[tuple[object, ...]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    cells = [tuple(None if cell is None else str(cell) for cell in row) for row in found]
    return pl.DataFrame(cells, schema=dict.fromkeys(schema, pl.String), orient="row")


def _typed(column: str, kind: pl.DataType) -> pl.Expr:
    if kind == pl.Date:
        return pl.col(column).str.to_date("%Y-%m-%d")
    if kind == pl.Boolean:
        return pl.col(column) == "true"
    return pl.col(column).cast(kind)
