"""The checks of the vocabulary: each takes the files as graphs and yields what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.files import CORE, schemes
from ontology.iris import BASE

KN: Final = Namespace(BASE + "def/")
ONTOLOGY: Final = URIRef(BASE + "def/")
LANGUAGES: Final = ("en", "ja")
BUDGET: Final = {"classes": 32, "properties": 85}
"""Raised on purpose only, with a line in the changelog of the vocabulary."""
OPEN_RANGE: Final = frozenset(
    (
        "about",
        "addresses",
        "affects",
        "announces",
        "basedOn",
        "easedBy",
        "fulfilledBy",
        "participatesIn",
        "proposes",
        "quote",
    )
)
"""Properties whose values are of several classes."""
REUSED: Final = (DCTERMS, OWL, ORG, PROV, RDFS, SKOS, VANN, XSD)
KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Vocabulary:
    """The core, the schemes in one graph, and where each file's text came from."""

    core: Graph
    schemes: Graph

    @classmethod
    def read(cls, *replacements: tuple[str, str, str]) -> "Vocabulary":
        """Read the files; a replacement (file name, old, new) plants a fault where the old text stands."""
        core, merged = Graph(), Graph()
        for path in (CORE, *schemes()):
            target = core if path == CORE else merged
            target.parse(data=_planted(path, replacements), format="turtle")
        return cls(core, merged)

    @property
    def terms(self) -> dict[URIRef, URIRef]:
        """Return our classes and properties with what each is."""
        return {t: kind for kind in KINDS for t in self.core.subjects(RDF.type, kind) if _ours(t)}  # type: ignore[misc]

    @property
    def concepts(self) -> list[Node]:
        """Return the concepts."""
        return sorted(self.schemes.subjects(RDF.type, SKOS.Concept), key=str)


def _planted(path: Path, replacements: tuple[tuple[str, str, str], ...]) -> str:
    text = path.read_text(encoding="utf-8")
    for name, old, new in replacements:
        if name == path.name:
            assert text.count(old) >= 1, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
    return text


def _ours(node: Node) -> bool:
    return isinstance(node, URIRef) and node.startswith(str(KN)) and node != ONTOLOGY


def name(node: Node) -> str:
    """Return the last part of an IRI."""
    return str(node).rpartition("/")[2]


def budget(v: Vocabulary) -> Iterator[str]:
    """1: no more classes and properties than agreed."""
    classes = sum(kind == OWL.Class for kind in v.terms.values())
    for what, count in (("classes", classes), ("properties", len(v.terms) - classes)):
        if count > BUDGET[what]:
            yield f"{count} {what}, agreed are {BUDGET[what]}"


def wording(v: Vocabulary) -> Iterator[str]:
    """2: one label and one definition a language, well formed."""
    for graph, node, label in _named(v):
        for prop, what in ((label, "label"), (SKOS.definition, "definition")):
            for language in LANGUAGES:
                found = [str(w) for w in graph.objects(node, prop) if isinstance(w, Literal) and w.language == language]
                if len(found) != 1:
                    yield f"{name(node)}: {len(found)} {what}s in {language}"
                for words in found:
                    yield from (f"{name(node)}: {fault}" for fault in _form(words, what, language))


def _named(v: Vocabulary) -> Iterator[tuple[Graph, Node, URIRef]]:
    yield from ((v.core, term, RDFS.label) for term in v.terms)
    yield from ((v.schemes, concept, SKOS.prefLabel) for concept in v.concepts)


def _form(words: str, what: str, language: str) -> Iterator[str]:
    if words != words.strip() or "  " in words:
        yield f"stray blanks in the {what} {words!r}"
    if language == "ja" and not (JAPANESE.search(words) or what == "label"):
        yield f"no Japanese in {words!r}"
    if what == "definition" and language == "en" and not (words[:1].isupper() and words.endswith(".")):
        yield f"the definition {words!r} does not begin with a capital and end with a stop"
    if what == "definition" and language == "ja" and not words.endswith("。"):
        yield f"the definition {words!r} does not end with a stop"


def doubles(v: Vocabulary) -> Iterator[str]:
    """3: no two terms share a label or definition, no IRIs differ by case only."""
    for prop in (RDFS.label, SKOS.definition):
        seen = Counter(str(words) for term in v.terms for words in v.core.objects(term, prop))
        yield from (f"two terms say {words!r}" for words, count in seen.items() if count > 1)
    cases = Counter(str(term).lower() for term in v.terms)
    yield from (f"{iri} in two cases" for iri, count in cases.items() if count > 1)


def names(v: Vocabulary) -> Iterator[str]:
    """4: classes in upper camel, properties in lower camel, one idea a name."""
    for term, kind in v.terms.items():
        pattern = r"[A-Z][A-Za-z0-9]*" if kind == OWL.Class else r"[a-z][A-Za-z0-9]*"
        if not re.fullmatch(pattern, name(term)):
            yield f"{name(term)} is in the wrong case"
        if kind == OWL.Class and re.search(r"(And|Or)(?=[A-Z])", name(term)):
            yield f"{name(term)} names two ideas"


