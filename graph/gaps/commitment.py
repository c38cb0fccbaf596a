"""Commitment gaps: promises on record with no recorded act that implements them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from graph.dates import Holding
from graph.evidence import Evidence
from graph.parties import Basis, Parties
from graph.survival import Wait, median_wait
from graph.world.promises import Act, Provision

VERSION = "2"
"""Version of the measure; it changes when the same data would give another answer."""

CONTINGENT: Final = frozenset({"defence-commitment", "consultation", "crisis-response", "transfer-control"})
"""Kinds of provision that ask for something only when a case arises, or that permit and forbid: never overdue."""


class Standing(StrEnum):
    """Where a promise stands on a day."""

    OPEN = "open"
    ACTED_ON = "acted-on"
    CONTINGENT = "contingent"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Promise:
    """A provision on a day: since when it was promised, the first act that implements it, and all acts so far.

    `age` [days] runs from the last day on which the promise can have been made to the day asked; `wait` [days] from
    there to the first day on which the first act can have been done. Both are lower bounds where dates are not known to
    the day.
    """

    provision: Provision
    standing: Standing
    promised: date
    age: int
    wait: int | None
    acts: tuple[Act, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return self.provision.id


@dataclass(frozen=True)
class Record:
    """What became of the promises of one instrument, or of all: counts, the share acted on, the median wait [days].

    The median is that of Kaplan and Meier, so open promises count; None where more than half still wait.
    """

    instrument: str
    made: date | None
    open: int
    acted_on: int
    contingent: int
    oldest: int | None
    median: int | None

    @property
    def share(self) -> float | None:
        """Return the share of the promises due that were acted on; None where none is due."""
        due = self.open + self.acted_on
        return self.acted_on / due if due else None


def promises(provisions: Iterable[Provision], acts: Iterable[Act], parties: Parties, day: date) -> list[Promise]:
    """Return how every provision made by a day stands on it: those open longest first, then the others by id.

    A promise is `open` when no recorded act that implements it was done between the promise and the day. It is
    `contingent` when its kind asks for nothing until a case arises; `lapsed` when no party is or may be bound by its
    instrument any more. A provision whose instrument has no date is left out: its age cannot be told. So is what a data
    set coded of an instrument and nobody acted on: a code tells that there is a clause, not what was promised in it.

    Notes
    -----
    The record of acts is a sample, so `open` reads "no act recorded", never "nothing was done"; evidence is the
    provision itself, an act's is its own. Acts under way count, since something was done. One pass over the provisions.
    """
    by_provision: dict[str, list[Act]] = {}
    for act in acts:
        for provision in act.implements:
            by_provision.setdefault(provision, []).append(act)
    found = [
        promise
        for provision in provisions
        if (promise := _promise(provision, by_provision.get(provision.id, []), parties, day)) is not None
    ]
    return sorted(found, key=lambda p: (p.standing is not Standing.OPEN, -p.age, p.provision.id))


def commitment_gaps(found: Iterable[Promise]) -> list[Promise]:
    """Return the promises that are open."""
    return standing_so(found, (Standing.OPEN,))


def standing_so(found: Iterable[Promise], standings: Collection[Standing]) -> list[Promise]:
    """Return the promises of some standings."""
    return [promise for promise in found if promise.standing in standings]


def records(found: Sequence[Promise]) -> list[Record]:
    """Return the record of each instrument that promised something, oldest first."""
    by_instrument: dict[str, list[Promise]] = {}
    for promise in found:
        by_instrument.setdefault(promise.provision.instrument, []).append(promise)
    made = [record(name, some) for name, some in by_instrument.items()]
    return sorted(made, key=lambda r: (r.made or date.min, r.instrument))


def record(instrument: str, found: Sequence[Promise]) -> Record:
    """Return what became of some promises taken together."""
    open_ = [p for p in found if p.standing is Standing.OPEN]
    acted = [p for p in found if p.standing is Standing.ACTED_ON]
    waits = [Wait(p.age, came=False) for p in open_] + [Wait(p.wait, came=True) for p in acted if p.wait is not None]
    return Record(
        instrument=instrument,
        made=min((p.promised for p in found), default=None),
        open=len(open_),
        acted_on=len(acted),
        contingent=sum(p.standing is Standing.CONTINGENT for p in found),
        oldest=max((p.age for p in open_), default=None),
        median=median_wait(waits),
    )


def _promise(provision: Provision, acts: Sequence[Act], parties: Parties, day: date) -> Promise | None:
    made = provision.made
    if made is None or made.latest > day or (provision.is_coded and not acts):
        return None
    done = sorted(
        (a for a in acts if made.earliest <= a.span.start and a.span.maybe_start <= day),
        key=lambda a: (a.span.maybe_start, a.id),
    )
    wait = max(timedelta(0), done[0].span.maybe_start - made.latest).days if done else None
    return Promise(
        provision=provision,
        standing=_standing(provision, done, parties, day),
        promised=made.latest,
        age=(day - made.latest).days,
        wait=wait,
        acts=tuple(done),
        evidence=Evidence.of([provision.id, *(act.id for act in done)]),
    )


def _standing(provision: Provision, done: Sequence[Act], parties: Parties, day: date) -> Standing:
    if provision.kind in CONTINGENT:
        return Standing.CONTINGENT
    if done:
        return Standing.ACTED_ON
    members: Mapping[str, tuple[Holding, object]] = parties.members(provision.instrument, day, Basis.SIGNED)
    if members and all(holding is Holding.NOT for holding, _ in members.values()):
        return Standing.LAPSED
    return Standing.OPEN
