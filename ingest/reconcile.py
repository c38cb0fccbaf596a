"""Makes one graph of what all sources say: same things under one name, one value where only one can stand.

The named graphs stay as each source wrote them. In their merge, from which answers come,

- a thing that doubles another takes the other's name, and the meta graph says that it was replaced;
- where a thing has room for one value only, that of the source with the lowest rank stands, dates all from one source;
- what a source says of who takes part in a thing that it shares with a source before it is marked as parallel.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.claims import full
from ingest.identity.described import Described, describe
from ingest.identity.sameness import Match, same_things
from ontology.iris import PREFIXES, mint

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_IN: Final = f"<{full('kn:participatesIn')}>"
_PARALLEL: Final = f"<{full('kn:assertionStatus')}> <{mint('kind', 'parallel-claim')}>"
_REPLACED: Final = f"<{full('dcterms:isReplacedBy')}>"
_WHEN: Final = (
    *("signedOn", "signedOnLatest", "validFrom", "validFromLatest", "validTo", "validToLatest"),
    *("datePrecision", "attestedOn", "observedUntil", "status"),
)
_ALONE: Final = (
    *("kind", "legalForm", "bindingness", "allPartiesListed", "homeState", "lei", "iso2", "iso3", "cowCode"),
    *("role", "startBasis"),
)
_SINGLE: Final = {
    **{f"<{full(f'kn:{name}')}>": "when" for name in _WHEN},
    **{f"<{full(f'kn:{name}')}>": name for name in _ALONE},
    **{f"<{full(name)}>": name for name in ("dcterms:title", "dcterms:description", "dcterms:publisher")},
}
_LABEL: Final = f"<{full('rdfs:label')}>"


@dataclass(frozen=True)
class Part:
    """The lines of one source's named graph, with its key and rank."""

    key: str
    rank: int
    lines: Sequence[str]


@dataclass(frozen=True)
class Reconciled:
    """The merge as N-Triples without final stops, what was replaced by what, and the matches to review."""

    triples: frozenset[str]
    replaced: tuple[str, ...]
    matches: tuple[Match, ...]
    things: Mapping[str, Described]


def reconcile(parts: Iterable[Part], decisions: Mapping[frozenset[str], str]) -> Reconciled:
    """Return the merge of all sources; `decisions` are the user's on pairs, see `ingest.identity.review`."""
    ordered = sorted(parts, key=lambda part: (part.rank, part.key))
    things = {iri: thing for part in ordered for iri, thing in describe(part.key, part.lines).items()}
    sameness = same_things(things.values(), {part.key: part.rank for part in ordered}, decisions)
    names = sameness.canonical
    owners = _Owners(_shared(ordered, names))
    triples: set[str] = set()
    for part in ordered:
        triples.update(_merged(part, names, owners))
    replaced = tuple(f"{double} {_REPLACED} {name}" for double, name in sorted(names.items()))
    return Reconciled(frozenset((*triples, *replaced)), replaced, sameness.matches, things)


def _shared(parts: Sequence[Part], names: Mapping[str, str]) -> frozenset[str]:
    """Return the things that more than one source describes."""
    seen: set[str] = set()
    shared: set[str] = set()
    for part in parts:
        here = {names.get(s, s) for s, p, _ in (line.split(" ", 2) for line in part.lines) if p == _TYPE}
        shared |= seen & here
        seen |= here
    return frozenset(shared)


class _Owners:
    """Which source gave a shared thing its value of a property that has room for one."""

    def __init__(self, shared: frozenset[str]) -> None:
        self.shared = shared
        self._owners: dict[tuple[str, str], str] = {}

    def gives(self, key: str, subject: str, predicate: str, value: str) -> bool:
        """Say whether a source's value stands: always where there is room, else that of the first source."""
        group = _SINGLE.get(predicate) or (f"label{value.rpartition('@')[2]}" if predicate == _LABEL else "")
        return not group or self._owners.setdefault((subject, group), key) == key


def _merged(part: Part, names: Mapping[str, str], owners: _Owners) -> Iterator[str]:
    for line in part.lines:
        subject, predicate, rest = line.split(" ", 2)
        value = rest.rsplit(" ", 2)[0]
        if predicate == _IN and value in names:
            yield f"{subject} {_PARALLEL}"
        subject, value = names.get(subject, subject), names.get(value, value)
        if subject not in owners.shared or owners.gives(part.key, subject, predicate, value):
            yield f"{subject} {predicate} {value}"
