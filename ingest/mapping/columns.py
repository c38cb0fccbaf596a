"""Applies the rules of columns to a whole table at once, and finds the rows whose cells break them.

After the rules a date column has three more beside it, its earliest day, its latest day and its precision, a column of
numbers has one with each number as a literal, and a column with values at fault has one that says in which rows. Such a
value is gone from its cell: where it stood alone, the cell is as blank as one that never held any.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

import polars as pl

from graph.dates import Precision
from ingest.mapping.codes import actor, no_actor
from ingest.mapping.days import FINENESS, FIRST, LAST, in_parts, parsed
from ingest.mapping.nested import LIST
from ingest.mapping.parted import parted
from ingest.mapping.rules import DATES, ColumnRule, TableRule
from ingest.nquads import literal

EARLIEST: Final = "\x1eearliest"
LATEST: Final = "\x1elatest"
PRECISION: Final = "\x1eprecision"
NUMBER: Final = "\x1enumber"
BROKEN: Final = "\x1ebroken"
ROW: Final = "\x1erow"
"""Suffixes and names of columns that the rules add."""
_CONTROL: Final = f"[\x00-\x08\x0b\x0c\x0e-{chr(ord(LIST) - 1)}]"
"""Characters that no XML can hold, but for that between the values of a nested list."""
_NO_XML: Final = "has a control character; take it out, or correct the word under corrections"
_POWER: Final = r"(?:[eE][+-]?\d{1,2})?"
"""As statistical programs write large and small numbers, such as 1e+05."""
_MARKS: Final = "table.decimal_mark and thousands_mark say how numbers are written, pattern takes one out of words"
_BLANK: Final = " \u00a0\u202f"
"""A blank between thousands is often one at which no line is broken."""


def apply(rows: pl.DataFrame, name: str, rule: ColumnRule, table: TableRule) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with a column as its rule reads it, and the faults as rows of ROW, column, value and problem."""
    if rule.parts:
        rows = rows.with_columns(in_parts(rule.parts, table.missing).alias(name))
    cells = pl.col(name).str.strip_chars()
    rows = rows.with_columns(pl.when(~cells.is_in(["", *table.missing, *rule.missing])).then(cells).alias(name))
    blank = rows.filter(pl.col(name).is_null()) if rule.required else rows.clear()
    faults = [
        _faults(blank.with_columns(pl.lit("").alias("before"), pl.lit("must not be blank").alias("problem")), name)
    ]
    long = _values(rows, name, rule)
    for step in _steps(rule, table):
        read = step(long, name)
        faults.append(_faults(read.filter(pl.col("problem").is_not_null()), name))
        long = read.filter(pl.col("problem").is_null(), pl.col(name).is_not_null()).drop("problem", "before")
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
    exploded = (
        kept.with_columns(parted(kept[name], rule).str.split(LIST))
        .explode(name)
        .with_columns(pl.col(name).str.strip_chars())
    )
    return exploded.filter(pl.col(name) != "")


def _steps(rule: ColumnRule, table: TableRule) -> Iterator[_Step]:
    if rule.corrections:
        yield lambda rows, name: _tested(
            rows.with_columns(pl.col(name).replace(rule.corrections)), name, pl.lit(value=True), ""
        )
    if not (rule.pattern or rule.values or rule.code or rule.number or rule.date or rule.parts):
        yield lambda rows, name: _tested(rows, name, ~pl.col(name).str.contains(_CONTROL), _NO_XML)
    if rule.pattern:
        yield lambda rows, name: _taken(rows, name, rule.pattern)
    if rule.values:
        yield lambda rows, name: _mapped(rows, name, rule.values)
    if rule.code:
        yield lambda rows, name: _coded(rows, name, rule)
    if rule.number:
        yield lambda rows, name: _numbered(rows, name, rule, table)
    if rule.date or rule.parts:
        yield lambda rows, name: _dated(rows, name, rule)


def _tested(rows: pl.DataFrame, name: str, good: pl.Expr, problem: str | pl.Expr) -> pl.DataFrame:
    told = pl.lit(problem) if isinstance(problem, str) else problem
    return rows.with_columns(
        pl.col(name).alias("before"),
        pl.when(good.fill_null(value=False)).then(None).otherwise(told).cast(pl.String).alias("problem"),
    )


