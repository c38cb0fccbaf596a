"""Environment gaps: what two states keep up on a day that stands between them, and whether what would ease it came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from graph.dates import BEFORE_ALL, OPEN, Holding, Interval
from graph.evidence import Evidence
from graph.parties import Parties
from graph.world.impediments import Impediment

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


@dataclass(frozen=True)
class Easing:
    """An instrument that a source says eases an impediment, and whether it stands on the day."""

    instrument: str
    holding: Holding
    since: date | None


@dataclass(frozen=True)
class EnvironmentGap:
    """An impediment that stands, or may stand, between two states on a day.

    `listed` tells whether the impediment names the partner, or reaches it by its scope. `ended` is its end on record.
    """

    impediment: Impediment
    origin: str
    partner: str
    holding: Holding
    since: date | None
    ended: date | None
    listed: bool
    easings: tuple[Easing, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding on another day or under other evidence."""
        return f"{self.impediment.id} {self.partner}"


@dataclass(frozen=True)
class Law:
    """What can ease an impediment: agreements with their parties, and policies with their spans."""

    parties: Parties
    policies: Mapping[str, Interval]


def environment_gaps(
    impediments: Iterable[Impediment], law: Law, states: Sequence[str], day: date
) -> list[EnvironmentGap]:
    """Return the impediments that stand between the states of a set on a day, by origin, partner and id.

    Parameters
    ----------
    states
        Two states or more: every impediment that one of them keeps up and that reaches another.

    Notes
    -----
    An impediment reaches the partners it lists; one that lists none reaches by its scope every partner, but where its
    scope is `non-qualifying-states` only those with which the originator has no procurement memorandum in force, and
    where it is `states-in-conflict` nobody that is not listed. A start that is not known makes the finding `unknown`
    before the day on which it was seen. "Came" means that an easing instrument is in force; whether it works is not
    recorded. One pass over impediments times pairs.
    """
    found = []
    for origin, partner in permutations(dict.fromkeys(states), 2):
        qualified = _qualified(law.parties, origin, partner, day)
        for impediment in impediments:
            if impediment.origin == origin and _reaches(impediment, partner, is_qualified=qualified):
                gap = _gap(impediment, partner, law, day)
                if gap.holding is not Holding.NOT:
                    found.append(gap)
    return sorted(found, key=lambda g: (g.origin, g.partner, g.impediment.id))


def _reaches(impediment: Impediment, partner: str, *, is_qualified: bool) -> bool:
    if impediment.partners:
        return partner in impediment.partners
    if impediment.scope == "non-qualifying-states":
        return not is_qualified
    return impediment.scope != "states-in-conflict"


def _qualified(parties: Parties, origin: str, partner: str, day: date) -> bool:
    pair = (min(origin, partner), max(origin, partner))
    return any(b.pair == pair and b.holding is Holding.HOLDS for b in parties.bonds("rdp-mou", day))


def _gap(impediment: Impediment, partner: str, law: Law, day: date) -> EnvironmentGap:
    span = impediment.span
    easings = [_easing(name, law, day) for name in impediment.eased_by]
    return EnvironmentGap(
        impediment=impediment,
        origin=impediment.origin,
        partner=partner,
        holding=span.on(day),
        since=span.maybe_start if span.maybe_start > BEFORE_ALL else None,
        ended=span.end if span.end < OPEN else None,
        listed=bool(impediment.partners),
        easings=tuple(easing for easing, _ in easings),
        evidence=Evidence.of([impediment.id, *(s for _, statements in easings for s in statements)]),
    )


def _easing(instrument: str, law: Law, day: date) -> tuple[Easing, tuple[str, ...]]:
    policy = law.policies.get(instrument)
    spans = [(instrument, policy)] if policy else [(s.id, s.in_force) for s in law.parties.spells.get(instrument, ())]
    judged = [(name, span, span.on(day)) for name, span in spans]
    standing = [span.start for _, span, holding in judged if holding is Holding.HOLDS]
    possible = any(holding is Holding.UNKNOWN for *_, holding in judged)
    holding = Holding.HOLDS if standing else Holding.UNKNOWN if possible else Holding.NOT
    statements = tuple(name for name, _, held in judged if held is not Holding.NOT)
    return Easing(instrument, holding, max(standing, default=None)), statements
