"""The connector of the US troop reports: a count on a day for each host and branch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from ingest.cards import Card, up_to
from ingest.claims import Claim
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.sheets import Form, Sheet, convert, read_sheet
from ingest.source import LEFT_OUT, SourceReading
from ingest.sources.us_troops.counts import HOME, ReportRow, presences, report_day

_FILE = "troopdata-rebuild-reports.csv"


@dataclass
class Lines:
    """Numbers the lines that one report has for one code: parts of a host, or the same twice, but never to be added."""

    counts: dict[tuple[str, date], int] = field(default_factory=dict)

    def number(self, code: str, day: date) -> int:
        """Return the next number of a code on a day."""
        self.counts[code, day] = self.counts.get((code, day), 0) + 1
        return self.counts[code, day]


def read(files: Path, given: Card) -> SourceReading:
    """Read the reports; counts in the home country are left out, since they are no presence abroad."""
    sheet = read_sheet(given.key, files / _FILE, ReportRow, Form("utf-8", ignore=given.ignore))
    days, lines = _days_abroad(sheet), Lines()
    card, following = _up_to(given, days), dict(pairwise(days))

    def told(row: ReportRow) -> tuple[tuple[str, Claim], ...]:
        day = report_day(row)
        return tuple(presences(row, lines.number(row.ccode, day), following.get(day), card))

    found, faults = convert(sheet, told)
    at_home = sum(1 for _, row in sheet.rows if row.ccode == HOME)
    claims = (document(card), *actor_claims({host for host, _ in found if host}), *(claim for _, claim in found))
    return SourceReading(claims, {_FILE: len(sheet.rows), f"at home, {LEFT_OUT}": at_home}, tuple(faults), card=card)


def _days_abroad(sheet: Sheet[ReportRow]) -> list[date]:
    """Return the days of the reports in order; reports on the home country alone do not count."""
    known, _ = convert(sheet, lambda row: [report_day(row)] if row.ccode != HOME else [])
    return sorted(set(known))


def _up_to(card: Card, days: Sequence[date]) -> Card:
    """Return the card of a file whose last report is of the last of these days."""
    return up_to(card, days[-1]) if days else card
