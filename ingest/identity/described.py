"""Reads out of a source's lines what tells agreements and firms apart: identifiers, names, parties, dates, seats."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ingest.claims import full
from ontology.iris import PREFIXES

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_CLASSES: Final = {
    f"<{full('kn:Agreement')}>": "agreement",
    f"<{full('kn:Firm')}>": "firm",
    f"<{full('kn:InternationalBody')}>": "body",
}


@dataclass(slots=True)
class Described:
    """What one source says of one thing, as far as matching needs it; `identifiers` are scheme and value."""

    iri: str
    source: str
    kind: str
    label: str = ""
    identifiers: set[tuple[str, str]] = field(default_factory=set)
    home: str = ""
    day: str = ""
    parties: set[str] = field(default_factory=set)


_IDENTIFIERS: Final = {
    f"<{full('dcterms:identifier')}>": "identifier",
    f"<{full('kn:lei')}>": "LEI",
    f"<{full('skos:exactMatch')}>": "Wikidata",
}
_LABEL: Final = f"<{full('rdfs:label')}>"
_HOME: Final = f"<{full('kn:homeState')}>"
_DAYS: Final = (f"<{full('kn:signedOn')}>", f"<{full('kn:validFrom')}>")
_IN: Final = f"<{full('kn:participatesIn')}>"
_INVOLVES: Final = f"<{full('kn:involves')}>"
_WANTED: Final = frozenset((_TYPE, _LABEL, _HOME, _IN, _INVOLVES, *_IDENTIFIERS, *_DAYS))


def describe(source: str, lines: Iterable[str]) -> dict[str, Described]:
    """Return the agreements, firms and bodies of a source by their IRI in angle brackets."""
    wanted = [(s, p, _object(rest)) for s, p, rest in (line.split(" ", 2) for line in lines) if p in _WANTED]
    found = {
        subject: Described(subject, source, _CLASSES[value])
        for subject, predicate, value in wanted
        if predicate == _TYPE and value in _CLASSES
    }
    parts: dict[str, tuple[set[str], set[str]]] = {}
    for subject, predicate, value in wanted:
        if subject in found:
            _note(found[subject], predicate, value)
        elif predicate in (_IN, _INVOLVES):
            parts.setdefault(subject, (set(), set()))[predicate == _INVOLVES].add(value)
    for things, actors in parts.values():
        for thing in things & found.keys():
            found[thing].parties |= actors
    return found


def _object(rest: str) -> str:
    # A line ends in " <graph> .\n"; an IRI holds no blank.
    return rest.rsplit(" ", 2)[0]


def _note(thing: Described, predicate: str, value: str) -> None:
    if predicate in _IDENTIFIERS:
        thing.identifiers.add((_IDENTIFIERS[predicate], value))
    elif predicate == _HOME:
        thing.home = value
    elif predicate == _LABEL and (value.endswith('"@en') or not thing.label):
        thing.label = value.rpartition('"')[0].lstrip('"')
    elif predicate in _DAYS:
        day = value[1:11]
        thing.day = min(thing.day, day) if thing.day else day
