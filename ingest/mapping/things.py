"""Writes what rows say as statements: one expression over the whole table for each fact of the mapping."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from graph.dates import Precision
from ingest.claims import full
from ingest.mapping.columns import EARLIEST, LATEST, NUMBER, PRECISION
from ingest.mapping.model import ThingRule
from ingest.mapping.tables import FILE, LINE
from ingest.mapping.values import exploded, filled, minted, safe, valued
from ontology.iris import BASE, PREFIXES

SUBJECT: Final = "\x1esubject"
"""The name of the thing that a row describes."""
_COARSENESS: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.ABOUT)
_TYPE: Final = f"<{PREFIXES['rdf']}type>"


@dataclass(frozen=True)
class Table:
    """What is said of every thing of a table: the document it cites, the key of the source, what is not made after all.

    The key sets the citations apart from those of other sources.
    """

    document: str
    key: str
    unmade: pl.Series


def statements(here: pl.DataFrame, thing: ThingRule, table: Table) -> Iterator[pl.Series]:
    """Yield the statements of one kind of thing, a series a fact; `here` has the rows that describe one."""
    yield _joined(here, SUBJECT, _TYPE, pl.lit(f"<{PREFIXES['kn']}{thing.kind}>"))
    for name, rule in thing.rules():
        if rule.date is None:
            told, term = valued(here, thing, name, rule)
            if rule.thing is not None and len(table.unmade):
                told = told.filter(~term.is_in(table.unmade.implode()))
            yield _joined(told, SUBJECT, _term(name), term)
    yield from _dates(here, thing)
    yield from _citations(here, thing, table)


def described(rows: pl.DataFrame, thing: ThingRule) -> pl.DataFrame:
    """Return the rows that describe a thing of this kind, one a value of `each`, with the thing's name."""
    if thing.when:
        rows = rows.filter(pl.col(thing.when).is_not_null())
    if thing.each:
        rows = _apart(rows, thing.each).filter(pl.col(thing.each).is_not_null())
    for _, date in dates_of(thing):
        if isinstance(rows.schema[date.column], pl.List):
            rows = _apart(rows, date.column)
    rows = exploded(rows, thing.id)
    here = rows.with_columns(minted(rows, thing.id).alias(SUBJECT)).filter(pl.col(SUBJECT).is_not_null())
    return here.with_columns(part for _, date in dates_of(thing) for part in date.parts())


def _apart(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the rows, one a value of a column, with what stands beside each value."""
    beside = [c for s in (EARLIEST, LATEST, PRECISION, NUMBER) if (c := name + s) in rows.columns]
    return rows.explode(name, *beside)


@dataclass(frozen=True)
class Dated:
    """A date of a thing: the column that it is read from, and the place of its own beside it."""

    column: str
    place: str
    last_day: bool
    whole: bool

    def parts(self) -> Iterator[pl.Expr]:
        """Yield the earliest day, the latest day and the precision at the date's own place."""
        precision = pl.col(self.column + PRECISION)
        # Days of a date that is no day stay what they are, unless the whole of it is meant.
        exact = pl.lit(value=True) if self.whole else precision == Precision.DAY.value
        shift = pl.duration(days=pl.when(exact).then(int(self.last_day)).otherwise(0))
        meant = LATEST if self.last_day else EARLIEST
        for suffix in (EARLIEST, LATEST):
            yield (pl.col(self.column + (meant if self.whole else suffix)) + shift).alias(self.place + suffix)
        day = pl.when(precision.is_not_null()).then(pl.lit(Precision.DAY.value))
        yield (day if self.whole else precision).alias(self.place + PRECISION)


def dates_of(thing: ThingRule) -> list[tuple[str, Dated]]:
    """Return the dates of a thing by their properties."""
    named = [(name, rule) for name, rule in thing.rules() if rule.date]
    return [
        (name, Dated(rule.date or "", f"\x1edate{number}", rule.last_day, rule.whole))
        for number, (name, rule) in enumerate(named)
    ]


def _term(name: str) -> str:
    return f"<{full(name)}>"


def _joined(rows: pl.DataFrame, subject: str, predicate: str, value: pl.Expr) -> pl.Series:
    line = pl.concat_str([pl.col(subject), pl.lit(f" {predicate} "), value])
    return rows.select(line.alias("statement")).drop_nulls()["statement"]


def _dates(rows: pl.DataFrame, thing: ThingRule) -> Iterator[pl.Series]:
    """Yield the days of a thing as `ingest.claims.dated` writes them, and the coarsest precision among them."""
    day = pl.lit(f'"^^<{PREFIXES["xsd"]}date>')
    ranks = []
    for name, date in dates_of(thing):
        seen = name == "kn:attestedOn"
        first = pl.col(date.place + (LATEST if seen else EARLIEST))
        yield _joined(rows, SUBJECT, _term(name), pl.lit('"') + first.dt.strftime("%Y-%m-%d") + day)
        if not seen:
            last = pl.col(date.place + LATEST)
            spread = rows.filter(last != first)
            yield _joined(spread, SUBJECT, _term(name + "Latest"), pl.lit('"') + last.dt.strftime("%Y-%m-%d") + day)
        order = {precision.value: rank for rank, precision in enumerate(_COARSENESS)}
        rank = pl.col(date.place + PRECISION).replace_strict(order, default=None, return_dtype=pl.Int8)
        # What was merely seen on a day sets the precision only where nothing else is known.
        ranks.append(rank - 10 if seen else rank)
    if ranks:
        # A thing has one precision, of all rows that describe it.
        told = rows.select(SUBJECT, pl.max_horizontal(ranks).alias("rank")).group_by(SUBJECT, maintain_order=True)
        coarsest = pl.col("rank")
        plain = pl.when(coarsest < 0).then(coarsest + 10).otherwise(coarsest)
        words = {rank: f'"{precision.value}"' for rank, precision in enumerate(_COARSENESS)}
        word = plain.replace_strict(words, default=None, return_dtype=pl.String)
        yield _joined(told.max(), SUBJECT, _term("kn:datePrecision"), word)


def _citations(rows: pl.DataFrame, thing: ThingRule, table: Table) -> Iterator[pl.Series]:
    """Yield a citation for each thing and place of it in the table."""
    # Of most tables a row is a thing, and nothing is to be counted.
    alone = rows[SUBJECT].n_unique() == rows.height
    here = rows if alone else rows.unique([SUBJECT, FILE, LINE], maintain_order=True)
    number = pl.lit(1) if alone else pl.int_range(1, pl.len() + 1).over(SUBJECT)
    local = (
        pl.col(SUBJECT).str.strip_chars("<>").str.replace(BASE, "", literal=True).str.replace("id/", "", literal=True)
    )
    name = pl.format("<{}id/cit-{}-{}-{}>", pl.lit(BASE), local.str.replace_all("/", "-"), pl.lit(table.key), number)
    here = here.with_columns(name.alias("\x1ecitation"))
    yield _joined(here, SUBJECT, _term("kn:evidence"), pl.col("\x1ecitation"))
    yield _joined(here, "\x1ecitation", _TYPE, pl.lit(f"<{PREFIXES['kn']}Citation>"))
    yield _joined(here, "\x1ecitation", _term("kn:cites"), pl.lit(f"<{table.document}>"))
    yield _joined(
        here, "\x1ecitation", _term("kn:confidence"), pl.lit(f"<{PREFIXES['knk']}confidence-{thing.confidence}>")
    )
    locator = exploded(here, thing.locator)
    words = pl.lit('"') + safe(locator, filled(thing.locator)) + pl.lit('"')
    yield _joined(locator, "\x1ecitation", _term("kn:locator"), words)