def _taken(rows: pl.DataFrame, name: str, pattern: str) -> pl.DataFrame:
    """Hold cells against a pattern and take what stands in its first brackets, if it has any."""
    whole = f"^(?:{pattern})$"
    tested = _tested(rows, name, pl.col(name).str.contains(whole), f"not of the pattern {pattern}")
    if not pl.select(pl.lit("").str.extract_groups(pattern)).to_series().struct.fields:
        return tested
    found = pl.col(name).str.extract(whole).str.strip_chars()
    # Brackets in which nothing stands say nothing.
    return tested.with_columns(pl.when(found != "").then(found).alias(name))


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
    told = [
        None if who else no_actor(rule.code, code, on) for who, (code, on) in zip(found, pairs.iter_rows(), strict=True)
    ]
    known = pairs.with_columns(
        pl.Series("\x1eactor", found, dtype=pl.String), pl.Series("\x1etold", told, dtype=pl.String)
    )
    joined = keyed.join(known, on=[name, "\x1eday"], how="left", nulls_equal=True)
    tested = _tested(joined, name, pl.col("\x1eactor").is_not_null(), pl.col("\x1etold"))
    return tested.with_columns(pl.col("\x1eactor").alias(name)).drop("\x1eactor", "\x1eday", "\x1etold")


def _numbered(rows: pl.DataFrame, name: str, rule: ColumnRule, table: TableRule) -> pl.DataFrame:
    point, thousands = re.escape(table.decimal_mark), _BLANK if table.thousands_mark == " " else table.thousands_mark
    digits = rf"(?:\d{{1,3}}(?:[{thousands}]\d{{3}})+|\d+)" if thousands else r"\d+"
    whole = rule.number == "integer"
    pattern = rf"^[+-]?{digits}$" if whole else rf"^[+-]?(?:{digits}(?:{point}\d*)?|{point}\d+){_POWER}$"
    marks = "" if whole else f" with {table.decimal_mark!r} before its decimals"
    grouped = f"{' and' if marks else ' with'} {table.thousands_mark!r} between thousands" if thousands else ""
    problem = f"not a {'whole ' if whole else ''}number{marks}{grouped}; {_MARKS}"
    tested = _tested(rows, name, pl.col(name).str.contains(pattern), problem)
    good = tested.filter(pl.col("problem").is_null()).select(name).unique()
    no_thousands = {ord(mark): None for mark in thousands}
    plain = [text.translate(no_thousands).replace(table.decimal_mark, ".") for text in good[name]]
    terms = [literal(_multiplied(text, rule)) for text in plain]
    return tested.join(
        pl.DataFrame({name: good[name], name + NUMBER: pl.Series(terms, dtype=pl.String)}), on=name, how="left"
    )


def _multiplied(text: str, rule: ColumnRule) -> int | Decimal:
    number = Decimal(text) * Decimal(str(rule.times)) if rule.times != 1 else Decimal(text)
    return int(number) if rule.number == "integer" and number == number.to_integral_value() else number


def _dated(rows: pl.DataFrame, name: str, rule: ColumnRule) -> pl.DataFrame:
    forms = rule.date or DATES
    read = rows.with_columns(parsed(pl.col(name), forms).alias("\x1eread")).unnest("\x1eread")
    tested = _tested(read, name, pl.col(FIRST).is_not_null(), f"not a date of the form {' or '.join(forms)}")
    # A last day inside a period ends it on the day after; days of a coarser date stay what they are.
    exact = pl.col(FINENESS) == Precision.DAY.value
    shift = pl.duration(days=pl.when(exact).then(int(rule.last_day)).otherwise(0))
    return tested.with_columns(
        (pl.col(FIRST) + shift).alias(name + EARLIEST),
        (pl.col(LAST) + shift).alias(name + LATEST),
        pl.col(FINENESS).alias(name + PRECISION),
    ).drop(FIRST, LAST, FINENESS)
