"""Reads the SKOS schemes: which concepts there are, in which scheme, under which labels."""

from dataclasses import dataclass
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from ontology.files import schemes
from ontology.iris import BASE


@dataclass(frozen=True)
class Concept:
    """A concept of one scheme; `key` is the last part of its IRI."""

    key: str
    scheme: str
    label: str
    label_ja: str
    broader: str | None


@cache
def concepts() -> dict[str, Concept]:
    """Return all concepts of the schemes by their key."""
    merged = Graph()
    for path in schemes():
        merged.parse(path)
    return {concept.key: concept for concept in (_concept(merged, s) for s in merged.subjects(SKOS.inScheme))}


def in_scheme(scheme: str) -> frozenset[str]:
    """Return the keys of the concepts of one scheme."""
    return frozenset(c.key for c in concepts().values() if c.scheme == scheme)


def narrower(key: str) -> frozenset[str]:
    """Return a concept's key with those of all narrower concepts."""
    found = {key}
    while more := {c.key for c in concepts().values() if c.broader in found} - found:
        found |= more
    return frozenset(found)


def _concept(merged: Graph, subject: object) -> Concept:
    node = URIRef(str(subject))
    labels = {
        label.language: str(label) for label in merged.objects(node, SKOS.prefLabel) if isinstance(label, Literal)
    }
    broader = merged.value(node, SKOS.broader)
    return Concept(
        _key(str(node)),
        _key(str(merged.value(node, SKOS.inScheme))),
        labels.get("en", ""),
        labels.get("ja", ""),
        _key(str(broader)) if broader is not None else None,
    )


def _key(iri: str) -> str:
    return iri.removeprefix(BASE).partition("/")[2]
