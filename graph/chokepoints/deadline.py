"""Deadlines: agreements that end, or a party's part in them, within a horizon, by what is on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from graph.dates import OPEN, Holding
from graph.evidence import Evidence
from graph.parties import Parties
from graph.world.promises import Provision

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


class Cause(StrEnum):
    """Why a day matters."""

    ENDS = "ends"
    TERM_ON_RECORD = "term-on-record"


@dataclass(frozen=True)
class Deadline:
    """An agreement in force whose end on record lies within the horizon, or which has a provision on its term.

    `on` is the first day without it, None where a source speaks of a term or renewal without a day; `parties` are those
    it then binds no more; `replaced` says that another agreement of the kind joins all of them past that day.
    """

    agreement: str
    cause: Cause
    on: date | None
    parties: tuple[str, ...]
    replaced: tuple[str, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return f"{self.agreement} {self.cause.value}"


@dataclass(frozen=True)
class Watch:
    """A day, how far ahead to look, and which standings on the day count; `unknown` takes in what may be in force."""

    day: date
    horizon: timedelta
    include: tuple[Holding, ...] = (Holding.HOLDS,)

    @property
    def last(self) -> date:
        """Return the last day of the watch, or the last of the calendar."""
        return self.day + min(self.horizon, OPEN - self.day - timedelta(days=1))


def deadlines(
    parties: Parties, provisions: Iterable[Provision], terms: Mapping[str, str], watch: Watch
) -> list[Deadline]:
    """Return the agreements in force that end within a horizon, soonest first, then those with a term without a day.

    Parameters
    ----------
    terms
        Section of each provision, in the source's words; one that names a term or renewal counts.

    Notes
    -----
    An end is known here because a source recorded it, often after it came: for a past day the answer has hindsight. An
    agreement without a recorded end may still lapse; that no end is known is not that there is none. One pass.
    """
    found = [d for name in sorted(parties.spells) if (d := _ending(parties, name, watch)) is not None]
    found += [d for p in provisions if (d := _termed(parties, p, terms.get(p.id, ""), watch)) is not None]
    return sorted(found, key=lambda d: (d.on or OPEN, d.agreement))


def _ending(parties: Parties, agreement: str, watch: Watch) -> Deadline | None:
    held = [s for s in parties.spells[agreement] if s.on(watch.day) in watch.include and s.in_force.end <= watch.last]
    if not held:
        return None
    on = min(s.in_force.end for s in held)
    leaving = tuple(sorted({s.party for s in held}))
    return Deadline(
        agreement=agreement,
        cause=Cause.ENDS,
        on=on,
        parties=leaving,
        replaced=_replacing(parties, agreement, leaving, on),
        evidence=Evidence.of(s.id for s in held),
    )


def _replacing(parties: Parties, agreement: str, leaving: tuple[str, ...], on: date) -> tuple[str, ...]:
    """Return the agreements of the same kind that bind all who leave on the day they are bound no more."""
    narrow = [k for k in parties.kinds[agreement] if agreement in parties.by_kind.get(k, ())]
    kind = min(narrow, key=lambda k: (len(parties.by_kind[k]), k))
    others = (name for name in parties.by_kind[kind] if name != agreement)
    return tuple(n for n in others if len(leaving) > 1 and _binds(parties, n, leaving, on))


def _binds(parties: Parties, agreement: str, wanted: tuple[str, ...], day: date) -> bool:
    members = parties.members(agreement, day)
    return all(p in members and members[p][0] is Holding.HOLDS for p in wanted)


def _termed(parties: Parties, provision: Provision, section: str, watch: Watch) -> Deadline | None:
    if not section.lower().startswith(("term", "renewal", "duration")):
        return None
    members = parties.members(provision.instrument, watch.day)
    bound = sorted(p for p, (holding, _) in members.items() if holding in watch.include)
    if not bound:
        return None
    spells = [members[p][1].id for p in bound]
    return Deadline(
        agreement=provision.instrument,
        cause=Cause.TERM_ON_RECORD,
        on=None,
        parties=tuple(bound),
        replaced=(),
        evidence=Evidence.of([provision.id, *spells]),
    )
