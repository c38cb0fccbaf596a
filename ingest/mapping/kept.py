"""Which things the rows of a table can describe: a value at fault takes along only what cannot do without it.

A thing goes where its name, a date or a value that its class needs is missing or at fault: without an end it would
stand for ever, without a party it would be nobody's. What refers to a thing that is not made goes where it needs to
refer to one, and an agreement of which a party is left out no longer claims that all of them are listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ingest.mapping.clashes import clashes_of
from ingest.mapping.columns import BROKEN, ROW
from ingest.mapping.lacks import lacks_of
from ingest.mapping.model import NAMES, FactRule, ThingRule
from ingest.mapping.needs import PARTY, columns_of, needed
from ingest.mapping.spans import Told, in_time
from ingest.mapping.things import SUBJECT, described
from ingest.mapping.values import SHORT, is_list, minted

_ALL_LISTED: Final = "kn:allPartiesListed"


@dataclass(frozen=True)
class Kept:
    """The things that are made, the names of those that are not, and why: what their rows deny, and what they lack.

    The faults are rows of ROW, column, value and problem.
    """

    things: Told
    unmade: pl.Series
    denied: pl.DataFrame
    lacking: pl.DataFrame


def kept(rows: pl.DataFrame, out: pl.Series, things: Sequence[ThingRule]) -> Kept:
    """Return what the rows describe; of the rows that are `out` nothing is made."""
    every = [(thing, described(rows, thing)) for thing in things]
    whole = [(thing, _whole(here.filter(~pl.col(ROW).is_in(out.implode())), thing)) for thing, here in every]
    made, backwards = in_time(whole)
    clashes = clashes_of(made)
    made = _but(made, clashes)
    lacks = lacks_of(made)
    made, unmade = _without(every, _but(made, lacks))
    first = pl.concat([here.select(SUBJECT, ROW) for _, here in every]).unique(SUBJECT, keep="first")
    denied = pl.concat([backwards, clashes.drop(SUBJECT)])
    lacking = lacks.join(first, on=SUBJECT).select(denied.columns)
    return Kept(_marked(rows, every, made), unmade, denied, lacking)


def _but(made: Told, at_fault: pl.DataFrame) -> Told:
    if not at_fault.height:
        return made
    return [(thing, here.join(at_fault, on=SUBJECT, how="anti")) for thing, here in made]


def _whole(here: pl.DataFrame, thing: ThingRule) -> pl.DataFrame:
    """Return the rows whose dates of a thing are as the table means them."""
    dates = {rule.date + BROKEN for _, rule in thing.rules() if rule.date}
    broken = [pl.col(name) for name in sorted(dates) if name in here.columns]
    return here.filter(~pl.any_horizontal(broken)) if broken else here


def _without(every: Told, made: Told) -> tuple[Told, pl.Series]:
    """Take out, until nothing changes, what needs to refer to a thing that is not made; return those names too."""
    while True:
        unmade = _unmade(every, made)
        if not len(unmade):
            return made, unmade
        fewer = [(thing, _referring(here, thing, unmade)) for thing, here in made]
        if all(b.height == a.height for (_, a), (_, b) in zip(made, fewer, strict=True)):
            return made, unmade
        made = fewer


def _unmade(every: Told, made: Told) -> pl.Series:
    there, wanted = (pl.concat([here[SUBJECT] for _, here in told]).unique() for told in (made, every))
    return wanted.filter(~wanted.is_in(there.implode()))


def _referring(here: pl.DataFrame, thing: ThingRule, unmade: pl.Series) -> pl.DataFrame:
    for _, rule, _ in needed(thing):
        if rule.thing is not None and not is_list(here, rule):
            here = here.filter(~minted(here, rule.thing).is_in(unmade.implode()).fill_null(value=False))
    return here


def _marked(rows: pl.DataFrame, every: Told, made: Told) -> Told:
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


def _parties_lost(rows: pl.DataFrame, agreement: str, every: Told, made: Told) -> pl.Series:
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
