"""Recognises one firm in several sources: by LEI, by Wikidata item, else by its name within one country.

An identifier that names one firm of each source settles it. A name settles it only where it is the same but for legal
forms; what is merely alike is a candidate that a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from ingest.claims import full
from ingest.compiled import Compiled
from ingest.lines import mention
from ingest.meeting.facts import plain
from ingest.meeting.match import DIFFERENT, SAME, Match, Matches, Pair, ordered, pair_of, without_clashes
from ingest.meeting.names import name_score, parted
from ontology.iris import PREFIXES

SURE: Final = 0.97
"""From this score on firms of one country are taken as one."""
WORTH_A_LOOK: Final = 0.6
"""From this score on a person is asked: two names of two words that differ by a plural reach 0.64."""
_TYPE: Final = f" <{PREFIXES['rdf']}type> <{full('kn:Firm')}> "
_SCHEMES: Final = {full("kn:lei"): "LEI", full("skos:exactMatch"): "Wikidata"}
_LABEL: Final = full("rdfs:label")
_HOME: Final = full("kn:homeState")


@dataclass(slots=True)
class Firm:
    """A firm as one source tells it; identifiers carry their scheme: `LEI 5493…`."""

    iri: str
    source: str
    rank: int
    name: str = ""
    home: str = ""
    identifiers: set[str] = field(default_factory=set)


def firms(part: Compiled) -> list[Firm]:
    """Return the firms that a source states."""
    if not mention(part.lines, _TYPE):
        return []
    found = {
        line[1 : line.index(">")]: Firm(line[1 : line.index(">")], part.card.key, part.card.rank)
        for line in part.lines
        if _TYPE in line
    }
    for line in part.lines:
        subject, predicate, rest = line.split(" ", 2)
        if (firm := found.get(subject[1:-1])) is not None:
            _note(firm, predicate[1:-1], rest.rsplit(" ", 2)[0])
    return list(found.values())


def _note(firm: Firm, predicate: str, term: str) -> None:
    if predicate in _SCHEMES:
        firm.identifiers.add(f"{_SCHEMES[predicate]} {plain(term).rpartition('/')[2]}")
    elif predicate == _HOME:
        firm.home = plain(term)
    elif predicate == _LABEL and (term.endswith("@en") or not firm.name):
        firm.name = plain(term)


def match_firms(found: Iterable[Firm], decided: Mapping[Pair, str]) -> Matches:
    """Return which firms are one, and which a person should look at; a person's word stands above every rule."""
    by_name = {firm.iri: firm for firm in sorted(found, key=lambda f: (f.rank, f.source, f.iri))}
    proposals = {m for m in _proposals(list(by_name.values())) if decided.get(pair_of(m)) != DIFFERENT}
    named = {pair for pair, word in decided.items() if word == SAME and all(name in by_name for name in pair)}
    certain = {ordered(by_name[a], by_name[b], "decided by a person", 1.0) for a, b in named}
    chosen = {m for m in proposals if m.score >= SURE}
    sure, clashing = without_clashes(sorted(certain), sorted(chosen - certain), by_name)
    rest = {*clashing, *(proposals - chosen)}
    return Matches(tuple(sorted(sure)), tuple(_asked(rest, Matches(tuple(sure), ()).aliases, by_name, decided)))


def _asked(
    rest: Iterable[Match], joined: Mapping[str, str], by_name: Mapping[str, Firm], decided: Mapping[Pair, str]
) -> list[Match]:
    """Return what a person is asked, each firm by the name that stands for it, once a pair.

    Two firms of one source are two, so a likeness of names to a third that is one of them asks nothing.
    """
    best: dict[Pair, Match] = {}
    for m in sorted(rest, key=lambda m: (-m.score, m)):
        a, b = (by_name[joined.get(name, name)] for name in (m.canonical, m.alias))
        found = ordered(a, b, m.reason, m.score)
        if a != b and (a.source != b.source or m.score >= 1) and decided.get(pair_of(found)) != DIFFERENT:
            best.setdefault(pair_of(found), found)
    return sorted(best.values())


def _proposals(found: Sequence[Firm]) -> Iterator[Match]:
    for number, group in _grouped((number, firm) for firm in found for number in firm.identifiers):
        yield from (ordered(a, b, f"both are {number}", 1.0) for a, b in _across(group))
    # Candidates share the country and the first word of the name: all pairs of a million firms are too many.
    keyed = ((f"{firm.home} {words[0]}", firm) for firm in found if firm.home and (words := parted(firm.name)[0]))
    for _, group in _grouped(keyed):
        for a, b in _across(group):
            score = name_score(a.name, b.name)
            if score.value >= WORTH_A_LOOK and not _other_numbers(a, b):
                yield ordered(a, b, f"same country; {score.reason}", score.value)


def _other_numbers(a: Firm, b: Firm) -> bool:
    """Say whether two firms bear different numbers of one scheme: then they are two, however alike their names."""
    return any(
        x.partition(" ")[0] == y.partition(" ")[0] and x != y
        for x in a.identifiers - b.identifiers
        for y in b.identifiers - a.identifiers
    )


def _grouped(keyed: Iterable[tuple[str, Firm]]) -> Iterator[tuple[str, list[Firm]]]:
    groups: dict[str, list[Firm]] = defaultdict(list)
    for key, firm in keyed:
        groups[key].append(firm)
    yield from sorted(groups.items())


def _across(group: Sequence[Firm]) -> Iterator[tuple[Firm, Firm]]:
    return ((a, b) for a, b in combinations(group, 2) if a.source != b.source)
