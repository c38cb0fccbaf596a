"""Describes one thing by its IRI: its direct facts as plain values, or all that is stated of it as RDF."""

import re
from dataclasses import dataclass

from graph.errors import NotFound
from graph.store import ReadStore, description, direct, labels
from ontology.iris import slug


@dataclass(frozen=True)
class Fact:
    """One direct fact: the property with its label, the value as text, and the label of the thing it names, if any."""

    property: str
    label: str
    value: str
    value_label: str


def facts(store: ReadStore, iri: str) -> tuple[Fact, ...]:
    """Return the direct facts of a thing in the order of their properties.

    Raises
    ------
    NotFound
        Nothing is stated of this IRI.
    """
    found = direct(store, _checked(iri))
    if not found:
        raise NotFound(f"nothing is stated of {slug(iri)!r}; look it up by name with /api/v1/search")
    return tuple(
        dict.fromkeys(
            Fact(property_, label, value, value_label)
            for property_, value, value_labels in found
            for label in (labels(store, property_) or (_words(property_),))
            for value_label in (value_labels or ("",))
        )
    )


def _words(iri: str) -> str:
    """Return the last part of a foreign term as words, such as "alt label"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/#]", iri)[-1]).lower()


def as_rdf(store: ReadStore, iri: str, media_type: str, part: slice = slice(None)) -> bytes:
    """Return what is stated of a thing, with (a part of) what names it, their citations and sources, as RDF.

    Raises
    ------
    NotFound
        Nothing is stated of this IRI.
    """
    facts(store, iri)
    return description(store, iri, media_type, part)


def _checked(iri: str) -> str:
    if any(c in iri for c in '<>"{}|^`\\ ') or not iri.isprintable():
        raise NotFound(f"{iri!r} is no IRI of ours; look it up by name with /api/v1/search")
    return iri
