"""Finds the things whose rows say different values of what can have one, and the ties of something with itself."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from ingest.claims import full
from ingest.limits import limit_of
from ingest.mapping.columns import LATEST, ROW
from ingest.mapping.model import FactRule, ThingRule
from ingest.mapping.needs import columns_of
from ingest.mapping.spans import Told
from ingest.mapping.tables import FILE, LINE
from ingest.mapping.things import SUBJECT
from ingest.mapping.values import is_list, valued
from ontology.iris import PREFIXES

_KEY: Final = (SUBJECT, "property")
_TERM: Final = r'^["<](.*?)[">](?:@[A-Za-z0-9-]*|\^\^<[^>]*>)?$'
_FAULT: Final = {ROW: pl.UInt32, "column": pl.String, "value": pl.String, "problem": pl.String}


def clashes_of(told: Told) -> pl.DataFrame:
    """Return the faults as rows of SUBJECT, ROW, column, value and problem; their things cannot be made."""
    several = _several(told)
    stated = [part for thing, here in told for part in _stated(here, thing, several)]
    found = [_differing(pl.concat(stated))] if stated else []
    found += [part for thing, here in told for part in _with_itself(here, thing)]
    schema = {SUBJECT: pl.String, **_FAULT}
    return pl.concat([pl.DataFrame(schema=schema), *(part.cast(schema) for part in found)])  # type: ignore[arg-type]


def _several(told: Told) -> pl.Series:
    """Return the names of the things that more than one row describes."""
    names = pl.concat([here[SUBJECT] for _, here in told])
    return names.filter(names.is_duplicated()).unique()


def _stated(here: pl.DataFrame, thing: ThingRule, several: pl.Series) -> Iterator[pl.DataFrame]:
    """Yield the values of what can have one."""
    some = here.filter(pl.col(SUBJECT).is_in(several.implode())) if len(several) else here.clear()
    for name, rule in thing.rules():
        limit = limit_of(thing.kind, name)
        if rule.flag is None and (limit.single or limit.one_a_language):
            rows = here if is_list(here, rule) else some
            if rows.height:
                key = name + (f" in the language {rule.language!r}" if rule.language and not limit.single else "")
                yield _said(rows, thing, (name, rule)).with_columns(pl.lit(key).alias("property"))


def _said(rows: pl.DataFrame, thing: ThingRule, fact: tuple[str, FactRule]) -> pl.DataFrame:
    """Return what rows say of a fact, as a term to compare and a value to show, and where."""
    name, rule = fact
    told, term = valued(rows, thing, name, rule)
    said = pl.concat_str(term, pl.col(rule.date + LATEST).cast(pl.String)) if rule.date else term
    shown = pl.col(rule.date) if rule.date else term.str.extract(_TERM).str.replace(PREFIXES["id"], "", literal=True)
    columns = ", ".join(columns_of(rule))
    here = told.select(SUBJECT, ROW, FILE, LINE, said.alias("said"), shown.alias("value"))
    described = here.with_columns(pl.lit(thing.kind).alias("kind"), pl.lit(columns).alias("column"))
    return described.filter(pl.col("said").is_not_null())


def _differing(stated: pl.DataFrame) -> pl.DataFrame:
    first = stated.unique(_KEY, keep="first", maintain_order=True)
    before = first.select(*_KEY, pl.col("said", "value", FILE, LINE).name.prefix("first "))
    other = stated.join(before, on=_KEY).filter(pl.col("said") != pl.col("first said"))
    problem = pl.format(
        "a thing has one {}, and line {} says {}; correct one, or part them by their ids; left out: the {}",
        "property", f"first {LINE}", "first value", "kind",
    )  # fmt: skip
    return other.select(SUBJECT, ROW, "column", "value", problem.alias("problem"))


def _with_itself(here: pl.DataFrame, thing: ThingRule) -> Iterator[pl.DataFrame]:
    for name, rule in thing.rules():
        other = limit_of(thing.kind, name).apart
        for beside, second in thing.rules():
            if other and full(beside) == other and rule.thing and second.thing and not _lists(here, rule, second):
                same = valued(here, thing, name, rule)[1] == valued(here, thing, beside, second)[1]
                columns = ", ".join(dict.fromkeys(columns_of(rule) + columns_of(second)))
                problem = f"{name} and {beside} are the same; correct one; left out: the {thing.kind}"
                yield here.filter(same).select(
                    SUBJECT, ROW, pl.lit(columns).alias("column"), pl.lit("").alias("value"),
                    pl.lit(problem).alias("problem"),
                )  # fmt: skip


def _lists(here: pl.DataFrame, *rules: FactRule) -> bool:
    return any(is_list(here, rule) for rule in rules)
