"""Which things the rows of a table can describe: a value at fault takes along only what cannot do without it.

A thing goes where its name, a date or a value that its class needs is missing or at fault: without an end it would
stand for ever, without a party it would be nobody's. What refers to a thing that is not made goes where it needs to
refer to one, and an agreement of which a party is left out no longer claims that all of them are listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ingest.mapping.columns import BROKEN, ROW
from ingest.mapping.model import NAMES, FactRule, ThingRule
from ingest.mapping.needs import PARTY, columns_of, needed
from ingest.mapping.things import SHORT, SUBJECT, described, minted, valued

_ALL_LISTED: Final = "kn:allPartiesListed"
_VALUE: Final = "\x1evalue"
_Told = list[tuple[ThingRule, pl.DataFrame]]
"""Each kind of thing with the rows that describe one."""


@dataclass(frozen=True)
class Kept:
    """The things that are made, the names of those that are not, and what they lack: ROW, column, value, problem."""

    things: _Told
    unmade: pl.Series
    lacking: pl.DataFrame


def kept(rows: pl.DataFrame, out: pl.Series, things: Sequence[ThingRule]) -> Kept:
    """Return what the rows describe; of the rows that are `out` nothing is made."""
    every = [(thing, described(rows, thing)) for thing in things]
    made = [(thing, _whole(here.filter(~pl.col(ROW).is_in(out.implode())), thing)) for thing, here in every]
    lacks = _lacks(made)
    made = [(thing, here.join(lacks, on=SUBJECT, how="anti")) for thing, here in made]
    made, unmade = _without(every, made)
    first = pl.concat([here.select(SUBJECT, ROW) for _, here in every]).unique(SUBJECT, keep="first")
    return Kept(
        _marked(rows, every, made), unmade, lacks.join(first, on=SUBJECT).select(ROW, "column", "value", "problem")
    )


def _whole(here: pl.DataFrame, thing: ThingRule) -> pl.DataFrame:
    """Return the rows whose dates of a thing are as the table means them."""
    dates = {rule.date + BROKEN for _, rule in thing.rules() if rule.date}
    broken = [pl.col(name) for name in sorted(dates) if name in here.columns]
    return here.filter(~pl.any_horizontal(broken)) if broken else here


def _lacks(made: _Told) -> pl.DataFrame:
    """Return the things that have too few values of a property that they need, over all rows that describe them."""
    asked, given = list[pl.DataFrame](), list[pl.DataFrame]()
    for thing, here in made:
        for name, rule, least in needed(thing):
            told, term = valued(here, name, rule)
            values = told.select(SUBJECT, pl.lit(name).alias("property"), term.alias(_VALUE))
            given.append(values)
            if least > 1 or values[_VALUE].null_count() or told.height < here.height:
                found = "blank" if least == 1 else f"fewer than {least} values"
                problem = f"{found}, and every {thing.kind} needs {name}; left out: the {thing.kind}"
                asked.append(
                    here.select(
                        SUBJECT,
                        pl.lit(name).alias("property"),
                        pl.lit(least).alias("least"),
                        pl.lit(", ".join(columns_of(rule))).alias("column"),
                        pl.lit(problem).alias("problem"),
                    )
                )
    if not asked:
        return pl.DataFrame(schema=dict.fromkeys((SUBJECT, "column", "value", "problem"), pl.String))
    counted = pl.concat(given).group_by(SUBJECT, "property").agg(pl.col(_VALUE).drop_nulls().n_unique())
    short = pl.concat(asked).unique([SUBJECT, "property"], keep="first").join(counted, on=[SUBJECT, "property"])
    few = short.filter(pl.col(_VALUE) < pl.col("least")).sort(SUBJECT, "property").unique(SUBJECT, keep="first")
    return few.select(SUBJECT, "column", pl.lit("").alias("value"), "problem")


def _without(every: _Told, made: _Told) -> tuple[_Told, pl.Series]:
    """Take out, until nothing changes, what needs to refer to a thing that is not made; return those names too."""
    while True:
        unmade = _unmade(every, made)
        if not len(unmade):
            return made, unmade
        fewer = [(thing, _referring(here, thing, unmade)) for thing, here in made]
        if all(b.height == a.height for (_, a), (_, b) in zip(made, fewer, strict=True)):
            return made, unmade
        made = fewer


def _unmade(every: _Told, made: _Told) -> pl.Series:
    there, wanted = (pl.concat([here[SUBJECT] for _, here in told]).unique() for told in (made, every))
    return wanted.filter(~wanted.is_in(there.implode()))


def _referring(here: pl.DataFrame, thing: ThingRule, unmade: pl.Series) -> pl.DataFrame:
    for _, rule, _ in needed(thing):
        if rule.thing is not None and not _is_list(here, rule.thing):
            here = here.filter(~minted(here, rule.thing).is_in(unmade.implode()).fill_null(value=False))
    return here


def _is_list(here: pl.DataFrame, template: str) -> bool:
    return any(isinstance(here.schema.get(name), pl.List) for name in NAMES.findall(template))


def _marked(rows: pl.DataFrame, every: _Told, made: _Told) -> _Told:
    """Mark the rows of agreements of which a party is left out, on whichever row."""
    short = [
        here.filter(pl.col(ROW).is_in(_parties_lost(rows, thing.id, every, made).implode()))[SUBJECT]
        for thing, here in every
        if _ALL_LISTED in thing.facts
    ]
    names = pl.concat(short).unique() if short else pl.Series(dtype=pl.String)
    if not len(names):
        return made
    return [(thing, here.with_columns(pl.col(SUBJECT).is_in(names.implode()).alias(SHORT))) for thing, here in made]


def _parties_lost(rows: pl.DataFrame, agreement: str, every: _Told, made: _Told) -> pl.Series:
    """Return the rows in which a party of an agreement is left out, or a value at fault might have been one."""
    lost = [pl.Series(ROW, dtype=rows.schema[ROW])]
    for (thing, all_of_it), (_, here) in zip(every, made, strict=True):
        if PARTY in thing.facts and any(rule.thing == agreement for _, rule in thing.rules()):
            lost.append(all_of_it.join(here.select(ROW, SUBJECT), on=[ROW, SUBJECT], how="anti")[ROW])
            named = {thing.each, *NAMES.findall(thing.id), *(c for r in _parties(thing) for c in columns_of(r))}
            broken = [pl.col(name + BROKEN) for name in sorted(named) if name + BROKEN in rows.columns]
            lost.append(rows.filter(pl.any_horizontal(broken))[ROW] if broken else lost[0])
    return pl.concat(lost).unique()


def _parties(thing: ThingRule) -> list[FactRule]:
    return [rule for name, rule in thing.rules() if name == PARTY]
