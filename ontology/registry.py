"""The register of terms: every class, property and concept ever released, with its first version and its successor.

A released name is never deleted or given another meaning. `python -m ontology.registry` adds the names that are new.
"""

import csv
import io
from dataclasses import astuple, dataclass
from functools import cache
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.files import CORE, REGISTRY, schemes
from ontology.iris import BASE, compact

HEAD: Final = ("name", "kind", "label", "since", "replaced_by")
_KINDS: Final = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    SKOS.ConceptScheme: "scheme",
    SKOS.Concept: "concept",
}


@dataclass(frozen=True, order=True)
class Registered:
    """One name: what it is, its English label, the version that brought it, and what took its place."""

    name: str
    kind: str
    label: str
    since: str
    replaced_by: str


@cache
def registered() -> tuple[Registered, ...]:
    """Return the register as it stands."""
    if not REGISTRY.is_file():
        return ()
    rows = csv.reader(io.StringIO(REGISTRY.read_text(encoding="utf-8")))
    next(rows)
    return tuple(Registered(*row) for row in rows)


def present() -> tuple[Registered, ...]:
    """Return the names that the files hold, each since the version that the register gives or the present."""
    graph = _vocabulary()
    version = str(graph.value(URIRef(f"{BASE}def/"), OWL.versionInfo))
    since = {entry.name: entry.since for entry in registered()}
    found = []
    for kind, word in _KINDS.items():
        for node in graph.subjects(RDF.type, kind):
            if str(node).startswith(BASE):
                name = compact(str(node))
                successor = graph.value(node, DCTERMS.isReplacedBy)
                replaced = "" if successor is None else compact(str(successor))
                found.append(Registered(name, word, _label(graph, node), since.get(name, version), replaced))
    return tuple(sorted(found))


def brought_up_to_date() -> tuple[Registered, ...]:
    """Return the register with what the files hold; names that they no longer hold stay."""
    entries = {entry.name: entry for entry in (*registered(), *present())}
    return tuple(sorted(entries.values()))


@cache
def _vocabulary() -> Graph:
    merged = Graph()
    for path in (CORE, *schemes()):
        merged.parse(path)
    return merged


def _label(graph: Graph, node: Node) -> str:
    labels = [*graph.objects(node, RDFS.label), *graph.objects(node, SKOS.prefLabel)]
    return next((str(label) for label in labels if isinstance(label, Literal) and label.language == "en"), "")


def written(entries: tuple[Registered, ...]) -> str:
    """Return the register as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEAD, *map(astuple, entries)])
    return text.getvalue()


if __name__ == "__main__":
    REGISTRY.write_text(written(brought_up_to_date()), encoding="utf-8")
