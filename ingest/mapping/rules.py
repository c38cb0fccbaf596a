"""The rules of a mapping file: how its table is read, and what the cells of a column are."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_DAY_OR_MONTH: Final = re.compile("%[dm]")
_WHY: Final = re.compile(r"^error: (.*)$", re.MULTILINE)
_PARTS: Final = re.compile(r"%(.)")
DATES: Final = ("%Y-%m-%d", "%Y-%m", "%Y")
"""The forms of dates that need no rule."""
ABOUT: Final = "~"
"""Ends a form whose dates are about."""


class Strict(BaseModel):
    """A part of a mapping: a field that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Unpivot(Strict):
    """Turns columns into rows, for wide tables: each cell of `columns` gives a row."""

    columns: tuple[str, ...]
    name: Annotated[str, Field(description="new column that holds the old column's name")]
    value: Annotated[str, Field(description="new column that holds the cell")]


class Spells(Strict):
    """Joins rows of a year each to spells, of which each is a row with the columns `by`, `start` and `end`."""

    by: Annotated[tuple[str, ...], Field(min_length=1, description="columns that say of what a row is")]
    year: str
    when: Annotated[str, Field(description="column that must say something, else the row does not count")] = ""
    start: Annotated[str, Field(description="new column that holds the first year")]
    end: Annotated[str, Field(description="new column that holds the last year; blank at the horizon")]
    number: Annotated[str, Field(description="new column that numbers the spells of one thing from 1")] = ""
    first_year: Annotated[int, Field(description="year in which the data begin: what stands then began before")] = 0
    either_way: Annotated[bool, Field(description="the first two columns of `by` are a pair, in either order")] = False

    @model_validator(mode="after")
    def _a_pair(self) -> "Spells":
        if self.either_way and len(self.by) < 2:
            raise ValueError("either_way needs two columns under by")
        return self


class TableRule(Strict):
    """How the files are read; the format is told by the name of the file unless it is given."""

    format: Literal["csv", "tsv", "excel", "parquet", "jsonl", ""] = ""
    encoding: str = "utf-8"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    skip_lines: Annotated[int, Field(ge=0)] = 0
    header_lines: Annotated[int, Field(ge=1, le=9, description="lines of the header, under merged cells say")] = 1
    sheet: str = ""
    missing: tuple[str, ...] = ()
    decimal_mark: Literal[".", ","] = "."
    thousands_mark: Literal["", ".", ",", " ", "'"] = ""
    ignore: tuple[str, ...] = ()
    unpivot: Unpivot | None = None
    spells: Spells | None = None

    @model_validator(mode="after")
    def _two_marks(self) -> "TableRule":
        if self.decimal_mark == self.thousands_mark:
            raise ValueError("decimal_mark and thousands_mark are the same; nobody could read the numbers")
        return self


class Parts(Strict):
    """The columns that hold the parts of a date; a blank part is not known."""

    year: str
    month: str = ""
    day: str = ""


def _regular(pattern: str) -> str:
    """Return a pattern that the tables understand: theirs is the regular expression without look-around."""
    # Slow to import, and a mapping is read where no table is.
    import polars as pl  # noqa: PLC0415

    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.PolarsError as error:
        why = _WHY.search(str(error))
        raise ValueError(f"not a regular expression{f' ({why[1]})' if why else ''}") from error
    return pattern


def _form(form: str) -> str:
    """Return a form of dates that names a year, and each part once."""
    parts = _PARTS.findall(form)
    if unknown := [part for part in parts if part not in "YEmdbBT"]:
        raise ValueError(f"%{unknown[0]} is not known; use %Y, %m, %d, %b, %B, %E, or %T for a time left unread")
    kinds = [part.replace("B", "m").replace("b", "m").replace("E", "Y") for part in parts]
    if "Y" not in kinds or len(kinds) != len(set(kinds)) or ("d" in kinds and "m" not in kinds):
        raise ValueError("needs a year, a month with a day, and each part once, such as %d %B %Y")
    return form


def _several(given: object) -> object:
    """Return one sign as the only one of several."""
    signs = [given] if isinstance(given, str) else given
    if isinstance(signs, list) and "" in signs:
        raise ValueError("a sign between values has at least one character")
    return signs


class ColumnRule(Strict):
    """What the cells of a column are; each rule that is given applies, in this order."""

    of: Annotated[
        str, Field(description="another column whose cells this new one has, to read them in a second way")
    ] = ""
    parts: Parts | None = None
    missing: tuple[str, ...] = ()
    required: bool = False
    pattern: Annotated[str, AfterValidator(_regular)] = ""
    split: Annotated[tuple[str, ...], BeforeValidator(_several), Field(description="signs between several values")] = ()
    corrections: Annotated[dict[str, str], Field(description="words to put right; others stay as they are")] = {}
    values: dict[str, str] = {}
    code: str = ""
    code_on: Annotated[str, Field(description="date column whose earliest day a code is understood on")] = ""
    number: Literal["", "integer", "decimal"] = ""
    times: Annotated[float, Field(gt=0, description="numbers are multiplied by it: 0.01 for per cent")] = 1
    date: tuple[Annotated[str, AfterValidator(_form)], ...] = ()
    last_day: Annotated[bool, Field(description="the date is the last day inside, so the end is the day after")] = False

    @model_validator(mode="after")
    def _one_order(self) -> "ColumnRule":
        alike: dict[str, str] = {}
        for form in self.date:
            other = alike.setdefault(_DAY_OR_MONTH.sub("%#", form), form)
            if other != form:
                raise ValueError(
                    f"05/06 could be a day of two months: {other} and {form} both fit it; give one of them"
                )
        return self
