"""Makes columns of what is nested: names joined by a dot, lists of plain values as cells of several values."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Final

import polars as pl

LIST: Final = "\x1f"
"""Parts the values of a cell that is a list in the file."""
_TOO_DEEP: Final = "is a list of lists or objects; name it under table.ignore, or write a line for each"


def flat(value: Mapping[str, Any], ignore: Sequence[str], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the plain values of an object by their names; raises a `ValueError` for a list that is not plain.

    What is ignored is a blank cell, so that a column that no line has is still told from one that is ignored.
    """
    for key, item in value.items():
        name = f"{prefix}{key}"
        if any(fnmatchcase(name, pattern) for pattern in ignore):
            yield name, ""
        elif isinstance(item, dict):
            yield from flat(item, ignore, f"{name}.")
        elif isinstance(item, list):
            if any(isinstance(each, (dict, list)) for each in item):
                raise ValueError(f"{name} {_TOO_DEEP}")
            yield name, LIST.join(map(_cell, item))
        else:
            yield name, _cell(item)


def unnested(frame: pl.DataFrame, ignore: Sequence[str]) -> pl.DataFrame:
    """Return a table of text in which every field of an object is a column; raises a `ValueError` as `flat` does."""
    columns: dict[str, pl.Series] = {}
    for series in frame.get_columns():
        columns.update((column.name, column) for column in _opened(series, ignore))
    return pl.DataFrame({name: _texts(series) for name, series in columns.items()})


def _opened(series: pl.Series, ignore: Sequence[str]) -> Iterator[pl.Series]:
    if any(fnmatchcase(series.name, pattern) for pattern in ignore):
        yield pl.Series(series.name, [""], dtype=pl.String).new_from_index(0, len(series))
    elif isinstance(series.dtype, pl.Struct):
        for field in series.struct.fields:
            yield from _opened(series.struct.field(field).alias(f"{series.name}.{field}"), ignore)
    elif isinstance(series.dtype, (pl.List, pl.Array)) and series.dtype.inner.is_nested():
        raise ValueError(f"the column {series.name} {_TOO_DEEP}")
    else:
        yield series


def _texts(series: pl.Series) -> pl.Series:
    if isinstance(series.dtype, pl.Array):
        series = series.arr.to_list()
    if isinstance(series.dtype, pl.List):
        series = series.cast(pl.List(pl.String)).list.join(LIST, ignore_nulls=True)
    # A day and a midnight is the day.
    return series.cast(pl.String).fill_null("").str.replace(r" 00:00:00(\.0+)?$", "")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
