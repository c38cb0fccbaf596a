"""What a value may be by the shapes of the vocabulary, so that one that may not be is told with its line and column."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from ingest.claims import full
from ontology.files import CORE, shapes
from ontology.iris import PREFIXES
from ontology.vocabulary import concepts, in_scheme

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
NO_LANGUAGE: Final = "has no language, and pages and questions look for a name in one; give it"
_ANY: Final = ""
"""In place of a class: whatever has the property."""
_KINDS: Final = {
    str(XSD.date): frozenset({"date"}),
    str(XSD.integer): frozenset({"number"}),
    str(XSD.decimal): frozenset({"number"}),
    str(XSD.boolean): frozenset({"flag"}),
    str(XSD.string): frozenset({"text"}),
}
_NAMES_OF_THINGS: Final = frozenset({"thing", "concept", "iri"})


@dataclass(frozen=True)
class Limit:
    """What the values of one property of one class may be, as far as the shapes say."""

    pattern: str = ""
    least: float | None = None
    most: float | None = None
    above: float | None = None
    longest: int | None = None
    scheme: str = ""
    single: bool = False
    one_a_language: bool = False
    apart: str = ""
    """A property that must not have the same value."""


@cache
def graph() -> Graph:
    """Return the shapes and the core vocabulary."""
    found = Graph()
    for file in (*shapes(), CORE):
        found.parse(file)
    return found


def asked() -> Iterator[tuple[str, str, Node]]:
    """Yield what the shapes ask: a class, or nothing for any, the property, and the node that says what."""
    for shape in graph().subjects(RDF.type, SH.NodeShape):
        classes = [str(c) for of in graph().objects(shape, SH.targetClass) for c in _narrower(of)] or [_ANY]
        for node in graph().objects(shape, SH.property):
            path = graph().value(node, SH.path)
            if isinstance(path, URIRef):
                yield from ((of, str(path), node) for of in classes)


@cache
def limit_of(kind: str, name: str) -> Limit:
    """Return what a property, as a prefixed name, of a class may be."""
    of_any, of_class = (_limits().get((of, full(name)), {}) for of in (_ANY, PREFIXES["kn"] + kind))
    return Limit(**{**of_any, **of_class})


def least_of(kind: str) -> dict[str, int]:
    """Return how many values of which property, by its IRI, a class needs."""
    return _least().get(PREFIXES["kn"] + kind, {})


@cache
def words_of(scheme: str) -> frozenset[str]:
    """Return the concepts of a scheme, or of all where none is named."""
    return in_scheme(scheme) if scheme else frozenset(concepts())


@cache
def kinds_of(name: str) -> frozenset[str]:
    """Return which kinds of values a property takes: `date`, `number`, `flag`, `text`; nothing where nobody says."""
    if (URIRef(full(name)), RDF.type, OWL.ObjectProperty) in graph():
        return _NAMES_OF_THINGS
    return _KINDS.get(range_of(name), frozenset())


@cache
def range_of(name: str) -> str:
    """Return the IRI of what the values of a property are, such as a datatype; nothing where nobody says."""
    return str(graph().value(URIRef(full(name)), RDFS.range) or "")


def is_whole(name: str) -> bool:
    """Say whether the values of a property are whole numbers."""
    return range_of(name) == str(XSD.integer)


def is_decimal(name: str) -> bool:
    """Say whether the values of a property are decimal numbers, the whole ones among them."""
    return range_of(name) == str(XSD.decimal)


def _narrower(of: Node) -> Iterator[Node]:
    return graph().transitive_subjects(RDFS.subClassOf, of)  # type: ignore[return-value]


@cache
def _limits() -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for of, path, node in asked():
        found.setdefault((of, path), {}).update(_said(node))
    return found


@cache
def _least() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for of, path, node in asked():
        if of and (least := graph().value(node, SH.minCount)) is not None:
            found.setdefault(of, {})[path] = int(str(least))
    return found


def _said(node: Node) -> Iterator[tuple[str, Any]]:
    numbers = {"least": SH.minInclusive, "most": SH.maxInclusive, "above": SH.minExclusive}
    for name, term in numbers.items():
        if (number := graph().value(node, term)) is not None:
            yield name, float(str(number))
    if (pattern := graph().value(node, SH.pattern)) is not None:
        yield "pattern", str(pattern)
    if (longest := graph().value(node, SH.maxLength)) is not None:
        yield "longest", int(str(longest))
    if str(graph().value(node, SH.maxCount)) == "1":
        yield "single", True
    if graph().value(node, SH.uniqueLang) is not None:
        yield "one_a_language", True
    if (other := graph().value(node, SH.disjoint)) is not None:
        yield "apart", str(other)
    for inner in graph().objects(node, SH.property):
        if graph().value(inner, SH.path) == SKOS.inScheme:
            yield "scheme", str(graph().value(inner, SH.hasValue)).removeprefix(PREFIXES["knv"])
