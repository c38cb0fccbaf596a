"""Reads dates as a table writes them: the form that fits tells how finely; what fits no form is none, never guessed."""

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from graph.dates import Precision
from ingest.mapping import eras
from ingest.mapping.rules import ABOUT, Parts

FIRST: Final = "\x1efirst"
LAST: Final = "\x1elast"
FINENESS: Final = "\x1efineness"
"""The first and last day of a date, and how finely it is known."""
_MONTHS: Final = {
    "jan": "uary", "feb": "ruary", "mar": "ch", "apr": "il", "may": "", "jun": "e",
    "jul": "y", "aug": "ust", "sep": "tember", "oct": "ober", "nov": "ember", "dec": "ember",
}  # fmt: skip
_WORDS: Final = "|".join(f"{short}(?:{rest})?" if rest else short for short, rest in _MONTHS.items())
_MONTH: Final = rf"(?P<word>(?i:{_WORDS}|sept))\.?"
_TOKENS: Final = {
    "%Y": r"(?P<year>\d{4})",
    "%m": r"(?P<month>\d{1,2})",
    "%d": r"(?P<day>\d{1,2})",
    "%b": _MONTH,
    "%B": _MONTH,
    "%E": eras.PATTERN,
    "%T": r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?",
}


def in_parts(parts: Parts, missing: Sequence[str]) -> pl.Expr:
    """Return the parts of a date as one text, each part that is not known left out from the right."""
    year, month, day = (_part(name, missing) for name in (parts.year, parts.month, parts.day))
    return (
        pl.when(year.is_null()).then(pl.lit(""))
        .when(month.is_null() & day.is_null()).then(year)
        .when(month.is_null()).then(year + "-?-" + day)
        .when(day.is_null()).then(year + "-" + month)
        .otherwise(year + "-" + month + "-" + day)
    )  # fmt: skip


def _part(name: str, missing: Sequence[str]) -> pl.Expr:
    if not name:
        return pl.lit(None, dtype=pl.String)
    cell = pl.col(name).str.strip_chars()
    return pl.when(~cell.is_in(["", "0", "00", *missing])).then(cell)


def parsed(cells: pl.Expr, forms: Sequence[str]) -> pl.Expr:
    """Return FIRST, LAST and FINENESS by the first form that fits; they are missing where none does."""
    found = pl.struct(pl.lit(None, dtype=pl.Date).alias(FIRST), pl.lit(None, dtype=pl.Date).alias(LAST), _fineness(""))
    for form in reversed(forms):
        pattern = "^" + _pattern(form.removesuffix(ABOUT)) + "$"
        found = pl.when(cells.str.contains(pattern)).then(_read(cells, pattern, form)).otherwise(found)
    return found


def _read(cells: pl.Expr, pattern: str, form: str) -> pl.Expr:
    order = dict(re.compile(pattern).groupindex)
    part = {name: cells.str.extract(pattern, place) for name, place in order.items()}
    month = part.get("month", _number(part["word"]) if "word" in part else None)
    one = pl.lit("1")
    months, days = (one if given is None else given for given in (month, part.get("day")))
    years = part["year"] if "year" in part else eras.year(part["era"], part["of"])
    text = pl.format("{}-{}-{}", years, months.str.zfill(2), days.str.zfill(2))
    first = text.str.to_date("%Y-%m-%d", strict=False)
    if "day" in part:
        last, fineness = first, Precision.DAY
    elif month is not None:
        last, fineness = first.dt.month_end(), Precision.MONTH
    else:
        last, fineness = pl.date(first.dt.year(), 12, 31), Precision.YEAR
    if "era" in part:
        first, last = eras.within(part["era"], first, last)
    return pl.struct(
        first.alias(FIRST), last.alias(LAST), _fineness((Precision.ABOUT if form.endswith(ABOUT) else fineness).value)
    )


def _fineness(value: str) -> pl.Expr:
    return pl.lit(value or None, dtype=pl.String).alias(FINENESS)


def _number(word: pl.Expr) -> pl.Expr:
    names = {short: str(number) for number, short in enumerate(_MONTHS, start=1)}
    return word.str.to_lowercase().str.slice(0, 3).replace_strict(names, default=None, return_dtype=pl.String)


def _pattern(form: str) -> str:
    pieces = re.split(r"(%[A-Za-z])", form)
    return "".join(_TOKENS.get(piece, re.escape(piece)) for piece in pieces)
