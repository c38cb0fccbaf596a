"""Applies the rules of columns to a whole table at once, and finds the rows whose cells break them.

After the rules a date column has three more beside it, its earliest day, its latest day and its precision, a column of
numbers has one with each number as a literal, and a column with values at fault has one that says in which rows. Such a
value is gone from its cell: where it stood alone, the cell is as blank as one that never held any.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

import polars as pl

from graph.dates import Precision
from ingest.mapping.codes import actor
from ingest.mapping.model import DATES, ColumnRule, Parts
from ingest.mapping.tables import LIST
from ingest.nquads import literal

EARLIEST: Final = "\x1eearliest"
LATEST: Final = "\x1elatest"
PRECISION: Final = "\x1eprecision"
NUMBER: Final = "\x1enumber"
BROKEN: Final = "\x1ebroken"
ROW: Final = "\x1erow"
"""Suffixes and names of columns that the rules add."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TOKENS: Final = {
    "%Y": r"(?P<year>\d{4})",
    "%m": r"(?P<month>\d{1,2})",
    "%d": r"(?P<day>\d{1,2})",
    "%b": r"(?P<word>[A-Za-z]{3})[a-z]*\.?",
    "%B": r"(?P<word>[A-Za-z]{3})[a-z]*\.?",
}


def apply(rows: pl.DataFrame, name: str, rule: ColumnRule, missing: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with a column as its rule reads it, and the faults as rows of ROW, column, value and problem."""
    if rule.parts:
        rows = rows.with_columns(_joined(rule.parts, missing).alias(name))
    cells = pl.col(name).str.strip_chars()
    rows = rows.with_columns(pl.when(~cells.is_in(["", *missing, *rule.missing])).then(cells).alias(name))
    blank = rows.filter(pl.col(name).is_null()) if rule.required else rows.clear()
    faults = [
        _faults(blank.with_columns(pl.lit("").alias("before"), pl.lit("must not be blank").alias("problem")), name)
    ]
    long = _values(rows, name, rule)
    for step in _steps(rule):
        read = step(long, name)
        faults.append(_faults(read.filter(pl.col("problem").is_not_null()), name))
        long = read.filter(pl.col("problem").is_null()).drop("problem", "before")
    made = [name + suffix for suffix in ("", EARLIEST, LATEST, PRECISION, NUMBER) if name + suffix in long.columns]
    long = long.select(ROW, *made)
    found = long.group_by(ROW, maintain_order=True).agg(made) if rule.split else long
    told = pl.concat(faults)
    read = rows.drop(name).join(found, on=ROW, how="left", maintain_order="left")
    if told.height:
        read = read.with_columns(pl.col(ROW).is_in(told[ROW].to_list()).alias(name + BROKEN))
    return read, told


_Step = Callable[[pl.DataFrame, str], pl.DataFrame]


def _faults(broken: pl.DataFrame, name: str) -> pl.DataFrame:
    return broken.select(ROW, pl.lit(name).alias("column"), pl.col("before").alias("value"), "problem")


def _values(rows: pl.DataFrame, name: str, rule: ColumnRule) -> pl.DataFrame:
    """Return one row a value, with the day that a code is understood on where the rule asks for it."""
    beside = [rule.code_on + EARLIEST] if rule.code_on else []
    kept = rows.filter(pl.col(name).is_not_null()).select(ROW, name, *beside)
    if not rule.split:
        return kept
    values = pl.col(name).str.replace_all(LIST, rule.split, literal=True).str.split(rule.split)
    exploded = kept.with_columns(values).explode(name).with_columns(pl.col(name).str.strip_chars())
    return exploded.filter(pl.col(name) != "")


def _steps(rule: ColumnRule) -> Iterator[_Step]:
    if rule.pattern:
        yield lambda rows, name: _tested(
            rows, name, pl.col(name).str.contains(f"^(?:{rule.pattern})$"), "not of the pattern"
        )
    if rule.values:
        yield lambda rows, name: _mapped(rows, name, rule.values)
    if rule.code:
        yield lambda rows, name: _coded(rows, name, rule)
    if rule.number:
        yield lambda rows, name: _numbered(rows, name, rule.number)
    if rule.date or rule.parts:
        yield lambda rows, name: _dated(rows, name, rule)


def _tested(rows: pl.DataFrame, name: str, good: pl.Expr, problem: str | pl.Expr) -> pl.DataFrame:
    told = pl.lit(problem) if isinstance(problem, str) else problem
    return rows.with_columns(
        pl.col(name).alias("before"),
        pl.when(good.fill_null(value=False)).then(None).otherwise(told).cast(pl.String).alias("problem"),
    )


def _mapped(rows: pl.DataFrame, name: str, values: dict[str, str]) -> pl.DataFrame:
    known = f"not among the values that the mapping knows: {', '.join(list(values)[:12])}"
    tested = _tested(rows, name, pl.col(name).is_in(list(values)), known)
    return tested.with_columns(pl.col(name).replace_strict(values, default=None, return_dtype=pl.String))


def _coded(rows: pl.DataFrame, name: str, rule: ColumnRule) -> pl.DataFrame:
    """Replace codes by the ids of the actors that they name, on the day of another column where the rule gives one."""
    day = pl.col(rule.code_on + EARLIEST) if rule.code_on else pl.lit(None, dtype=pl.Date)
    keyed = rows.with_columns(day.alias("\x1eday"))
    pairs = keyed.select(name, "\x1eday").unique()
    found = [actor(rule.code, code, on) for code, on in pairs.iter_rows()]
    joined = keyed.join(
        pairs.with_columns(pl.Series("\x1eactor", found, dtype=pl.String)),
        on=[name, "\x1eday"],
        how="left",
        nulls_equal=True,
    )
    tested = _tested(joined, name, pl.col("\x1eactor").is_not_null(), _no_actor(rule))
    return tested.with_columns(pl.col("\x1eactor").alias(name)).drop("\x1eactor", "\x1eday")


def _no_actor(rule: ColumnRule) -> pl.Expr:
    undated = f"this {rule.code} code names no actor, or has named several and no day tells which; give code_on a day"
    on_a_day = f"no actor has this {rule.code} code then; correct it, or add the actor"
    return pl.when(pl.col("\x1eday").is_null()).then(pl.lit(undated)).otherwise(pl.lit(on_a_day))


def _numbered(rows: pl.DataFrame, name: str, kind: str) -> pl.DataFrame:
    pattern = r"^[+-]?\d+$" if kind == "integer" else r"^[+-]?(\d+\.?\d*|\.\d+)$"
    tested = _tested(
        rows, name, pl.col(name).str.contains(pattern), f"not {'a whole' if kind == 'integer' else 'a'} number"
    )
    good = tested.filter(pl.col("problem").is_null()).select(name).unique()
    plain = [literal(int(text) if kind == "integer" else Decimal(text)) for text in good[name]]
    terms = pl.DataFrame({name: good[name], name + NUMBER: pl.Series(plain, dtype=pl.String)})
    return tested.join(terms, on=name, how="left")


def _joined(parts: Parts, missing: Sequence[str]) -> pl.Expr:
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


def _dated(rows: pl.DataFrame, name: str, rule: ColumnRule) -> pl.DataFrame:
    read = rows.with_columns(_parsed(pl.col(name), rule.date or DATES).struct.unnest())
    first = pl.format(
        "{}-{}-{}", "\x1ey", pl.col("\x1em").fill_null("1").str.zfill(2), pl.col("\x1ed").fill_null("1").str.zfill(2)
    )
    read = read.with_columns(first.str.to_date("%Y-%m-%d", strict=False).alias("\x1efirst"))
    tested = _tested(
        read, name, pl.col("\x1efirst").is_not_null(), f"not a date of the form {' or '.join(rule.date or DATES)}"
    )
    month, day = pl.col("\x1em").is_not_null(), pl.col("\x1ed").is_not_null()
    first_day = pl.col("\x1efirst")
    last_day = (
        pl.when(day)
        .then(first_day)
        .when(month)
        .then(first_day.dt.month_end())
        .otherwise(pl.date(first_day.dt.year(), 12, 31))
    )
    precision = (
        pl.when(day)
        .then(pl.lit(Precision.DAY.value))
        .when(month)
        .then(pl.lit(Precision.MONTH.value))
        .otherwise(pl.lit(Precision.YEAR.value))
    )
    # A last day inside a period ends it on the day after; days of a coarser date stay what they are.
    shift = pl.duration(days=pl.when(day).then(int(rule.last_day)).otherwise(0))
    return tested.with_columns(
        (first_day + shift).alias(name + EARLIEST),
        (last_day + shift).alias(name + LATEST),
        precision.alias(name + PRECISION),
    ).drop("\x1ey", "\x1em", "\x1ed", "\x1efirst")


def _parsed(cells: pl.Expr, forms: tuple[str, ...]) -> pl.Expr:
    """Return year, month and day by the first form that fits."""
    nothing = pl.lit(None, dtype=pl.String)
    result: dict[str, pl.Expr] = dict.fromkeys(("\x1ey", "\x1em", "\x1ed"), nothing)
    for form in reversed(forms):
        pattern = "^" + _pattern(form) + "$"
        fits = cells.str.contains(pattern)
        parts = _groups(cells, pattern)
        result = {part: pl.when(fits).then(parts[part]).otherwise(result[part]) for part in result}
    return pl.struct([expr.alias(part) for part, expr in result.items()])


def _pattern(form: str) -> str:
    pieces = re.split(r"(%[A-Za-z])", form)
    return "".join(_TOKENS.get(piece, re.escape(piece)) for piece in pieces)


def _groups(cells: pl.Expr, pattern: str) -> dict[str, pl.Expr]:
    order = dict(re.compile(pattern).groupindex)
    nothing = pl.lit(None, dtype=pl.String)
    month = cells.str.extract(pattern, order["month"]) if "month" in order else nothing
    if "word" in order:
        names = {word: str(number) for number, word in enumerate(_MONTHS, start=1)}
        month = (
            cells.str.extract(pattern, order["word"])
            .str.to_lowercase()
            .replace_strict(names, default=None, return_dtype=pl.String)
        )
    year = cells.str.extract(pattern, order["year"]) if "year" in order else nothing
    day = cells.str.extract(pattern, order["day"]) if "day" in order else nothing
    return {"\x1ey": year, "\x1em": month, "\x1ed": day}
