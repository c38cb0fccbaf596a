"""Years of the Japanese eras, such as 平成19 or H19: each with the days of the era, outside of which is no such date.

The eras begin and end as in the locale ja_JP of the GNU C Library, but the day on which two meet is of both. Before
1873 Japan had another calendar, whose dates are none of ours.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl


@dataclass(frozen=True)
class Era:
    """An era: its name and its letter, the year before its first, its first and last day of our calendar."""

    name: str
    letter: str
    before: int
    first: date
    last: date


ERAS: Final = (
    Era("明治", "M", 1867, date(1873, 1, 1), date(1912, 7, 30)),
    Era("大正", "T", 1911, date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", 1925, date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", 2018, date(2019, 5, 1), date.max),
)
PATTERN: Final = (
    f"(?P<era>{'|'.join([*(era.name for era in ERAS), *(era.letter for era in ERAS)])})(?P<of>元|[0-9]{{1,2}})"
)
"""An era and a year of it, of which the first may be called 元."""


def year(era: pl.Expr, of: pl.Expr) -> pl.Expr:
    """Return the year of our calendar as text."""
    number = of.replace("元", "1").cast(pl.Int32, strict=False)
    return (_by_era(era, {era.name: era.before for era in ERAS}, pl.Int32) + number).cast(pl.String)


def within(era: pl.Expr, first: pl.Expr, last: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return the days of a span that are of the era, none where there are none."""
    start = pl.max_horizontal(first, _by_era(era, {era.name: era.first for era in ERAS}, pl.Date))
    end = pl.min_horizontal(last, _by_era(era, {era.name: era.last for era in ERAS}, pl.Date))
    there = first.is_not_null() & (start <= end)
    return pl.when(there).then(start), pl.when(there).then(end)


def _by_era(era: pl.Expr, values: dict[str, int] | dict[str, date], dtype: type[pl.DataType]) -> pl.Expr:
    names = era.replace({era.letter: era.name for era in ERAS})
    return names.replace_strict(values, default=None, return_dtype=dtype)
