"""Finds the things of a table that have too few values of a property that their class needs."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from ingest.mapping.model import FactRule, ThingRule
from ingest.mapping.needs import columns_of, needed
from ingest.mapping.spans import Told
from ingest.mapping.things import SUBJECT
from ingest.mapping.values import may_be_odd, valued

_VALUE: Final = "\x1evalue"
_KEY: Final = (SUBJECT, "property")


def lacks_of(told: Told) -> pl.DataFrame:
    """Return things by name that lack something over all rows that describe them, with column, value and problem."""
    asked = [part for thing, here in told for part in _asked(here, thing)]
    if not asked:
        return pl.DataFrame(schema=dict.fromkeys((SUBJECT, "column", "value", "problem"), pl.String))
    wanted = pl.concat(asked).unique(_KEY, keep="first")
    properties = set(wanted["property"])
    given = pl.concat([part for thing, here in told for part in _given(here, thing, properties)])
    counted = given.group_by(_KEY).agg(pl.col(_VALUE).drop_nulls().n_unique())
    few = wanted.join(counted, on=_KEY).filter(pl.col(_VALUE) < pl.col("least"))
    first = few.sort(_KEY).unique(SUBJECT, keep="first")
    return first.select(SUBJECT, "column", pl.lit("").alias("value"), "problem")


def _asked(here: pl.DataFrame, thing: ThingRule) -> Iterator[pl.DataFrame]:
    for name, rule, least in needed(thing):
        if least > 1 or _may_be_blank(here, thing, name, rule):
            few = "blank" if least == 1 else f"fewer than {least} values"
            told = {
                "property": name,
                "column": ", ".join(columns_of(rule)),
                "problem": f"{few}, and every {thing.kind} needs {name}; left out: the {thing.kind}",
            }
            yield here.select(SUBJECT, pl.lit(least).alias("least"), *(pl.lit(v).alias(k) for k, v in told.items()))


def _may_be_blank(here: pl.DataFrame, thing: ThingRule, name: str, rule: FactRule) -> bool:
    if any(here[column].null_count() for column in columns_of(rule) if column in here.columns):
        return True
    if not may_be_odd(thing, name, rule):
        return False
    told, term = valued(here, thing, name, rule)
    return told.select(term.alias(_VALUE))[_VALUE].null_count() > 0


def _given(here: pl.DataFrame, thing: ThingRule, properties: set[str]) -> Iterator[pl.DataFrame]:
    for name, rule, _ in needed(thing):
        if name in properties:
            told, term = valued(here, thing, name, rule)
            yield told.select(SUBJECT, pl.lit(name).alias("property"), term.alias(_VALUE))
