"""Writes claims as canonical N-Quads: a line a statement, sorted, nothing twice; equal input gives equal bytes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ingest.claims import Claim, Evidence, Iri, Text, Value, full
from ingest.collector import uncollected
from ontology.iris import PREFIXES, mint, slug

_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL: Final = re.compile(r'[\\"\n\r\t\x00-\x1f\x7f]')


def quads(claims: Iterable[Claim], graph: str, space: str = "") -> list[str]:
    """Return the sorted lines of all claims in one named graph.

    `space` goes into the names of citations, so that two sources that bear out one thing never share one.
    """
    return _sorted(claims, space, ending(graph))


def triples(claims: Iterable[Claim], space: str = "") -> list[str]:
    """Return the sorted statements of all claims as N-Triples without their final stop."""
    return _sorted(claims, space, "")


def ending(graph: str) -> str:
    """Return what makes N-Triples without their final stop the lines of one named graph."""
    return f" <{graph}> .\n"


def triples_of(lines: Iterable[str]) -> Iterator[str]:
    """Yield N-Quads lines as N-Triples lines, in the same order."""
    # Every line ends in " <graph> .\n", mostly as the line before; an IRI holds no blank, so its last " <" is there.
    end = "\0"
    for line in lines:
        if not line.endswith(end):
            end = line[line.rindex(" <") :]
        yield f"{line[: -len(end)]} .\n"


def literal(value: Value) -> str:
    """Return a value as an N-Triples term."""
    match value:
        case Iri(iri):
            return f"<{iri}>"
        case Text(words, language):
            return f'"{escaped(words)}"@{language}' if language else f'"{escaped(words)}"'
        case bool():
            return f'"{str(value).lower()}"^^<{_XSD}boolean>'
        case int():
            return f'"{value}"^^<{_XSD}integer>'
        case date():
            return f'"{value.isoformat()}"^^<{_XSD}date>'
        case Decimal():
            return f'"{_plain(value)}"^^<{_XSD}decimal>'


def escaped(words: str) -> str:
    """Return words with the characters escaped that N-Triples does not take as they are."""
    return _SPECIAL.sub(lambda m: _ESCAPES.get(m[0], f"\\u{ord(m[0]):04X}"), words)


def _plain(value: Decimal) -> str:
    # The store keeps decimals in this form; writing another would make a dump differ from its own reload.
    return format(value.normalize(), "f") if value else "0"


def _sorted(claims: Iterable[Claim], space: str, ending: str) -> list[str]:
    with uncollected():
        said = _said(claims, space)
        # No subject begins with another (each ends in ">"), so subject after subject is the order of the whole lines.
        return [f"{subject}{rest}{ending}" for subject in sorted(said) for rest in sorted(set(said[subject]))]


def _said(claims: Iterable[Claim], space: str) -> dict[str, list[str]]:
    """Return what follows each subject, in no order."""
    said: dict[str, list[str]] = {}
    shared: set[Evidence] = set()
    for claim in claims:
        about = said.setdefault(f"<{claim.iri}>", [])
        about += (_type(kind) for kind in claim.types)
        about += (_predicated(name, value) for name, value in claim.facts)
        for number, evidence in enumerate(claim.evidence, start=1):
            citation = _citation_name(claim, evidence, number, space)
            about.append(_pointer(citation))
            # Thousands of claims may share a citation that has a name of its own: it is written once.
            if not evidence.named or evidence not in shared:
                said.setdefault(f"<{citation}>", []).extend(_citation(evidence))
        shared.update(evidence for evidence in claim.evidence if evidence.named)
    return said


@lru_cache(maxsize=16_384, typed=True)
def _predicated(name: str, value: Value) -> str:
    """Return a property and its value as they follow a subject; typed, since to Python `True` and 1 are equal."""
    return f" <{full(name)}> {literal(value)}"


@lru_cache(maxsize=1_024)
def _type(kind: str) -> str:
    return f" {_TYPE} <{full(f'kn:{kind}')}>"


def _pointer(citation: str) -> str:
    return f" <{full('kn:evidence')}> <{citation}>"


def _citation_name(claim: Claim, evidence: Evidence, number: int, space: str) -> str:
    if evidence.named:
        return _shared_name(evidence.named)
    return mint("id", "cit", slug(claim.iri), *([space] if space else []), number)


@lru_cache(maxsize=4_096)
def _shared_name(named: str) -> str:
    return mint("id", "cit", named)


def _citation(evidence: Evidence) -> Iterator[str]:
    yield _type("Citation")
    yield _predicated("kn:cites", Iri(mint("id", evidence.source)))
    yield _predicated("kn:confidence", Iri(mint("kind", "confidence", evidence.confidence)))
    if evidence.locator:
        yield _predicated("kn:locator", Text(evidence.locator))
    for field in evidence.checked:
        yield _predicated("kn:checked", Text(field))
