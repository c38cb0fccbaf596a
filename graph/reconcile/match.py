"""Candidates for a name, scored by how well the name and the properties given fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.reconcile.properties import Sight, Value, property_of
from graph.search import Filter, search
from graph.search.fold import fold
from graph.things import Thing, catalogue

TYPES: Final = {
    "state": "State",
    "body": "International body",
    "agency": "Public body",
    "firm": "Firm",
    "agreement": "Agreement",
    "policy": "Policy",
    "programme": "Programme",
    "provision": "Provision",
    "capability": "Capability",
    "scenario": "Scenario",
    "impediment": "Impediment",
    "activity": "Activity",
}
"""The types of things that names can be matched to."""

Quantifier = Literal["any", "all", "none"]
_MOST_BY_PROPERTY: Final = 2_000  # things that are looked through where no name is given
_NAME_SHARE: Final = 0.6  # of the score, where properties are given too


@dataclass(frozen=True)
class Condition:
    """A property that a candidate should have with any, all or none of some values; `required` drops others."""

    property: str
    values: tuple[str, ...]
    quantifier: Quantifier = "any"
    required: bool = False


@dataclass(frozen=True)
class Wanted:
    """What is looked for: a name, of some types, with some properties."""

    name: str
    types: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = 10


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant; scores run from 0 to 100, `match` says that there is no doubt."""

    thing: Thing
    score: float
    match: bool
    why: str
    features: tuple[tuple[str, bool], ...]


def candidates(sight: Sight, wanted: Wanted) -> list[Candidate]:
    """Return the likeliest things, best first.

    A candidate is a match when its whole name was given, all conditions fit, and nothing else fits as well.
    """
    known = catalogue(sight.release)
    if wanted.name.strip():
        hits = search(sight.release, wanted.name, Filter(wanted.types), limit=max(wanted.limit * 5, 50))
        found = [_judged(sight, known[hit.id], (hit.score, hit.why), wanted) for hit in hits]
    else:
        pool = [t for t in known.values() if not wanted.types or t.type in wanted.types][:_MOST_BY_PROPERTY]
        judged = [_judged(sight, thing, (0.0, "its properties"), wanted) for thing in pool]
        found = [one for one in judged if one is not None and any(fits for _, fits in one.features)]
    ranked = sorted((one for one in found if one is not None), key=lambda one: (-one.score, one.thing.id))
    return [_sure(one, ranked) for one in ranked[: wanted.limit]]


def _judged(sight: Sight, thing: Thing, name: tuple[float, str], wanted: Wanted) -> Candidate | None:
    features = []
    for condition in wanted.conditions:
        fits = _fits(property_of(condition.property).read(sight, thing), condition)
        if condition.required and not fits:
            return None
        features.append((condition.property, fits))
    share = sum(fits for _, fits in features) / len(features) if features else 1.0
    score = name[0] * 100 if not features else name[0] * 100 * _NAME_SHARE + share * 100 * (1 - _NAME_SHARE)
    return Candidate(thing, round(score, 1), match=False, why=name[1], features=tuple(features))


def _sure(one: Candidate, ranked: Sequence[Candidate]) -> Candidate:
    whole = one.why == "the whole" or one.why.startswith("the whole of its")
    alone = sum(other.score >= one.score for other in ranked) == 1
    sure = whole and alone and all(fits for _, fits in one.features)
    return Candidate(one.thing, one.score, sure, one.why, one.features)


def _fits(found: Sequence[Value], condition: Condition) -> bool:
    names = {fold(text) for value in found for text in (value.text, value.id) if text}
    hits = [fold(value) in names for value in condition.values]
    if condition.quantifier == "none":
        return not any(hits)
    return any(hits) if condition.quantifier == "any" else bool(hits) and all(hits)
