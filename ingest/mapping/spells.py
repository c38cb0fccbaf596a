"""Joins rows of a year each to spells: the years without a gap in which the same is said of the same."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from ingest.mapping.rules import Spells
from ingest.mapping.tables import FILE, LINE
from ingest.rows import Fault

_YEAR: Final = "\x1eyear"
_SPELL: Final = "\x1espell"


def spelled(
    rows: pl.DataFrame, spells: Spells, missing: Sequence[str], horizon: int
) -> tuple[pl.DataFrame, list[Fault]]:
    """Return a row a spell, at the place of its first year, and the rows whose year is none.

    What lasts until the year of the horizon has no end yet, and what stands in the first year of the data had begun
    before: then the end or the start is blank.
    """
    cells = pl.col(spells.year).str.strip_chars()
    told = rows.with_columns(cells.str.extract(r"^(\d{4})$").cast(pl.Int32).alias(_YEAR))
    if spells.when:
        said = pl.col(spells.when).str.strip_chars()
        told = told.filter(~said.is_in(["", *missing]).fill_null(value=True))
    bad = told.filter(pl.col(_YEAR).is_null()).select(FILE, LINE, pl.col(spells.year).fill_null(""))
    faults = [Fault(f, line, spells.year, v, "not a year; left out: the line") for f, line, v in bad.iter_rows()]
    good = _in_order(told.filter(pl.col(_YEAR).is_not_null()), spells)
    before = [pl.col(name) == pl.col(name).shift() for name in spells.by]
    goes_on = pl.all_horizontal(*before, pl.col(_YEAR) - pl.col(_YEAR).shift() <= 1)
    numbered = good.with_columns((~goes_on).fill_null(value=True).cum_sum().alias(_SPELL))
    first, last = pl.col(_YEAR).first(), pl.col(_YEAR).last()
    joined = numbered.group_by(_SPELL, maintain_order=True).agg(
        *(pl.col(name).first() for name in (*spells.by, FILE, LINE)),
        pl.when(first == spells.first_year).then(pl.lit("")).otherwise(first.cast(pl.String)).alias(spells.start),
        pl.when(last >= horizon).then(pl.lit("")).otherwise(last.cast(pl.String)).alias(spells.end),
    )
    number = pl.int_range(1, pl.len() + 1).over(*spells.by).cast(pl.String).alias(spells.number or _SPELL)
    return joined.with_columns(number).drop(_SPELL), faults


def _in_order(rows: pl.DataFrame, spells: Spells) -> pl.DataFrame:
    """Return the rows by what they are of and their year; of pairs either way round, the lesser name first."""
    rows = rows.with_columns(pl.col(name).str.strip_chars() for name in spells.by)
    if spells.either_way:
        one, other = (pl.col(name) for name in spells.by[:2])
        turned = one > other
        rows = rows.with_columns(
            pl.when(turned).then(other).otherwise(one).alias(spells.by[0]),
            pl.when(turned).then(one).otherwise(other).alias(spells.by[1]),
        )
    return rows.sort(*spells.by, _YEAR, maintain_order=True)
