"""Reads from the lines of a source what is needed to recognise its agreements and to compare them with others'."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from ingest.compiled import Compiled
from ingest.lines import mention
from ontology.iris import PREFIXES
from ontology.vocabulary import concepts

_KN: Final = PREFIXES["kn"]
_ID: Final = PREFIXES["id"]
_IDENTIFIERS: Final = frozenset((PREFIXES["dcterms"] + "identifier", _KN + "treatyNumber"))
_TYPE: Final = PREFIXES["rdf"] + "type"


@dataclass
class Stated:
    """What a source says of one of its agreements or participations, by property."""

    iri: str
    source: str
    rank: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return the value of a property of ours, blank where it is not stated."""
        found = self.values.get(_KN + name)
        return plain(found[0]) if found else ""

    def all(self, name: str) -> list[str]:
        """Return the values of a property of ours."""
        return sorted(map(plain, self.values.get(_KN + name, ())))

    def span(self, name: str) -> tuple[date, date] | None:
        """Return the first and last possible day of a date, or nothing where it is not stated."""
        first = self.one(name)
        if not first:
            return None
        return date.fromisoformat(first), date.fromisoformat(self.one(f"{name}Latest") or first)

    @property
    def identifiers(self) -> frozenset[str]:
        """Return the numbers under which others know the thing."""
        return frozenset(plain(v) for name in _IDENTIFIERS for v in self.values.get(name, ()))


@dataclass(frozen=True)
class Agreement:
    """An agreement as one source tells it."""

    iri: str
    source: str
    rank: int
    day: tuple[date, date] | None
    family: str
    parties: frozenset[str]
    identifiers: frozenset[str]


def participations(part: Compiled) -> list[Stated]:
    """Return the participations that a source states."""
    return _stated(part, "Participation")


def agreements(part: Compiled, members: Iterable[Stated]) -> list[Agreement]:
    """Return the agreements that a source states, with the parties that it gives them."""
    parties: dict[str, set[str]] = {}
    for member in members:
        parties.setdefault(member.one("participatesIn"), set()).add(member.one("involves"))
    return [
        Agreement(
            found.iri,
            found.source,
            found.rank,
            found.span("signedOn") or found.span("validFrom"),
            _family(found.one("kind")),
            frozenset(parties.get(found.iri, ())),
            found.identifiers,
        )
        for found in _stated(part, "Agreement")
    ]


def plain(term: str) -> str:
    """Return the value of an N-Triples term."""
    return term[1:-1] if term.startswith("<") else term[1 : term.rindex('"')]


def _stated(part: Compiled, kind: str) -> list[Stated]:
    wanted = {s: Stated(s, part.card.key, part.card.rank) for s in _of_class(part.lines, f"<{_KN}{kind}>")}
    for line in part.lines if wanted else ():
        subject, predicate, rest = line.split(" ", 2)
        if (found := wanted.get(subject[1:-1])) is not None:
            found.values.setdefault(predicate[1:-1], []).append(rest.rsplit(" ", 2)[0])
    return [wanted[iri] for iri in sorted(wanted)]


def _of_class(lines: Iterable[str], term: str) -> Iterator[str]:
    mark = f" <{_TYPE}> {term} "
    if not mention(lines, mark):
        return
    for line in lines:
        if mark in line:
            yield line[1 : line.index(">")]


@cache
def _family(kind: str) -> str:
    """Return the broadest concept above a kind of agreement."""
    known = concepts()
    key = kind.removeprefix(PREFIXES["knk"])
    while key in known and known[key].broader:
        key = known[key].broader or ""
    return key
