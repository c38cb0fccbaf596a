"""Writes claims as canonical N-Quads: a line a statement, sorted, nothing twice; equal input gives equal bytes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from ingest.claims import Claim, Evidence, Iri, Text, Value, full
from ontology.iris import PREFIXES, mint, slug

_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL: Final = re.compile(r'[\\"\n\r\t\x00-\x1f\x7f]')


def quads(claims: Iterable[Claim], graph: str, space: str = "") -> list[str]:
    """Return the sorted lines of all claims in one named graph.

    `space` goes into the names of citations, so that two sources that bear out one thing never share one.
    """
    suffix = f" <{graph}> .\n"
    return sorted({line + suffix for claim in claims for line in _statements(claim, space)})


def triples(claims: Iterable[Claim], space: str = "") -> list[str]:
    """Return the sorted statements of all claims as N-Triples without their final stop."""
    return sorted({line for claim in claims for line in _statements(claim, space)})


def graph_lines(statements: Iterable[str], graph: str) -> list[str]:
    """Return N-Triples without their final stop as the lines of one named graph."""
    suffix = f" <{graph}> .\n"
    return [statement + suffix for statement in statements]


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


def _statements(claim: Claim, space: str) -> Iterator[str]:
    subject = f"<{claim.iri}>"
    for kind in claim.types:
        yield f"{subject} {_TYPE} <{_term(f'kn:{kind}')}>"
    for name, value in claim.facts:
        yield f"{subject} <{_term(name)}> {literal(value)}"
    for number, evidence in enumerate(claim.evidence, start=1):
        own: tuple[str | int, ...] = (
            (evidence.named,) if evidence.named else (slug(claim.iri), *([space] if space else []), number)
        )
        citation = mint("id", "cit", *own)
        yield f"{subject} <{_term('kn:evidence')}> <{citation}>"
        # Thousands of claims may share a citation that has a name of its own.
        yield from _shared_citation(citation, evidence) if evidence.named else _citation(f"<{citation}>", evidence)


@lru_cache(maxsize=4_096)
def _shared_citation(citation: str, evidence: Evidence) -> tuple[str, ...]:
    return tuple(_citation(f"<{citation}>", evidence))


def _citation(subject: str, evidence: Evidence) -> Iterator[str]:
    yield f"{subject} {_TYPE} <{_term('kn:Citation')}>"
    yield f"{subject} <{_term('kn:cites')}> <{mint('id', evidence.source)}>"
    yield f"{subject} <{_term('kn:confidence')}> <{mint('kind', 'confidence', evidence.confidence)}>"
    if evidence.locator:
        yield f"{subject} <{_term('kn:locator')}> {literal(Text(evidence.locator))}"
    for field in evidence.checked:
        yield f"{subject} <{_term('kn:checked')}> {literal(Text(field))}"


_term = cache(full)
