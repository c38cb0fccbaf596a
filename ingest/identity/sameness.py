"""Decides which things of several sources are one: by review, by shared identifier; the rest is proposed, not done."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from ingest.identity.described import Described
from ingest.identity.scores import Score, agreement_score, firm_score, key_word
from ontology.iris import mint

SURE: Final = 0.97
"""From this score on two firms of one name and country are taken as one; it is written down as done."""
WORTH_A_LOOK: Final = {"firm": 0.75, "agreement": 0.85}
"""From this score on a pair of this kind goes to the review file."""
_REVIEWED: Final = Path(__file__).with_name("agreements.csv")


@dataclass(frozen=True, slots=True)
class Match:
    """Two things that may be one, in angle brackets, and why; `done` says whether they were taken as one."""

    a: str
    b: str
    score: float
    reason: str
    done: bool


@dataclass(frozen=True)
class Sameness:
    """For each thing that is another's double, the thing that stands for both; and all matches found by score."""

    canonical: Mapping[str, str]
    matches: tuple[Match, ...]


def same_things(
    described: Iterable[Described], ranks: Mapping[str, int], decisions: Mapping[frozenset[str], str]
) -> Sameness:
    """Join what is the same; the thing of the source with the lowest rank stands for the others.

    `decisions` are the user's: "same" or "different" for a pair. Never are two things of one source joined.
    """
    things = {thing.iri: thing for thing in described}
    groups = _Groups(things)
    for a, b in (*_reviewed(), *(tuple(sorted(pair)) for pair, word in decisions.items() if word == "same")):
        groups.join(a, b)
    matches: list[Match] = []
    for a, b, score in _candidates(things, groups):
        wish = decisions.get(frozenset((a, b)), "")
        by_name = score.value >= SURE and things[a].kind == "firm"
        sure = by_name or score.identified
        done = groups.same(a, b) or (sure and wish != "different" and groups.join(a, b))
        matches.append(Match(a, b, score.value, score.reason, done))
    return Sameness(groups.canonical(ranks), tuple(matches))


class _Groups:
    """Things joined so far; a group never holds two of one source."""

    def __init__(self, things: Mapping[str, Described]) -> None:
        self._things = things
        self._group = {iri: {iri} for iri in things}

    def same(self, a: str, b: str) -> bool:
        return self._group[a] is self._group[b]

    def may_join(self, a: str, b: str) -> bool:
        """Say whether two things are apart and no source is in both of their groups."""
        one, other = self._group[a], self._group[b]
        return not {self._things[x].source for x in one} & {self._things[x].source for x in other}

    def join(self, a: str, b: str) -> bool:
        """Join two things if both are there and no source is in both groups; say whether they are one now."""
        if a not in self._group or b not in self._group:
            return False
        one, other = self._group[a], self._group[b]
        if one is other:
            return True
        if not self.may_join(a, b):
            return False
        one |= other
        for iri in other:
            self._group[iri] = one
        return True

    def canonical(self, ranks: Mapping[str, int]) -> dict[str, str]:
        found: dict[str, str] = {}
        for iri, group in self._group.items():
            first = min(group, key=lambda x: (ranks[self._things[x].source], x))
            if iri != first:
                found[iri] = first
        return found


def _reviewed() -> Iterator[tuple[str, str]]:
    """Yield the pairs of our own reviewed crosswalk of agreements."""
    with _REVIEWED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield f"<{mint('id', row['other'])}>", f"<{mint('id', row['agreement'])}>"


def _candidates(things: Mapping[str, Described], groups: _Groups) -> Iterator[tuple[str, str, Score]]:
    """Yield pairs worth a look, those that share an identifier first, then by falling score."""
    yield from _by_identifier(things)
    scored = []
    for kind, block in _blocks(things.values()):
        score = firm_score if kind == "firm" else agreement_score
        for a, b in combinations(sorted(block, key=lambda t: t.iri), 2):
            if groups.may_join(a.iri, b.iri):
                found = score(a, b)
                if found.value >= WORTH_A_LOOK[kind]:
                    scored.append((a.iri, b.iri, found))
    yield from sorted(scored, key=lambda m: (-m[2].value, m[0], m[1]))


def _by_identifier(things: Mapping[str, Described]) -> Iterator[tuple[str, str, Score]]:
    holders: dict[tuple[str, str, str], list[Described]] = defaultdict(list)
    for thing in things.values():
        for scheme, value in thing.identifiers:
            holders[thing.kind, scheme, value].append(thing)
    for (_, scheme, value), found in sorted(holders.items()):
        sources = [thing.source for thing in found]
        # Two things of one source under one number are not both the other source's thing: somebody must choose.
        unique = len(set(sources)) == len(sources)
        reason = f"{'same' if unique else 'shared'} {scheme} {value.strip('<>').strip(chr(34))}"
        for a, b in combinations(sorted(found, key=lambda t: t.iri), 2):
            if a.source != b.source:
                yield a.iri, b.iri, Score(1.0 if unique else 0.9, reason, identified=unique)


def _blocks(things: Iterable[Described]) -> Iterator[tuple[str, list[Described]]]:
    """Yield groups within which pairs are scored: firms of a country and first word, agreements of the same parties."""
    blocks: dict[tuple[str, ...], list[Described]] = defaultdict(list)
    for thing in things:
        if thing.kind == "firm":
            blocks["firm", thing.home, key_word(thing)].append(thing)
        elif thing.kind == "agreement" and thing.parties:
            blocks["agreement", *sorted(thing.parties)].append(thing)
    for key, block in blocks.items():
        if len({thing.source for thing in block}) > 1:
            yield key[0], block
