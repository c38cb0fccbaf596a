"""Recognises one agreement in several sources: by a shared number, or by its day, its parties and its kind.

Nothing is merged on a guess. Where more than one agreement of a source would fit, or the days are only near, the pair
is a candidate that a person decides; a person's word stands above every rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Final, Protocol

from ingest.meeting.facts import Agreement

SAME: Final = "same"
DIFFERENT: Final = "different"
_NEAR_DAYS: Final = 31
_OVERLAP: Final = 0.5
"""Least share of common parties among all parties: data sets end in different years, so later members differ."""

Pair = tuple[str, str]


class Told(Protocol):
    """A thing as one source tells it."""

    @property
    def iri(self) -> str:
        """Return its name."""

    @property
    def source(self) -> str:
        """Return the key of the source."""

    @property
    def rank(self) -> int:
        """Return the rank of the source."""


@dataclass(frozen=True, order=True)
class Match:
    """Two agreements, the one that stands first, with the reason and how sure it is, from 0 to 1."""

    canonical: str
    alias: str
    reason: str
    score: float


@dataclass(frozen=True)
class Matches:
    """What is one, and what a person should look at."""

    sure: tuple[Match, ...]
    candidates: tuple[Match, ...]

    @property
    def aliases(self) -> dict[str, str]:
        """Return the agreement that stands for each that has another name."""
        parent = {match.alias: match.canonical for match in self.sure}
        return {alias: _root(alias, parent) for alias in parent}


def match(found: Iterable[Agreement], decided: Mapping[Pair, str]) -> Matches:
    """Return which agreements are one; `decided` holds a person's word on pairs of their names, in order."""
    by_name = {a.iri: a for a in sorted(found, key=lambda a: (a.rank, a.source, a.iri))}
    proposals = {m for m in _proposals(list(by_name.values())) if decided.get(pair_of(m)) != DIFFERENT}
    chosen = {m for m in proposals if m.score >= 1}
    named = {pair for pair, word in decided.items() if word == SAME and all(name in by_name for name in pair)}
    certain = {ordered(by_name[a], by_name[b], "decided by a person", 1.0) for a, b in named}
    sure, clashing = without_clashes(sorted(certain), sorted(chosen - certain), by_name)
    rest = sorted({*clashing, *(m for m in proposals if m.score < 1)})
    joined = Matches(tuple(sure), ()).aliases
    open_ = (m for m in rest if joined.get(m.alias, m.alias) != joined.get(m.canonical, m.canonical))
    return Matches(tuple(sorted(sure)), tuple(_one_apair_of(open_)))


def _one_apair_of(found: Iterable[Match]) -> Iterator[Match]:
    for (canonical, alias), group in groupby(sorted(found), key=lambda m: (m.canonical, m.alias)):
        listed = list(group)
        yield Match(canonical, alias, "; ".join(m.reason for m in listed), max(m.score for m in listed))


def ordered(a: Told, b: Told, reason: str, score: float) -> Match:
    """Return a match with the thing of the lowest rank first."""
    first, second = sorted((a, b), key=lambda x: (x.rank, x.source, x.iri))
    return Match(first.iri, second.iri, reason, round(score, 3))


def pair_of(found: Match) -> Pair:
    """Return the names of a match in the order of a decision."""
    return (found.canonical, found.alias) if found.canonical < found.alias else (found.alias, found.canonical)


def _proposals(found: Sequence[Agreement]) -> Iterator[Match]:
    """Yield pairs of different sources that may be one; a score of 1 says that they are."""
    for number, group in _grouped((n, a) for a in found for n in a.identifiers):
        yield from (ordered(a, b, f"both are {number}", 1.0) for a, b in _across(group))
    dated = [a for a in found if a.day and a.family]
    exact = ((f"{a.day[0]} {a.family}", a) for a in dated if a.day and a.day[0] == a.day[1])
    for key, group in _grouped(exact):
        for a, b in _across(group):
            share = _share(a, b)
            if share >= _OVERLAP:
                day = key.partition(" ")[0]
                yield ordered(a, b, f"same day {day}, same family, {share:.0%} of parties in common", 1.0)
    for _, group in _grouped((" ".join(sorted(a.parties)) + a.family, a) for a in dated if len(a.parties) > 1):
        for a, b in _across(group):
            days = _apart(a, b)
            if 0 <= days <= _NEAR_DAYS and not (days == 0 and _exact(a) and _exact(b)):
                yield ordered(a, b, f"same parties and family, {days} days apart", 0.9 - days / 100)


