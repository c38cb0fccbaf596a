"""The connector of the COW state lists: spells in the system and of major powers, checked against the years."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from graph.dates import PartialDate, Precision
from graph.errors import SourceError
from ingest.cards import Card
from ingest.claims import Claim, Fact, dated, entity, kind
from ingest.documented import cited, document, open_end
from ingest.identity.actors import actor_claims
from ingest.identity.codes import stretches
from ingest.sheets import BadCell, Form, convert, read_sheet, split_date, whole
from ingest.source import SourceReading
from ontology.iris import mint

_FLOOR: Final = date(1816, 1, 1)
"""The first day of the COW calendar: a spell that starts here began on it or before."""


class SpellRow(NamedTuple):
    """A spell of a state; both days inside."""

    ccode: str
    styear: str
    stmonth: str
    stday: str
    endyear: str
    endmonth: str
    endday: str


class YearRow(NamedTuple):
    """A state in a year of the system."""

    ccode: str
    year: str


class Spell(NamedTuple):
    """A spell of one actor, half-open; `end` is `None` where it goes on at the horizon."""

    ccode: str
    actor: str
    start: date
    end: date | None


def read(files: Path, card: Card) -> SourceReading:
    """Read the three lists and return the spells.

    Raises
    ------
    SourceError
        A file cannot be used, or the years of the system are not those of the spells.
    """
    form = Form("ascii", ignore=card.ignore)
    states = read_sheet(card.key, files / "states2016.csv", SpellRow, form)
    majors = read_sheet(card.key, files / "majors2016.csv", SpellRow, form)
    years = read_sheet(card.key, files / "system2016.csv", YearRow, form)
    members, bad_members = convert(states, lambda row: _spells(row, card))
    powers, bad_powers = convert(majors, lambda row: _spells(row, card))
    _check_years(card, members, [row for _, row in years.rows])
    claims = (
        document(card),
        *actor_claims(spell.actor for spell in (*members, *powers)),
        *_numbered(members, "indicator-state-system", states.file, card),
        *_numbered(powers, "indicator-major-power", majors.file, card),
    )
    rows = {sheet.file: len(sheet.rows) for sheet in (states, years, majors)}
    return SourceReading(claims, rows, (*bad_members, *bad_powers))


def _spells(row: SpellRow, card: Card) -> Iterator[Spell]:
    start = split_date("styear", row.styear, row.stmonth, row.stday)
    last = split_date("endyear", row.endyear, row.endmonth, row.endday)
    if start is None or last is None:
        raise BadCell("styear", row.styear, "a spell needs both of its days")
    end = last.latest + timedelta(days=1)
    parts = stretches("cow", row.ccode, start.earliest, end)
    if not parts:
        raise BadCell("ccode", row.ccode, "not a code of a state; add it to the crosswalk of codes")
    for part in parts:
        yield Spell(row.ccode, part.actor, part.start, None if part.end > card.horizon else part.end)


def _numbered(spells: Sequence[Spell], indicator: str, file: str, card: Card) -> Iterator[Claim]:
    counts: dict[str, int] = {}
    for spell in sorted(spells, key=lambda s: (s.actor, s.start)):
        counts[spell.actor] = counts.get(spell.actor, 0) + 1
        facts: tuple[Fact, ...] = (
            ("kn:involves", entity(spell.actor)),
            ("kn:kind", kind(indicator)),
            ("kn:value", Decimal(1)),
            *dated(validFrom=_exact(spell.start), validTo=_exact(spell.end)),
            *((open_end(card),) if spell.end is None else ()),
            *((("kn:marked", kind("mark-start-before-records")),) if spell.start == _FLOOR else ()),
        )
        iri = mint("id", "measure", indicator.removeprefix("indicator-"), spell.actor, counts[spell.actor])
        evidence = cited(card, f"{file}: ccode {spell.ccode}", f"{file.partition('.')[0]}-{spell.ccode}")
        yield Claim(iri, ("Measure",), facts, evidence)


def _exact(day: date | None) -> PartialDate | None:
    return PartialDate(day, day, Precision.DAY) if day else None


def _check_years(card: Card, spells: Sequence[Spell], rows: Sequence[YearRow]) -> None:
    """Hold the list of years against the spells: both are the same list, so a difference is a damaged file."""
    horizon = card.horizon.year
    spelled = {
        (spell.ccode, year)
        for spell in spells
        for year in range(spell.start.year, ((spell.end - timedelta(days=1)).year if spell.end else horizon) + 1)
    }
    listed = {(row.ccode, whole("year", row.year)) for row in rows}
    odd = sorted(spelled ^ listed)
    if odd:
        shown = ", ".join(f"{code} in {year}" for code, year in odd[:5])
        raise SourceError(
            card.key,
            [f"system2016.csv: {len(odd)} state-years differ from states2016.csv ({shown}); download both again"],
        )
