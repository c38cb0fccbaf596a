"""Compiles our SHACL shapes to SPARQL, one query a constraint, so that millions of statements are checked set by set.

A processor that goes node by node takes minutes on a data set of 100,000 rows; these queries take seconds and find the
same, which a test holds against pySHACL. A constraint that is not known here is an error, never skipped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Literal, Node

from graph.errors import BuildError
from ontology.files import CORE, shapes

SH: Final = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True)
class Rule:
    """One constraint as a query: its rows are a node at fault and the value found there."""

    shape: str
    path: str
    constraint: str
    message: str
    query: str
    suspects: str = ""
    """A query inside `query` for ?focus that is the same for many rules and finds few or none, where there is such."""

    def of(self, nodes: Sequence[str]) -> str:
        """Return the query with the nodes that `suspects` found in its place."""
        return self.query.replace(f"{{ {self.suspects} }}", f"VALUES ?focus {{ {' '.join(nodes)} }}")


@dataclass(frozen=True)
class _Place:
    """Where a constraint is checked: a pattern that binds ?focus, and the path to the values."""

    shape: str
    targets: str
    path: str
    message: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of all shapes, in the order of their names."""
    graph = Graph()
    for file in (*shapes(), CORE):
        graph.parse(file)
    found = [rule for shape in graph.subjects(RDF.type, SH.NodeShape) for rule in _Compiler(graph).shape(shape)]
    return tuple(sorted(found, key=lambda rule: (rule.shape, rule.path, rule.constraint, rule.query)))


