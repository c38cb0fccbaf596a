"""What statements from outside must meet beyond syntax: words of our vocabulary used as they are declared."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from rdflib import Graph
from rdflib.namespace import OWL, RDF

from ingest.rdf.limited import Parted, beyond, lacking
from ontology.files import CORE
from ontology.iris import BASE, PREFIXES, compact
from ontology.vocabulary import concepts

_PARTS: Final = re.compile(r"<([^>]*)> <([^>]*)> (.*)", re.DOTALL)
_IRI: Final = re.compile(r"<([^>]*)>")
_LONG: Final = 160
_DAY: Final = re.compile(r'"[^"]*"\^\^<' + re.escape(PREFIXES["xsd"]) + r"date>")
_SOUND_DAY: Final = re.compile(r'"(\d{4}-\d{2}-\d{2})"')
_LITERAL_DAY: Final = re.compile(r'"(\d{4}-\d{2}-\d{2})"(\^\^<[^>]*>)?$')
_OURS_ONLY: Final = ("def", "index", "kind", "level", "scheme", "graph", "shape")
_STARTS: Final = ("start", "from", "begin", "validFrom")
_ENDS: Final = ("end", "to", "until", "validTo")
HIDDEN: Final = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Ranges of characters that do not show, as a class of a pattern."""
_HIDDEN: Final = re.compile(f"[{HIDDEN}]")


def faults(statements: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with statements, each fault with the statement that has it."""
    spans: dict[str, dict[str, str]] = {}
    sound = []
    for statement in statements:
        parts = _parts(statement)
        if parts is None:
            yield f"{statement[:120]}: a subject or property is no IRI; give it one"
            continue
        subject, predicate, value = parts
        wrong = list(_statement(subject, predicate, value))
        yield from (f"{_shown(statement)}: {fault}" for fault in wrong)
        sound += [] if wrong else [parts]
        if day := _LITERAL_DAY.match(value):
            spans.setdefault(subject, {})[predicate] = day[1]
    yield from (f"{_shown('<{}> <{}> {}'.format(*parts))}: {fault}" for parts, fault in beyond(sound))
    for subject, days in spans.items():
        yield from _backwards(subject, days)


def lacks(statements: Sequence[str]) -> Iterator[str]:
    """Yield what things lack that their class needs, as far as these statements go."""
    return lacking([parts for parts in map(_parts, statements) if parts])


def _parts(statement: str) -> Parted | None:
    match = _PARTS.fullmatch(statement)
    return (match[1], match[2], match[3]) if match else None


def _shown(statement: str) -> str:
    """Return a statement with prefixes in place of our own name spaces, shortened."""
    return _IRI.sub(lambda iri: short if (short := compact(iri[1])) != iri[1] else iri[0], statement)[:_LONG]


def _statement(subject: str, predicate: str, value: str) -> Iterator[str]:
    if subject.startswith(BASE) and _space(subject) in _OURS_ONLY:
        yield "the vocabulary is not a source's to describe; describe things under id/"
    if predicate.startswith(BASE) and predicate not in declared():
        near = difflib.get_close_matches(predicate, declared(), n=1)
        yield f"no such property{f'; did you mean {compact(near[0])}?' if near else ''}"
    if predicate == str(OWL.sameAs):
        yield "owl:sameAs merges all statements of two things; write skos:exactMatch, or skos:closeMatch"
    if value.startswith(f"<{PREFIXES['knk']}") and value[1 + len(PREFIXES["knk"]) : -1] not in concepts():
        yield "no such concept in the schemes of the vocabulary"
    if predicate == str(RDF.type) and value.startswith(f"<{PREFIXES['kn']}") and value[1:-1] not in declared():
        yield "no such class"
    if _DAY.match(value) and not _is_day(value):
        yield "not a day without zone; write YYYY-MM-DD"


def _space(iri: str) -> str:
    return iri.removeprefix(BASE).partition("/")[0]


def _is_day(value: str) -> bool:
    match = _SOUND_DAY.match(value)
    try:
        return match is not None and bool(date.fromisoformat(match[1]))
    except ValueError:
        return False


def _backwards(subject: str, days: dict[str, str]) -> Iterator[str]:
    """Yield a fault where one name space has a start and an end of a thing, and the end lies before the start."""
    for start, end in ((a, b) for a in _STARTS for b in _ENDS):
        for predicate, day in days.items():
            if predicate.endswith(start) and predicate[-len(start) - 1] in "#/":
                until = days.get(predicate[: -len(start)] + end)
                if until and until < day:
                    yield f"<{subject}> {start} {day}, {end} {until}: ends before it starts; correct one of them"


@cache
def declared() -> frozenset[str]:
    """Return the IRIs of the classes and properties of the core vocabulary."""
    return frozenset(map(str, Graph().parse(CORE).subjects(RDF.type))) - {PREFIXES["kn"]}


def warnings(statements: Iterable[str]) -> list[str]:
    """Return a note for each name that looks like another: hidden characters, or letters of several scripts."""
    found = []
    for statement in statements:
        if not statement.isascii():
            if hidden := _HIDDEN.search(statement):
                found.append(f"{statement[:120]!r}: has the hidden character U+{ord(hidden[0]):04X}")
            elif any(len(_scripts(word)) > 1 for word in re.findall(r"[^\W\d_]+", statement)):
                found.append(f"{statement[:120]!r}: mixes letters of several scripts in one word")
    return found


def _scripts(word: str) -> set[str]:
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return names & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
