"""Writes what rows say as statements: one expression over the whole table for each fact of the mapping."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from graph.dates import Precision
from ingest.mapping.columns import EARLIEST, LATEST, NUMBER, PRECISION, ROW
from ingest.mapping.model import NAMES, FactRule, ThingRule
from ingest.mapping.tables import FILE, LINE
from ingest.nquads import escaped
from ingest.rdf.checks import decimals
from ontology.iris import BASE, PREFIXES, mint
from ontology.vocabulary import concepts

_PLACES: Final = {"file": FILE, "line": LINE}
SUBJECT: Final = "\x1esubject"
SHORT: Final = "\x1eshort"
"""The name of the thing that a row describes; whether one of its parties is left out."""
_PLAIN: Final = r"^[a-zA-Z0-9-]+$"
_COARSENESS: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.ABOUT)
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_ADDRESS: Final = r"""^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\x7f]+$"""
_ESCAPED: Final = r'[\\"\x00-\x1f\x7f]'


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
            told, term = valued(here, name, rule)
            if rule.thing is not None and len(table.unmade):
                told = told.filter(~term.is_in(table.unmade.implode()))
            yield _joined(told, SUBJECT, _term(name), term)
    yield from _dates(here, thing)
    yield from _citations(here, thing, table)


def valued(rows: pl.DataFrame, name: str, rule: FactRule) -> tuple[pl.DataFrame, pl.Expr]:
    """Return the rows, one a value, and each value of a fact as a term, missing where a cell is or is at fault."""
    if rule.flag is not None:
        return rows, _flag(rows, rule.flag)
    if rule.number is not None:
        return _numbered(rows, name, rule.number)
    if rule.date is not None:
        return rows, pl.col(rule.date + EARLIEST).cast(pl.String)
    template = next(t for t in rule.templates if t is not None)
    here = _exploded(rows, template)
    if rule.text is not None:
        tag = f"@{rule.language}" if rule.language else ""
        return here, pl.lit('"') + _safe(here, _filled(template)) + pl.lit('"' + tag)
    return here, _named(here, template, rule)


def _flag(rows: pl.DataFrame, holds: bool) -> pl.Expr:  # noqa: FBT001
    # Where a party had to be left out, not all of them are listed.
    told = pl.lit(holds) & ~pl.col(SHORT) if SHORT in rows.columns else pl.lit(holds)
    word = pl.when(told).then(pl.lit("true")).otherwise(pl.lit("false"))
    return pl.lit('"') + word + pl.lit(f'"^^<{PREFIXES["xsd"]}boolean>')


def _named(rows: pl.DataFrame, template: str, rule: FactRule) -> pl.Expr:
    if rule.iri is not None:
        address = _filled(template)
        return pl.when(address.str.contains(_ADDRESS)).then(pl.lit("<") + address + pl.lit(">"))
    if rule.concept is not None:
        return pl.when(_filled(template).is_in(list(concepts()))).then(minted(rows, template, "kind"))
    return minted(rows, template)


def minted(rows: pl.DataFrame, template: str, space: str = "id") -> pl.Expr:
    """Return an expression for the IRI that a template names: plain names are lower-cased at once, others minted."""
    names = _filled(template)
    found = rows.select(names.alias("name")).unique().drop_nulls()
    odd = found.filter(~pl.col("name").str.contains(_PLAIN))["name"].to_list()
    special = {name: mint(space, name) for name in odd if name.strip()}  # type: ignore[arg-type]
    plain = pl.lit(f"{BASE}{space}/") + names.str.to_lowercase()
    iri = names.replace_strict(special, default=plain, return_dtype=pl.String) if special else plain
    return pl.when(names.is_not_null()).then(pl.lit("<") + iri + pl.lit(">"))


def unknown_concepts(rows: pl.DataFrame, thing: ThingRule) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield, for each template of concepts, the rows whose value is not in the schemes, with that value."""
    for _, rule in thing.rules():
        if rule.concept and NAMES.search(rule.concept):
            value = _filled(rule.concept)
            exploded = _exploded(rows, rule.concept)
            yield (
                rule.concept,
                exploded.select(ROW, value.alias("value")).filter(~pl.col("value").is_in(list(concepts()))),
            )


def bad_addresses(rows: pl.DataFrame, thing: ThingRule) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield, for each template of addresses, the rows whose value is none, with that value."""
    for _, rule in thing.rules():
        if rule.iri:
            value = _filled(rule.iri)
            told = _exploded(rows, rule.iri).select(ROW, value.alias("value")).drop_nulls()
            yield rule.iri, told.filter(~pl.col("value").str.contains(_ADDRESS))


def described(rows: pl.DataFrame, thing: ThingRule) -> pl.DataFrame:
    """Return the rows that describe a thing of this kind, one a value of `each`, with the thing's name."""
    if thing.when:
        rows = rows.filter(pl.col(thing.when).is_not_null())
    if thing.each:
        beside = [c for s in (EARLIEST, LATEST, PRECISION, NUMBER) if (c := thing.each + s) in rows.columns]
        rows = rows.explode(thing.each, *beside).filter(pl.col(thing.each).is_not_null())
    rows = _exploded(rows, thing.id)
    here = rows.with_columns(minted(rows, thing.id).alias(SUBJECT)).filter(pl.col(SUBJECT).is_not_null())
    return here.with_columns(part for _, date in dates_of(thing) for part in date.parts())


