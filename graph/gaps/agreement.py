"""Agreement gaps: a pair stands in the premise of a rule and lacks the agreement that the rule expects.

"Lacks" has three values. *absent*: a source that lists every agreement of the kind bears it out. *not found*: nothing
recorded, and no such list speaks for the day. *unknown*: an agreement is recorded whose start or end is not known well
enough to say. The first two are gaps; the third is shown so that nobody takes it for one or for none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.dates import BEFORE_ALL, OPEN, Holding, Interval
from graph.evidence import Evidence
from graph.gaps.rules import Rule
from graph.parties import Bond, Parties, Spell
from graph.tables import Tables

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


class Lack(StrEnum):
    """How surely the expected agreement is missing."""

    ABSENT = "absent"
    NOT_FOUND = "not-found"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Listing:
    """A source's full list of one actor's agreements of one kind on one day."""

    id: str
    kind: str
    actor: str
    day: date
    members: frozenset[str]


@dataclass(frozen=True)
class Closing:
    """The agreement that later closed a gap, and its first certain day."""

    on: date
    agreement: str


@dataclass(frozen=True)
class AgreementGap:
    """One pair, one rule, one day: what is missing, how surely, since when, and what closed it.

    `since` is None where the premise counts as standing without a known beginning.
    """

    pair: tuple[str, str]
    rule: Rule
    lack: Lack
    premise: tuple[str, ...]
    since: date | None
    closing: Closing | None
    list_before: Listing | None
    list_after: Listing | None
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding on another day or under other evidence."""
        return f"{'–'.join(self.pair)} {self.rule.expects}"


def agreement_gaps(
    parties: Parties,
    listings: Sequence[Listing],
    rules: Iterable[Rule],
    day: date,
    states: frozenset[str] | None = None,
) -> list[AgreementGap]:
    """Return the gaps of all pairs on a day, by rule and pair.

    Parameters
    ----------
    states
        Keep the pairs in which a state of this set stands; two or more states keep the pairs among them.

    Notes
    -----
    A rule applies where a premise certainly holds; a pair that may hold it gives no finding. Cost: the pairs of the
    premise times their agreements of the expected kind.
    """
    gaps: list[AgreementGap] = []
    for rule in rules:
        by_pair: dict[tuple[str, str], list[Bond]] = {}
        for bond in parties.bonds(rule.premise, day):
            if bond.holding is Holding.HOLDS and _asked(bond.pair, states):
                by_pair.setdefault(bond.pair, []).append(bond)
        for bonds in (by_pair[pair] for pair in sorted(by_pair)):
            gap = _gap(parties, listings, rule, bonds, day)
            if gap is not None:
                gaps.append(gap)
    return gaps


def _asked(pair: tuple[str, str], states: frozenset[str] | None) -> bool:
    if states is None:
        return True
    inside = sum(state in states for state in pair)
    return inside == 2 or (len(states) == 1 and inside == 1)


def _gap(
    parties: Parties, listings: Sequence[Listing], rule: Rule, bonds: Sequence[Bond], day: date
) -> AgreementGap | None:
    pair = bonds[0].pair
    expected = list(parties.joint(rule.expects, pair))
    standings = [interval.on(day) for interval, _ in expected]
    if Holding.HOLDS in standings:
        return None
    before, after = _lists_around(listings, rule.expects, pair, day)
    closing = _closing(expected, day)
    lack = _lack(standings, before, after, closing, day)
    statements = [spell.id for bond in bonds for spell in bond.spells]
    statements += [listing.id for listing in (before, after) if listing is not None]
    statements += [spell.id for spells in _told(expected, closing, day) for spell in spells]
    return AgreementGap(
        pair=pair,
        rule=rule,
        lack=lack,
        premise=tuple(sorted({bond.agreement for bond in bonds})),
        since=_since(parties, rule.premise, pair, expected, day),
        closing=closing,
        list_before=before,
        list_after=after,
        evidence=Evidence.of(statements),
    )


def _told(
    expected: Iterable[tuple[Interval, tuple[Spell, Spell]]], closing: Closing | None, day: date
) -> Iterator[tuple[Spell, Spell]]:
    """Yield the spells that the finding speaks of: those that may already hold, and those that closed it."""
    for interval, spells in expected:
        if interval.on(day) is Holding.UNKNOWN or (closing and spells[0].agreement == closing.agreement):
            yield spells


def _lack(
    standings: Sequence[Holding], before: Listing | None, after: Listing | None, closing: Closing | None, day: date
) -> Lack:
    """Absence is borne out by a full list of that very day, or by one before and something certain after.

    A list only speaks for its own day. Between a list that lacks the pair and either a later list that still lacks it
    or the recorded start of the missing agreement, nothing recorded fills the time; the finding names all three.
    """
    if Holding.UNKNOWN in standings:
        return Lack.UNKNOWN
    if before is not None and (before.day == day or after is not None or closing is not None):
        return Lack.ABSENT
    return Lack.NOT_FOUND


def _lists_around(
    listings: Sequence[Listing], kind: str, pair: tuple[str, str], day: date
) -> tuple[Listing | None, Listing | None]:
    """Return the last list up to a day and the first after it, of those that should name the pair and do not."""
    speaking = [x for x in listings if x.kind == kind and x.actor in pair]
    before = max((x for x in speaking if x.day <= day), key=lambda x: x.day, default=None)
    after = min((x for x in speaking if x.day > day), key=lambda x: x.day, default=None)
    return (
        before if before is not None and not _names(before, pair) else None,
        after if after is not None and not _names(after, pair) else None,
    )


def _names(listing: Listing, pair: tuple[str, str]) -> bool:
    other = pair[1] if listing.actor == pair[0] else pair[0]
    return other in listing.members


def _closing(expected: Iterable[tuple[Interval, tuple[Spell, Spell]]], day: date) -> Closing | None:
    later = [
        Closing(interval.start, spells[0].agreement)
        for interval, spells in expected
        if day < interval.start < interval.end and interval.start < OPEN
    ]
    return min(later, key=lambda c: (c.on, c.agreement), default=None)


def _since(
    parties: Parties,
    premise: str,
    pair: tuple[str, str],
    expected: Iterable[tuple[Interval, tuple[Spell, Spell]]],
    day: date,
) -> date | None:
    """Return the first day of the unbroken time up to `day` in which the premise stood and nothing expected did."""
    start = day
    stands = sorted((i.start, i.end) for i, _ in parties.joint(premise, pair) if i.start <= day)
    for begin, end in reversed(stands):
        if begin <= start <= end:
            start = begin
    ended = [i.end for i, _ in expected if i.start < i.end <= day]
    first = max([start, *ended])
    return first if first > BEFORE_ALL else None


def listings_of(tables: Tables) -> tuple[Listing, ...]:
    """Return all full lists in tables."""
    members: dict[tuple[str, str, str, date], set[str]] = {}
    for slug, kind, actor, day, member in tables.listings.iter_rows():
        members.setdefault((slug, kind, actor, day), set()).add(member)
    return tuple(Listing(*key, frozenset(found)) for key, found in sorted(members.items()))