class _Compiler:
    """Writes the rules of one shape."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def shape(self, shape: Node) -> Iterator[Rule]:
        targets = self._targets(shape)
        place = _Place(str(shape), targets, "", str(self._graph.value(shape, SH.message) or ""))
        for predicate, value in self._graph.predicate_objects(shape):
            if predicate == SH.property:
                yield from self._property(value, place)
            elif predicate == SH["or"]:
                yield self._any_property(value, place)
            elif predicate not in (RDF.type, SH.message, SH.targetClass, SH.targetSubjectsOf):
                raise BuildError(f"{shape}: the constraint {predicate} is not known; add it to the compiler of shapes")

    def _targets(self, shape: Node) -> str:
        classes = [sub for of in self._graph.objects(shape, SH.targetClass) for sub in self._narrower(of)]
        subjects = list(self._graph.objects(shape, SH.targetSubjectsOf))
        if classes:
            return f"VALUES ?class {{ {_terms(classes)} }} ?focus a ?class ."
        return f"VALUES ?any {{ {_terms(subjects)} }} ?focus ?any ?thing ."

    def _narrower(self, of: Node) -> list[Node]:
        return [sub for sub in self._graph.transitive_subjects(RDFS.subClassOf, of) if sub is not None]

    def _property(self, shape: Node, outer: _Place) -> Iterator[Rule]:
        path = self._graph.value(shape, SH.path)
        if not isinstance(path, URIRef):
            raise BuildError(f"{outer.shape}: the path {path} is no property; write one property")
        place = _Place(outer.shape, outer.targets, path.n3(), str(self._graph.value(shape, SH.message) or ""))
        for predicate, value in self._graph.predicate_objects(shape):
            if predicate == SH.property:
                inner = f"{place.targets.replace('?focus', '?outer')} ?outer {place.path} ?focus ."
                yield from self._property(value, _Place(place.shape, inner, "", ""))
            elif predicate == SH["class"]:
                yield self._rule(place, predicate, self._not_of([value]))
            elif predicate == SH["or"]:
                classes = [self._graph.value(item, SH["class"]) for item in Collection(self._graph, value)]
                yield self._rule(place, predicate, self._not_of([c for c in classes if c is not None]))
            elif predicate == SH.maxCount and str(value) == "1":
                yield self._single(place)
            elif predicate not in (SH.path, SH.message):
                if predicate not in _BODIES:
                    raise BuildError(f"{place.shape} {path}: the constraint {predicate} is not known; add it")
                yield self._rule(place, predicate, _BODIES[predicate](place.path, value))

    def _not_of(self, classes: list[Node]) -> str:
        narrower = [sub for of in classes for sub in self._narrower(of)]
        return f"?focus %s ?value . MINUS {{ VALUES ?of {{ {_terms(narrower)} }} ?value a ?of }}"

    def _any_property(self, items: Node, place: _Place) -> Rule:
        paths = [self._graph.value(self._graph.value(i, SH.property), SH.path) for i in Collection(self._graph, items)]
        lacks = " ".join(f"MINUS {{ ?focus {path.n3()} ?x{n} }}" for n, path in enumerate(paths) if path is not None)
        return self._rule(place, SH["or"], lacks)

    def _single(self, place: _Place) -> Rule:
        """Return the rule that a property stands once: a dozen shapes ask it of `kn:kind`, and few nodes have two."""
        suspects = f"SELECT ?focus WHERE {{ ?focus {place.path} ?one }} GROUP BY ?focus HAVING (COUNT(?one) > 1)"
        found = f"{{ {suspects} }} FILTER EXISTS {{ {place.targets} }} ?focus {place.path} ?each ."
        query = f"SELECT ?focus (COUNT(DISTINCT ?each) AS ?value) WHERE {{ {found} }} GROUP BY ?focus"
        return Rule(place.shape, place.path.strip("<>"), "maxCount", place.message, query, suspects)

    def _rule(self, place: _Place, constraint: Node, body: str) -> Rule:
        name = str(constraint).removeprefix(str(SH))
        filled = body.replace("%s", place.path)
        if filled.startswith("?focus "):
            # Few values are at fault, so whether their nodes are targets is looked up last, for those alone.
            suspects = f"SELECT DISTINCT ?focus WHERE {{ {filled} }}"
            found = f"{{ {suspects} }} FILTER EXISTS {{ {place.targets} }} {filled}"
        else:
            suspects, found = "", f"{place.targets} {filled}"
        query = f"SELECT DISTINCT ?focus ?value WHERE {{ {found} }}"
        return Rule(place.shape, place.path.strip("<>"), name, place.message, query, suspects)


def _terms(nodes: list[Node]) -> str:
    return " ".join(sorted({node.n3() for node in nodes}))


def _text(value: Node) -> str:
    return Literal(str(value)).n3()


def _min_count(_path: str, value: Node) -> str:
    if int(str(value)) == 1:
        # MINUS would collect every node that has the property, for each class anew.
        return "FILTER NOT EXISTS { ?focus %s ?any_value }"
    enough = "SELECT ?focus WHERE { ?focus %s ?each } GROUP BY ?focus"
    return f"MINUS {{ {{ {enough} HAVING (COUNT(DISTINCT ?each) >= {value}) }} }}"


def _max_count(_path: str, value: Node) -> str:
    count = "SELECT ?focus (COUNT(DISTINCT ?each) AS ?value) WHERE { ?focus %s ?each } GROUP BY ?focus"
    return f"{{ {count} HAVING (COUNT(DISTINCT ?each) > {value}) }}"


def _filtered(test: str) -> Callable[[str, Node], str]:
    """Return a constraint on each value that an expression must meet; a type error counts as a failure."""

    def body(_path: str, value: Node) -> str:
        filled = test.replace("@value", value.n3()).replace("@text", _text(value))
        return f"?focus %s ?value . FILTER (!COALESCE({filled}, false))"

    return body


def _node_kind(path: str, value: Node) -> str:
    if value != SH.IRI:
        raise BuildError(f"sh:nodeKind {value} is not known; write sh:IRI")
    return _filtered("isIRI(?value)")(path, value)


def _less_than(_path: str, value: Node) -> str:
    return f"?focus %s ?value . ?focus {value.n3()} ?other . FILTER (!COALESCE(?value < ?other, false))"


_BODIES: Final[dict[Node, Callable[[str, Node], str]]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.datatype: _filtered("DATATYPE(?value) = @value"),
    SH.nodeKind: _node_kind,
    SH.pattern: _filtered("REGEX(STR(?value), @text)"),
    SH.minInclusive: _filtered("?value >= @value"),
    SH.maxInclusive: _filtered("?value <= @value"),
    SH.minExclusive: _filtered("?value > @value"),
    SH.maxLength: _filtered("STRLEN(STR(?value)) <= @value"),
    SH.lessThan: _less_than,
    SH.disjoint: lambda _path, value: f"?focus %s ?value . ?focus {value.n3()} ?value .",
    SH.hasValue: lambda _path, value: f"MINUS {{ ?focus %s {value.n3()} }}",
    SH.uniqueLang: lambda _path, _value: (
        "?focus %s ?value . ?focus %s ?other . "
        'FILTER (LANG(?value) != "" && LANG(?value) = LANG(?other) && STR(?value) < STR(?other))'
    ),
}
