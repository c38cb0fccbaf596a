"""Writes the values of facts as terms, one expression a fact, and finds those that may not be what they are."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from ingest.limits import Limit, is_decimal, is_whole, limit_of, words_of
from ingest.mapping.columns import EARLIEST, NUMBER, ROW
from ingest.mapping.model import NAMES, FactRule, ThingRule
from ingest.mapping.needs import columns_of
from ingest.mapping.tables import FILE, LINE
from ingest.nquads import escaped
from ontology.iris import BASE, PREFIXES, mint

_PLACES: Final = {"file": FILE, "line": LINE}
SHORT: Final = "\x1eshort"
"""Whether one of the parties of the agreement that a row describes is left out."""
_PLAIN: Final = r"^[a-zA-Z0-9-]+$"
_ADDRESS: Final = r"""^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\x7f]+$"""
_ESCAPED: Final = r'[\\"\x00-\x1f\x7f]'
_WHOLE: Final = "#integer>"


def valued(rows: pl.DataFrame, thing: ThingRule, name: str, rule: FactRule) -> tuple[pl.DataFrame, pl.Expr]:
    """Return the rows, one a value, and each value of a fact as a term, missing where a cell is or is at fault."""
    if rule.flag is not None:
        return rows, _flag(rows, rule.flag)
    if rule.date is not None:
        return rows, pl.col(rule.date + EARLIEST).cast(pl.String)
    here = _each(rows, rule)
    limit, term = limit_of(thing.kind, name), _term(here, name, rule)
    good = _good(name, rule, limit)
    return here, term if good is None else pl.when(good).then(term)


def odd_values(rows: pl.DataFrame, thing: ThingRule) -> Iterator[tuple[FactRule, pl.DataFrame]]:
    """Yield the facts of which some values may not be what they are, with ROW, value and problem of those."""
    for name, rule in thing.rules():
        limit = limit_of(thing.kind, name)
        if rule.flag is None and rule.date is None and _varies(rule):
            here = _each(rows, rule)
            good = _good(name, rule, limit)
            if good is not None:
                told = here.select(ROW, _raw(rule).alias("value"), good.alias("good"))
                bad = told.filter(~pl.col("good")).drop("good")
                yield rule, bad.with_columns(pl.lit(_problem(thing, name, rule)).alias("problem"))


def may_be_odd(thing: ThingRule, name: str, rule: FactRule) -> bool:
    """Say whether values of a fact are held against something."""
    return bool(rule.concept or rule.iri or limit_of(thing.kind, name) != Limit()) and _varies(rule)


def _varies(rule: FactRule) -> bool:
    return rule.number is not None or any(t is not None and NAMES.search(t) for t in rule.templates)


def _each(rows: pl.DataFrame, rule: FactRule) -> pl.DataFrame:
    if rule.number is None:
        return exploded(rows, _template(rule))
    beside = rule.number + NUMBER
    return rows.explode(beside) if isinstance(rows.schema[beside], pl.List) else rows


def _template(rule: FactRule) -> str:
    return next(t for t in rule.templates if t is not None)


def _raw(rule: FactRule) -> pl.Expr:
    """Return a value as the table has it, after the rules of its column."""
    if rule.number is not None:
        return pl.col(rule.number + NUMBER).str.extract('^"([^"]*)"')
    return filled(_template(rule))


def _term(here: pl.DataFrame, name: str, rule: FactRule) -> pl.Expr:
    template = _template(rule) if rule.number is None else ""
    if rule.number is not None:
        return _number(name, rule.number)
    if rule.text is not None:
        tag = f"@{rule.language}" if rule.language else ""
        return pl.lit('"') + safe(here, filled(template)) + pl.lit('"' + tag)
    if rule.iri is not None:
        return pl.lit("<") + filled(template) + pl.lit(">")
    return minted(here, template, "kind") if rule.concept is not None else minted(here, template)


def _number(name: str, column: str) -> pl.Expr:
    """Return numbers as the property has them: the whole ones are among the decimal ones."""
    kind = (_WHOLE, "#decimal>") if is_decimal(name) else ("#decimal>", _WHOLE)
    beside = pl.col(column + NUMBER)
    return beside.str.replace(*kind, literal=True) if is_whole(name) or kind[0] == _WHOLE else beside


def _good(name: str, rule: FactRule, limit: Limit) -> pl.Expr | None:
    """Return whether each value may be what it is, or nothing where any may."""
    raw = _raw(rule)
    if rule.number is not None:
        tests = _in_bounds(raw.cast(pl.Float64), limit)
        tests += [~raw.str.contains(".", literal=True)] if is_whole(name) else []
    elif rule.concept is not None:
        tests = [raw.is_in(list(words_of(limit.scheme)))]
    else:
        tests = [raw.str.contains(_ADDRESS)] if rule.iri is not None else []
        tests += [raw.str.contains(limit.pattern)] if limit.pattern and rule.thing is None else []
        tests += [raw.str.len_chars() <= limit.longest] if limit.longest else []
    return pl.all_horizontal(tests) if tests else None


def _in_bounds(number: pl.Expr, limit: Limit) -> list[pl.Expr]:
    tests = [number >= limit.least] if limit.least is not None else []
    tests += [number <= limit.most] if limit.most is not None else []
    return tests + ([number > limit.above] if limit.above is not None else [])


def _problem(thing: ThingRule, name: str, rule: FactRule) -> str:
    limit = limit_of(thing.kind, name)
    if rule.concept is not None:
        asked = f"no concept of {limit.scheme}, as {name} of this class takes" if limit.scheme else "no such concept"
        return f"{asked}; map it under values"
    if rule.number is not None:
        return f"{name} is {_bounds(name, limit)}; correct it, or give the column times to change its unit"
    if rule.iri is not None and not limit.pattern:
        return "not an address such as https://example.org/; correct it"
    form = f"of the form {limit.pattern}" if limit.pattern else f"no longer than {limit.longest} characters"
    return f"{name} is {form}; correct it"


def _bounds(name: str, limit: Limit) -> str:
    words = ["a whole number"] if is_whole(name) else []
    for said, bound in (("at least", limit.least), ("at most", limit.most), ("above", limit.above)):
        words += [f"{said} {bound:g}"] if bound is not None else []
    return " and ".join(words)


def _flag(rows: pl.DataFrame, holds: bool) -> pl.Expr:  # noqa: FBT001
    # Where a party had to be left out, not all of them are listed.
    told = pl.lit(holds) & ~pl.col(SHORT) if SHORT in rows.columns else pl.lit(holds)
    word = pl.when(told).then(pl.lit("true")).otherwise(pl.lit("false"))
    return pl.lit('"') + word + pl.lit(f'"^^<{PREFIXES["xsd"]}boolean>')


def minted(rows: pl.DataFrame, template: str, space: str = "id") -> pl.Expr:
    """Return an expression for the IRI that a template names: plain names are lower-cased at once, others minted."""
    names = filled(template)
    odd = rows.select(names.alias("name")).filter(~pl.col("name").str.contains(_PLAIN))["name"].unique().to_list()
    special = {name: mint(space, name) for name in odd if name.strip()}  # type: ignore[arg-type]
    plain = pl.lit(f"{BASE}{space}/") + names.str.to_lowercase()
    iri = names.replace_strict(special, default=plain, return_dtype=pl.String) if special else plain
    return pl.when(names.is_not_null()).then(pl.lit("<") + iri + pl.lit(">"))


def is_list(rows: pl.DataFrame, rule: FactRule) -> bool:
    """Say whether a column that a fact is read from has several values in a cell."""
    return any(isinstance(rows.schema.get(name), pl.List) for name in columns_of(rule))


def exploded(rows: pl.DataFrame, template: str) -> pl.DataFrame:
    """Return the rows, one a value of each column of a template that has several."""
    for name in NAMES.findall(template):
        if name in rows.columns and isinstance(rows.schema[name], pl.List):
            rows = rows.explode(name)
    return rows


def filled(template: str) -> pl.Expr:
    """Return a template with the cells of its columns in it; it is missing where one of them is."""
    pieces = NAMES.split(template)
    parts = [
        pl.col(_PLACES.get(piece, piece)).cast(pl.String) if number % 2 else pl.lit(piece)
        for number, piece in enumerate(pieces)
        if piece or number % 2
    ]
    return pl.concat_str(parts)


def safe(rows: pl.DataFrame, words: pl.Expr) -> pl.Expr:
    """Return words with what N-Triples does not take escaped; few cells need it, so only those are touched."""
    odd = rows.select(words.alias("words")).filter(pl.col("words").str.contains(_ESCAPED))["words"].unique().to_list()
    return words.replace({word: escaped(word) for word in odd}) if odd else words
