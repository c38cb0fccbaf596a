"""One line of a report: how many of which branch in a host on the last day of a quarter."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from graph.dates import PartialDate, Precision
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, entity, kind
from ingest.documented import cited
from ingest.identity.codes import actor_on
from ingest.sheets import BadCell, whole
from ontology.iris import mint

HOME: Final = "2"
"""The code of the home country."""
_MISSING: Final = "NA"
_MONTHS: Final = {name: number for number, name in enumerate(calendar.month_name) if name}
_NAVY_ASTRAY: Final = 2008
"""From this year on the derived column of the navy is wrong, and the raw one is right."""
_PARTIAL: Final = {"740": range(1964, 1973)}
"""Years in which a host's lines cover only part of it: Japan is the Ryukyus alone, in 1965 the mainland alone."""


class ReportRow(NamedTuple):
    """A line of a report."""

    ccode: str
    location: str
    iso3c: str
    year: str
    month: str
    troops_ad: str
    army_ad: str
    navy_ad: str
    navy_active_duty: str
    marine_corps_ad: str
    air_force_ad: str
    coast_guard_ad: str
    space_force_ad: str
    total_afloat: str
    total_selected_reserve: str
    total_civilian: str
    grand_total: str


_BRANCHES: Final = {
    "army_ad": "presence-army",
    "navy_ad": "presence-navy",
    "marine_corps_ad": "presence-marines",
    "air_force_ad": "presence-air-force",
    "coast_guard_ad": "presence-coast-guard",
    "space_force_ad": "presence-space-force",
    "total_afloat": "presence-afloat",
    "total_selected_reserve": "presence-reserves",
    "total_civilian": "presence-civilians",
    "grand_total": "presence-everyone",
}


def report_day(row: ReportRow) -> date:
    """Return the day of a report: the last of its month."""
    if row.month not in _MONTHS:
        raise BadCell("month", row.month, "not a month")
    year, month = whole("year", row.year), _MONTHS[row.month]
    return date(year, month, calendar.monthrange(year, month)[1])


def presences(row: ReportRow, number: int, following: date | None, card: Card) -> Iterator[tuple[str, Claim]]:
    """Yield the host and a presence for the total, and for each branch that the line counts above zero.

    A branch without a presence beside a total is one that the report counts as zero or does not give.
    """
    if row.ccode == HOME:
        return
    day = report_day(row)
    host = actor_on("troops", row.ccode, day)
    if host is None:
        raise BadCell("ccode", row.ccode, "not a code of a host at that time; add it to the crosswalk of codes")
    # All but what is counted, and how many, is the same for the whole line.
    place: tuple[Fact, ...] = (
        ("kn:fromActor", entity("usa")),
        *((("kn:toActor", entity(host)),) if host else ()),
        ("dcterms:spatial", Text(row.location)),
        *_when(day, following),
        *((("kn:marked", kind("mark-not-comparable")),) if day.year in _PARTIAL.get(row.ccode, ()) else ()),
    )
    evidence = cited(card, f"ccode {row.ccode}", f"ccode-{row.ccode}")
    spell = f"{day:%Y-%m}"
    for what, count in _counts(row):
        facts = (*place, ("kn:kind", kind(what)), ("kn:value", Decimal(count)))
        yield host, Claim(mint("id", what, "usa", row.ccode, spell, number), ("Presence",), facts, evidence)


def _counts(row: ReportRow) -> Iterator[tuple[str, int]]:
    if row.troops_ad != _MISSING:
        yield "presence-forces", whole("troops_ad", row.troops_ad)
    for column, what in _BRANCHES.items():
        source = "navy_active_duty" if column == "navy_ad" and int(row.year) >= _NAVY_ASTRAY else column
        cell = getattr(row, source)
        if cell != _MISSING and (count := whole(source, cell)) > 0:
            yield what, count


@cache
def _when(day: date, following: date | None) -> tuple[Fact, ...]:
    """Return the time of a count: certain on its day, possible until the next report counts again."""
    start, after = PartialDate(day, day, Precision.DAY), day + timedelta(days=1)
    if following is None:
        return (*dated(validFrom=start), ("kn:observedUntil", after))
    return dated(validFrom=start, validTo=PartialDate(after, following, Precision.DAY))