@dataclass(frozen=True)
class Dated:
    """A date of a thing: the column that it is read from, and the place of its own beside it."""

    column: str
    place: str
    last_day: bool

    def parts(self) -> Iterator[pl.Expr]:
        """Yield the earliest day, the latest day and the precision at the date's own place."""
        # Days of a date that is no day stay what they are.
        exact = pl.col(self.column + PRECISION) == Precision.DAY.value
        shift = pl.duration(days=pl.when(exact).then(int(self.last_day)).otherwise(0))
        for suffix in (EARLIEST, LATEST):
            yield (pl.col(self.column + suffix) + shift).alias(self.place + suffix)
        yield pl.col(self.column + PRECISION).alias(self.place + PRECISION)


def dates_of(thing: ThingRule) -> list[tuple[str, Dated]]:
    """Return the dates of a thing by their properties."""
    named = [(name, rule) for name, rule in thing.rules() if rule.date]
    return [
        (name, Dated(rule.date or "", f"\x1edate{number}", rule.last_day)) for number, (name, rule) in enumerate(named)
    ]


def _exploded(rows: pl.DataFrame, template: str) -> pl.DataFrame:
    for name in NAMES.findall(template):
        if name in rows.columns and isinstance(rows.schema[name], pl.List):
            rows = rows.explode(name)
    return rows


def _filled(template: str) -> pl.Expr:
    """Return a template with the cells of its columns in it; it is missing where one of them is."""
    pieces = NAMES.split(template)
    parts = [
        pl.col(_PLACES.get(piece, piece)).cast(pl.String) if number % 2 else pl.lit(piece)
        for number, piece in enumerate(pieces)
        if piece or number % 2
    ]
    return pl.concat_str(parts)


def _term(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def _numbered(rows: pl.DataFrame, name: str, column: str) -> tuple[pl.DataFrame, pl.Expr]:
    beside = column + NUMBER
    here = rows.explode(beside) if isinstance(rows.schema[beside], pl.List) else rows
    # A count is a decimal where the property's numbers are: the whole numbers are among them.
    term = pl.col(beside).str.replace("#integer>", "#decimal>", literal=True)
    return here, term if _term(name)[1:-1] in decimals() else pl.col(beside)


def _safe(rows: pl.DataFrame, words: pl.Expr) -> pl.Expr:
    """Return words with what N-Triples does not take escaped; few cells need it, so only those are touched."""
    odd = rows.select(words.alias("words")).unique().filter(pl.col("words").str.contains(_ESCAPED))["words"].to_list()
    return words.replace({word: escaped(word) for word in odd}) if odd else words


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
        coarsest = pl.max_horizontal(ranks)
        plain = pl.when(coarsest < 0).then(coarsest + 10).otherwise(coarsest)
        words = {rank: f'"{precision.value}"' for rank, precision in enumerate(_COARSENESS)}
        word = plain.replace_strict(words, default=None, return_dtype=pl.String)
        yield _joined(rows, SUBJECT, _term("kn:datePrecision"), word)


def _citations(rows: pl.DataFrame, thing: ThingRule, table: Table) -> Iterator[pl.Series]:
    """Yield a citation for each thing and place of it in the table."""
    number = pl.int_range(1, pl.len() + 1).over(SUBJECT)
    local = (
        pl.col(SUBJECT).str.strip_chars("<>").str.replace(BASE, "", literal=True).str.replace("id/", "", literal=True)
    )
    name = pl.format("<{}id/cit-{}-{}-{}>", pl.lit(BASE), local.str.replace_all("/", "-"), pl.lit(table.key), number)
    here = rows.unique([SUBJECT, FILE, LINE], maintain_order=True).with_columns(name.alias("\x1ecitation"))
    yield _joined(here, SUBJECT, _term("kn:evidence"), pl.col("\x1ecitation"))
    yield _joined(here, "\x1ecitation", _TYPE, pl.lit(f"<{PREFIXES['kn']}Citation>"))
    yield _joined(here, "\x1ecitation", _term("kn:cites"), pl.lit(f"<{table.document}>"))
    yield _joined(
        here, "\x1ecitation", _term("kn:confidence"), pl.lit(f"<{PREFIXES['knk']}confidence-{thing.confidence}>")
    )
    locator = _exploded(here, thing.locator)
    words = pl.lit('"') + _safe(locator, _filled(thing.locator)) + pl.lit('"')
    yield _joined(locator, "\x1ecitation", _term("kn:locator"), words)