def cycles(v: Vocabulary) -> Iterator[str]:
    """5: no cycle of subclasses, subproperties or broader concepts."""
    for graph, prop in ((v.core, RDFS.subClassOf), (v.core, RDFS.subPropertyOf), (v.schemes, SKOS.broader)):
        for node in set(graph.subjects(prop)):
            if any(node in graph.transitive_objects(up, prop) for up in graph.objects(node, prop)):
                yield f"{name(node)} is above itself"


def domains(v: Vocabulary) -> Iterator[str]:
    """6: at most one domain and range, and a range unless the property is on the open list."""
    for term, kind in v.terms.items():
        if kind == OWL.Class:
            continue
        counts = {p: len(list(v.core.objects(term, p))) for p in (RDFS.domain, RDFS.range)}
        if max(counts.values()) > 1:
            yield f"{name(term)} has several domains or ranges, which means all of them at once"
        if not counts[RDFS.range] and name(term) not in OPEN_RANGE:
            yield f"{name(term)} has no range"


def undeclared(v: Vocabulary, used: Graph) -> Iterator[str]:
    """7: what is used of ours is declared."""
    declared = {*v.terms, *v.concepts, *v.schemes.subjects(RDF.type, SKOS.ConceptScheme)}
    for node in {node for triple in used for node in triple}:
        if _ours(node) and node not in declared and not re.fullmatch(r"\d+\.\d+\.\d+", name(node)):
            yield f"{name(node)} is declared nowhere"
        if re.match(re.escape(BASE) + "(kind|level|scheme)/", str(node)) and node not in declared:
            yield f"{node} is no concept"


def foreign(used: Graph) -> Iterator[str]:
    """8 and 9: what is used of other vocabularies exists there, and none of it is redefined."""
    for node in {node for triple in used for node in triple if isinstance(node, URIRef)}:
        for space in REUSED:
            local = node.removeprefix(str(space))
            if node.startswith(str(space)) and local and not _exists(space, local):
                yield f"{node} does not exist"
    for subject in set(used.subjects()):
        if isinstance(subject, URIRef) and str(subject).startswith(tuple(map(str, REUSED))):
            yield f"{subject} is redefined"


def _exists(space: type, local: str) -> bool:
    return local in space  # type: ignore[operator]


def header(v: Vocabulary, changelog: str) -> Iterator[str]:
    """10: the header is whole, its version is in the version IRI and in the changelog."""
    wanted = (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.created, DCTERMS.modified)
    for prop in (*wanted, OWL.versionInfo, OWL.versionIRI):
        if v.core.value(ONTOLOGY, prop) is None:
            yield f"the header has no {name(prop)}"
    version = str(v.core.value(ONTOLOGY, OWL.versionInfo))
    if not str(v.core.value(ONTOLOGY, OWL.versionIRI)).endswith(f"/{version}"):
        yield f"the version IRI does not end in {version}"
    if not re.search(rf"^## {re.escape(version)}\b", changelog, re.MULTILINE):
        yield f"the changelog has no entry for {version}"


def concepts(v: Vocabulary) -> Iterator[str]:
    """14 to 18: one scheme, top or broader, broader inside, no label twice in a scheme."""
    g = v.schemes
    for concept in v.concepts:
        schemes_of = list(g.objects(concept, SKOS.inScheme))
        above = list(g.objects(concept, SKOS.broader))
        if len(schemes_of) != 1:
            yield f"{name(concept)} is in {len(schemes_of)} schemes"
        if len(above) > 1 or bool(above) == bool(list(g.objects(concept, SKOS.topConceptOf))):
            yield f"{name(concept)} has to be a top concept or have one broader"
        yield from (
            f"{name(concept)} has a broader of another scheme" for up in above if _scheme(g, up) != schemes_of[:1]
        )
    yield from _label_clashes(g)


def _scheme(graph: Graph, concept: Node) -> list[Node]:
    return list(graph.objects(concept, SKOS.inScheme))


def _label_clashes(graph: Graph) -> Iterator[str]:
    for scheme in set(graph.objects(None, SKOS.inScheme)):
        labels = Counter(
            (str(label).casefold(), getattr(label, "language", ""))
            for concept in graph.subjects(SKOS.inScheme, scheme)
            for prop in (SKOS.prefLabel, SKOS.altLabel)
            for label in graph.objects(concept, prop)
        )
        yield from (f"{name(scheme)} has the label {label[0]!r} twice" for label, count in labels.items() if count > 1)


def scales(v: Vocabulary) -> Iterator[str]:
    """19: the steps of a scale count from 0 upwards without a gap."""
    for scheme in set(v.schemes.objects(None, SKOS.inScheme)):
        steps = [c for c in v.schemes.subjects(SKOS.inScheme, scheme) if v.schemes.value(c, KN.levelValue) is not None]
        ranks = sorted(int(str(v.schemes.value(step, KN.levelValue))) for step in steps)
        if ranks != list(range(len(ranks))):
            yield f"{name(scheme)} has the ranks {ranks}"


def contradictions(v: Vocabulary, facts: Graph) -> Iterator[str]:
    """13: the OWL 2 RL closure of vocabulary and facts holds no error."""
    merged = v.core + v.schemes + facts
    DeductiveClosure(OWLRL_Semantics).expand(merged)
    errors = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
    yield from (str(merged.value(node, errors.error)) for node in merged.subjects(RDF.type, errors.ErrorMessage))
