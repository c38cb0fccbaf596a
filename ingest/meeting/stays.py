"""Stays: the unbroken time of a party in an agreement, however many records a source makes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.dates import BEFORE_ALL
from ingest.meeting.facts import Stated
from ontology.iris import slug

Span = tuple[date, date]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A party's stay as one source tells it; a date is its first and last possible day, or nothing."""

    source: str
    statement: str
    signed: Span | None
    start: Span | None
    end: Span | None
    basis: str
    seen_until: date | None
    owes: frozenset[str]

    @property
    def begin(self) -> date:
        """Return the first day that can be its first."""
        return (self.start or self.signed or (BEFORE_ALL, BEFORE_ALL))[0]


def stays(members: Iterable[Stated]) -> list[Stay]:
    """Return one actor's records in one source as stays, in order of time; records that touch are one stay."""
    found: list[Stay] = []
    for stay in sorted(map(_stay, members), key=lambda s: (s.begin, s.statement)):
        if found and _touch(found[-1], stay):
            last = found[-1]
            found[-1] = replace(last, end=stay.end, seen_until=stay.seen_until, owes=last.owes | stay.owes)
        else:
            found.append(stay)
    return found


def _touch(earlier: Stay, later: Stay) -> bool:
    return earlier.end is not None and later.begin <= earlier.end[1] + _DAY


def _stay(member: Stated) -> Stay:
    until = member.one("observedUntil")
    return Stay(
        member.source,
        slug(member.iri),
        member.span("signedOn"),
        member.span("validFrom"),
        member.span("validTo"),
        _word(member.one("startBasis")),
        date.fromisoformat(until) if until else None,
        frozenset(map(_word, member.all("owes"))),
    )


def _word(concept: str) -> str:
    return slug(concept).rpartition("/")[2].removeprefix("owes-")


def repertoire(members: Sequence[Stated]) -> frozenset[str]:
    """Return the obligations that a source codes at all: on others its silence says nothing."""
    return frozenset(_word(owed) for member in members for owed in member.all("owes"))