def _grouped(keyed: Iterable[tuple[str, Agreement]]) -> Iterator[tuple[str, list[Agreement]]]:
    ordered = sorted(keyed, key=lambda pair: (pair[0], pair[1].iri))
    for key, group in groupby(ordered, key=lambda pair: pair[0]):
        yield key, [a for _, a in group]


def _across(group: Sequence[Agreement]) -> Iterator[tuple[Agreement, Agreement]]:
    return ((a, b) for a, b in combinations(group, 2) if a.source != b.source)


def _share(a: Agreement, b: Agreement) -> float:
    together = a.parties | b.parties
    return len(a.parties & b.parties) / len(together) if len(together) > 1 else 0.0


def _exact(a: Agreement) -> bool:
    return a.day is not None and a.day[0] == a.day[1]


def _apart(a: Agreement, b: Agreement) -> int:
    """Return the days between two spans, 0 where they overlap, -1 where one is not known."""
    if a.day is None or b.day is None:
        return -1
    return max(0, (max(a.day[0], b.day[0]) - min(a.day[1], b.day[1])).days)


def without_clashes(
    certain: Sequence[Match], chosen: Sequence[Match], by_name: Mapping[str, Told]
) -> tuple[list[Match], list[Match]]:
    """Part the matches into those that join at most one agreement of each source, and the others."""
    neighbours: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for m in chosen:
        neighbours[m.canonical][by_name[m.alias].source].add(m.alias)
        neighbours[m.alias][by_name[m.canonical].source].add(m.canonical)
    single = [
        m
        for m in chosen
        if len(neighbours[m.canonical][by_name[m.alias].source]) == 1
        and len(neighbours[m.alias][by_name[m.canonical].source]) == 1
    ]
    sure: list[Match] = list(certain)
    members = {name: {by_name[name].source: name} for name in by_name}
    parent: dict[str, str] = {}
    for m in certain:
        _join(m, parent, members)
    clashing = [m for m in chosen if m not in single]
    for m in single:
        a, b = _root(m.canonical, parent), _root(m.alias, parent)
        if a == b or not (members[a].keys() & members[b].keys()):
            sure.append(m)
            _join(m, parent, members)
        else:
            clashing.append(m)
    return _to_roots(sure, parent, by_name), clashing


def _join(m: Match, parent: dict[str, str], members: dict[str, dict[str, str]]) -> None:
    a, b = _root(m.canonical, parent), _root(m.alias, parent)
    if a != b:
        parent[b] = a
        members[a] = {**members[b], **members[a]}


def _root(name: str, parent: Mapping[str, str]) -> str:
    while name in parent and parent[name] != name:
        name = parent[name]
    return name


def _to_roots(sure: Sequence[Match], parent: Mapping[str, str], by_name: Mapping[str, Told]) -> list[Match]:
    """Return one match an alias, to the agreement of lowest rank in its group."""
    groups: dict[str, set[str]] = defaultdict(set)
    reasons: dict[str, list[Match]] = defaultdict(list)
    for m in sure:
        for name in (m.canonical, m.alias):
            groups[_root(name, parent)].add(name)
            reasons[name].append(m)
    order = {name: place for place, name in enumerate(by_name)}
    found = []
    for names in groups.values():
        first, *others = sorted(names, key=order.__getitem__)
        for other in others:
            reason = "; ".join(sorted({m.reason for m in reasons[other]}))
            found.append(Match(first, other, reason, 1.0))
    return found
