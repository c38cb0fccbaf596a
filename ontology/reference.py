"""The page of reference of the vocabulary: each term and concept with its words in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.files import CORE, schemes
from ontology.iris import BASE, PREFIXES, compact
from ontology.matches import Match, read_alignments
from ontology.registry import registered

_LEVEL: Final = URIRef(f"{BASE}def/levelValue")


@dataclass(frozen=True)
class Words:
    """A label and a definition in both languages."""

    label: str
    label_ja: str
    definition: str
    definition_ja: str


@dataclass(frozen=True)
class Term:
    """A class or property: its name and anchor, its words, what is above it, and where it is used."""

    name: str
    anchor: str
    words: Words
    above: tuple[str, ...]
    domain: str
    range: str
    since: str
    deprecated: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class ConceptEntry:
    """A concept of a scheme."""

    name: str
    anchor: str
    words: Words
    also: tuple[str, ...]
    broader: str
    rank: str
    since: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class SchemeEntry:
    """A scheme with its concepts: broader ones first, a scale by its ranks."""

    anchor: str
    words: Words
    concepts: tuple[ConceptEntry, ...]


def reference_page() -> str:
    """Return the page as HTML that needs no other file."""
    core = Graph().parse(CORE)
    context = {
        "version": str(core.value(URIRef(f"{BASE}def/"), OWL.versionInfo)),
        "classes": _terms(core, OWL.Class),
        "properties": tuple(
            sorted((*_terms(core, OWL.ObjectProperty), *_terms(core, OWL.DatatypeProperty)), key=_by_name)
        ),
        "schemes": tuple(_scheme(path) for path in schemes()),
        "alignments": read_alignments(),
        "anchor": anchor,
    }
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    return environment.get_template("reference.html").render(**context)


def anchor(name: str) -> str:
    """Return the anchor of one of our names: `def-Agreement`, `kind-acsa`; nothing for another vocabulary's."""
    prefix, _, local = name.partition(":")
    space = PREFIXES.get(prefix, "")
    return f"{space.removeprefix(BASE).strip('/')}-{local}" if space.startswith(BASE) else ""


def _by_name(term: Term) -> str:
    return term.name.casefold()


def _terms(core: Graph, *kinds: URIRef) -> tuple[Term, ...]:
    ours = (node for kind in kinds for node in core.subjects(RDF.type, kind) if str(node).startswith(BASE))
    return tuple(sorted((_term(core, node) for node in ours), key=_by_name))


def _term(core: Graph, node: Node) -> Term:
    name = compact(str(node))
    above = (*core.objects(node, RDFS.subClassOf), *core.objects(node, RDFS.subPropertyOf))
    return Term(
        name=name,
        anchor=anchor(name),
        words=_words(core, node, RDFS.label),
        above=tuple(sorted(compact(str(up)) for up in above)),
        domain=_name_of(core.value(node, RDFS.domain)),
        range=_name_of(core.value(node, RDFS.range)),
        since=_since(name),
        deprecated=(node, OWL.deprecated, None) in core,
        matches=_matching(name),
    )


def _name_of(node: Node | None) -> str:
    return "" if node is None else compact(str(node))


def _words(graph: Graph, node: Node, label: URIRef, definition: URIRef = SKOS.definition) -> Words:
    def said(prop: URIRef, language: str) -> str:
        found = (w for w in graph.objects(node, prop) if isinstance(w, Literal) and w.language == language)
        return str(next(found, ""))

    return Words(said(label, "en"), said(label, "ja"), said(definition, "en"), said(definition, "ja"))


def _scheme(path: Path) -> SchemeEntry:
    graph = Graph().parse(path)
    scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme))
    entries = sorted((_concept(graph, c) for c in graph.subjects(SKOS.inScheme, scheme)), key=_by_place)
    words = _words(graph, scheme, SKOS.prefLabel, DCTERMS.description)
    return SchemeEntry(anchor(compact(str(scheme))), words, tuple(_with_narrower(entries, "")))


def _by_place(entry: ConceptEntry) -> tuple[str, str]:
    return (entry.rank, entry.name)


def _with_narrower(entries: Sequence[ConceptEntry], above: str) -> list[ConceptEntry]:
    """Return entries so that each is followed by those that are narrower."""
    found = []
    for entry in entries:
        if entry.broader == above:
            found += [entry, *_with_narrower(entries, entry.name)]
    return found


def _concept(graph: Graph, node: Node) -> ConceptEntry:
    name = compact(str(node))
    rank = graph.value(node, _LEVEL)
    return ConceptEntry(
        name=name,
        anchor=anchor(name),
        words=_words(graph, node, SKOS.prefLabel),
        also=tuple(sorted(str(label) for label in graph.objects(node, SKOS.altLabel))),
        broader=_name_of(graph.value(node, SKOS.broader)),
        rank="" if rank is None else str(rank),
        since=_since(name),
        matches=_matching(name),
    )


def _since(name: str) -> str:
    return next((entry.since for entry in registered() if entry.name == name), "")


def _matching(name: str) -> tuple[Match, ...]:
    return tuple(match for table in read_alignments() for match in table.matches if match.subject == name)
