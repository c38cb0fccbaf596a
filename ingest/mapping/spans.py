"""Holds the end of a thing against its start: one that may be later is later, one that cannot be is a fault."""

from typing import Final

import polars as pl

from ingest.mapping.columns import EARLIEST, LATEST, ROW
from ingest.mapping.model import ThingRule
from ingest.mapping.things import dates_of

Told = list[tuple[ThingRule, pl.DataFrame]]
"""Each kind of thing with the rows that describe one."""
_START: Final = "kn:validFrom"
_END: Final = "kn:validTo"


def in_time(told: Told) -> tuple[Told, pl.DataFrame]:
    """Return the things that end after they start, and the faults of the others: ROW, column, value, problem."""
    schema = {"column": pl.String, "value": pl.String, "problem": pl.String}
    made, faults = Told(), [pl.DataFrame(schema={ROW: pl.UInt32, **schema})]
    for thing, here in told:
        dates = dict(dates_of(thing))
        if _START not in dates or _END not in dates:
            made.append((thing, here))
            continue
        start, end = pl.col(dates[_START].place + EARLIEST), dates[_END].place
        backwards = (pl.col(end + LATEST) <= start).fill_null(value=False)
        problem = pl.format("not after the start, {}; left out: the {}", start.cast(pl.String), pl.lit(thing.kind))
        faults.append(
            here.filter(backwards).select(
                pl.col(ROW).cast(pl.UInt32),
                pl.lit(dates[_END].column).alias("column"),
                pl.col(dates[_END].column).cast(pl.String).alias("value"),
                problem.alias("problem"),
            )
        )
        # What is known to the year may have ended in the year in which it began, but not before.
        after = pl.max_horizontal(pl.col(end + EARLIEST), start + pl.duration(days=1))
        known = pl.when(pl.col(end + EARLIEST).is_not_null()).then(after).alias(end + EARLIEST)
        made.append((thing, here.filter(~backwards).with_columns(known)))
    return made, pl.concat(faults)
