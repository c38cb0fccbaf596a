"""Where sources differ, in the order in which a reader wants to know of it."""

from typing import Final

import polars as pl

from graph.tables import Tables

_DAY: Final = r"(\d{4}-\d{2}-\d{2})"
_WEIGHT: Final = {
    "not a party": 0,
    "owed by one source only": 1,
    "number of stays": 3,
    "end": 4,
    "start": 4,
    "signed": 4,
    "start, on another basis": 5,
    "end, by a day": 6,
}
"""Who is bound comes before what is owed, and that before days; a custom of counting days comes last."""
_OPEN_WEIGHT: Final = 2
"""An end that one source knows and the other, which looked, does not."""
_UNKNOWN_WEIGHT: Final = 5
_ORDER: Final = {
    "weight": False,
    "ended": False,
    "alike": True,
    "agreement": False,
    "apart": True,
    "actor": False,
    "source_a": False,
    "source_b": False,
}
"""The columns by which differences are sorted, and whether from the greatest down."""


def weighed(tables: Tables) -> pl.DataFrame:
    """Return all differences with the labels of agreement and actor, what weighs most first.

    Of equal weight, agreements not known to have ended come first, then those with the most such differences, and in
    one agreement the values that lie the most days apart.
    """
    ordered = _measured(tables).sort(list(_ORDER), descending=list(_ORDER.values()))
    return _labelled(ordered.drop("weight", "ended", "alike", "apart"), tables)


def _measured(tables: Tables) -> pl.DataFrame:
    spells = tables.relations.filter((pl.col("class") == "participation") & pl.col("end").is_null())
    open_ = pl.any_horizontal(pl.col(f"value_{side}").str.starts_with("open") for side in "ab")
    by_detail = pl.col("detail").replace_strict(_WEIGHT, default=_UNKNOWN_WEIGHT, return_dtype=pl.Int8)
    first, second = (pl.col(f"value_{side}").str.extract(_DAY).str.to_date("%Y-%m-%d") for side in "ab")
    return tables.conflicts.with_columns(
        weight=pl.when((pl.col("detail") == "end") & open_).then(pl.lit(_OPEN_WEIGHT, pl.Int8)).otherwise(by_detail),
        ended=~pl.col("agreement").is_in(spells["tail"].unique().implode()),
        apart=(first - second).dt.total_days().abs().fill_null(0),
    ).with_columns(alike=pl.len().over("weight", "agreement"))


def _labelled(table: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    labels = dict(tables.entities.select("slug", pl.col("label").fill_null("")).iter_rows())
    return table.with_columns(
        title=pl.col("agreement").replace_strict(labels, default="", return_dtype=pl.String),
        name=pl.col("actor").replace_strict(labels, default="", return_dtype=pl.String),
    )
