"""Every term that is used is declared, every concept has both labels, and the core says what it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from graph.questions import FOLDER as QUESTIONS
from graph.release import Release
from ingest.tables import __file__ as tables
from ontology.files import CORE, EXPECTED_AGREEMENTS, INDEX_RULES, inputs, lints, schemes, shapes
from ontology.iris import BASE, PREFIXES
from ontology.vocabulary import concepts, in_scheme, narrower

KN, KNX, KNK = (Namespace(PREFIXES[name]) for name in ("kn", "knx", "knk"))
VANN = Namespace("http://purl.org/vocab/vann/")
QUERIES = sorted([*QUESTIONS.glob("*.rq"), *lints(), INDEX_RULES, *Path(tables).parent.glob("*.rq")])


def loaded(*paths: Path) -> Graph:
    merged = Graph()
    for path in paths:
        merged.parse(path)
    return merged


def written(graph: Graph, thing: Node, how: URIRef, language: str) -> list[str]:
    """Return the labels of a thing in one language."""
    return [str(x) for x in graph.objects(thing, how) if isinstance(x, Literal) and x.language == language]


CORE_GRAPH = loaded(CORE)
ALL = loaded(CORE, *schemes())
DECLARED = {str(term) for term in CORE_GRAPH.subjects(RDF.type, None) if str(term).startswith(KN)}
CONCEPTS = {str(term) for term in ALL.subjects(RDF.type, SKOS.Concept)}
SCHEMES = {str(term) for term in ALL.subjects(RDF.type, SKOS.ConceptScheme)}
INDEXED = {"from", "until", "maybeFrom", "maybeUntil", "signed", "state", "kind", "layer"}


def prefixed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the prefix and local name of every prefixed name in a query or a Turtle file."""
    without_comments = re.sub(r"(?m)^\s*#.*$|(?<=\s)#\s.*$", "", text)
    without_prefixes = re.sub(r"(?im)^@?prefix.*$", "", without_comments)
    without_strings = re.sub(r'"[^"\n]*"', '""', without_prefixes)
    yield from re.findall(r"(?<![\w:/])(kn|knx|knk|knv|knl|knc|kns):([A-Za-z][\w-]*)", without_strings)


def undeclared(names: Iterator[tuple[str, str]]) -> set[str]:
    known = {
        "kn": {term.removeprefix(KN) for term in DECLARED},
        "knx": INDEXED,
        "knk": {term.removeprefix(KNK) for term in CONCEPTS},
        "knv": {term.removeprefix(PREFIXES["knv"]) for term in SCHEMES},
        "knl": {"0", "1", "2", "3", "4"},
    }
    return {f"{prefix}:{local}" for prefix, local in names if prefix in known and local not in known[prefix]}


def test_the_core_says_what_it_is() -> None:
    ontology = URIRef(KN)
    assert (ontology, RDF.type, OWL.Ontology) in CORE_GRAPH
    for header in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.created, DCTERMS.modified):
        assert CORE_GRAPH.value(ontology, header) is not None, header
    version = str(CORE_GRAPH.value(ontology, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(CORE_GRAPH.value(ontology, OWL.versionIRI)) == f"{KN}{version}"
    assert str(CORE_GRAPH.value(ontology, VANN.preferredNamespacePrefix)) == "kn"
    assert str(CORE_GRAPH.value(ontology, VANN.preferredNamespaceUri)) == str(KN)


def test_every_term_has_one_english_label_and_a_definition() -> None:
    terms = [URIRef(term) for term in DECLARED if term != str(KN)]
    assert len(terms) > 60
    for term in terms:
        assert len(written(CORE_GRAPH, term, RDFS.label, "en")) == 1, term
        assert CORE_GRAPH.value(term, SKOS.definition) is not None, term


def test_no_two_terms_share_a_label() -> None:
    labelled = CORE_GRAPH.subject_objects(RDFS.label)
    labels = [(str(label), (term, RDF.type, OWL.Class) in CORE_GRAPH) for term, label in labelled]
    assert len(labels) == len(set(labels))


def test_what_the_core_builds_on_is_declared_in_it() -> None:
    used = {str(term) for triple in CORE_GRAPH for term in triple if isinstance(term, URIRef)}
    version = f"{KN}{CORE_GRAPH.value(URIRef(KN), OWL.versionInfo)}"
    assert {term for term in used if term.startswith(KN)} - DECLARED == {version}


@pytest.mark.parametrize("path", schemes(), ids=lambda path: path.stem)
def test_a_scheme_is_one_file_with_both_labels_on_every_concept(path: Path) -> None:
    scheme = loaded(path)
    (name,) = scheme.subjects(RDF.type, SKOS.ConceptScheme)
    assert str(name) == f"{PREFIXES['knv']}{path.stem}"
    for thing in (name, *scheme.subjects(RDF.type, SKOS.Concept)):
        for language in ("en", "ja"):
            labels = written(scheme, thing, SKOS.prefLabel, language)
            assert len(labels) == 1, f"{thing} has {len(labels)} labels in {language}"
            assert labels[0].strip() == labels[0] != ""
    for concept in scheme.subjects(RDF.type, SKOS.Concept):
        assert scheme.value(concept, SKOS.inScheme) == name
        assert scheme.value(concept, SKOS.definition) is not None, concept
        top, broader = scheme.value(concept, SKOS.topConceptOf), scheme.value(concept, SKOS.broader)
        assert (top is None) != (broader is None), f"{concept} is either a top concept or below another"
        assert broader is None or (broader, SKOS.inScheme, name) in scheme


def test_labels_of_one_scheme_tell_its_concepts_apart() -> None:
    for language in ("label", "label_ja"):
        names = [(c.scheme, getattr(c, language)) for c in concepts().values()]
        assert len(names) == len(set(names))


def test_the_japanese_labels_are_japanese() -> None:
    japanese = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
    plain = [c.label_ja for c in concepts().values() if not japanese.search(c.label_ja)]
    assert all(re.fullmatch(r"[A-Z0-9 ／・-]+", label) for label in plain), plain


def test_a_key_names_one_concept_over_all_schemes() -> None:
    assert len(concepts()) == len(CONCEPTS)
    assert "usa" not in concepts()
    assert {"confidence-a", "confidence-b"} <= in_scheme("confidence")
    assert in_scheme("no-such-scheme") == frozenset()


def test_a_concept_counts_with_all_that_are_narrower() -> None:
    assert {"mutual-defence-treaty", "collective-defence-treaty"} <= narrower("security-commitment")
    assert narrower("rdp-mou") == {"rdp-mou"}


def test_every_kind_of_agreement_lies_in_one_layer() -> None:
    layers = {str(layer) for layer in ALL.subjects(SKOS.inScheme, URIRef(PREFIXES["knv"] + "layer"))}
    for key in in_scheme("agreement-kind"):
        kinds = ALL.transitive_objects(URIRef(KNK[key]), SKOS.broader)
        found = {str(layer) for kind in kinds for layer in ALL.objects(kind, KN.layer)}
        assert len(found) == 1, key
        assert found <= layers


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_query_uses_declared_terms_only(path: Path) -> None:
    names = list(prefixed(path.read_text(encoding="utf-8")))
    assert undeclared(iter(names)) == set()


@pytest.mark.parametrize("path", shapes(), ids=lambda path: path.stem)
def test_a_shape_uses_declared_terms_only(path: Path) -> None:
    names = list(prefixed(path.read_text(encoding="utf-8")))
    assert len(names) > 20
    assert undeclared(iter(names)) == set()


def test_an_undeclared_term_is_seen() -> None:
    text = 'SELECT ?x WHERE { ?x kn:validForm ?y ; kn:kind knk:sofaa ; knx:form "kn:inAString" } # kn:inAComment'
    assert undeclared(prefixed(text)) == {"kn:validForm", "knk:sofaa", "knx:form"}


def test_the_data_use_declared_terms_only(release: Release) -> None:
    dump = (release.path / "dumps" / "kaname.nq").read_bytes()
    predicates: set[str] = set()
    classes: set[str] = set()
    kinds: set[str] = set()
    for quad in parse(dump, format=RdfFormat.N_QUADS):
        predicates.add(quad.predicate.value)
        if isinstance(quad.object, NamedNode):
            if quad.predicate.value == str(RDF.type):
                classes.add(quad.object.value)
            if quad.object.value.startswith(KNK):
                kinds.add(quad.object.value)
    ours = {term for term in predicates | classes if term.startswith(BASE)}
    assert len(ours) > 50
    assert ours - DECLARED == set()
    assert kinds - CONCEPTS == set()


def test_the_rules_of_expected_agreements_name_kinds_of_agreement() -> None:
    text = EXPECTED_AGREEMENTS.read_text(encoding="utf-8")
    named = set(re.findall(r'^(?:premise|expects) = "(.+)"$', text, re.MULTILINE))
    assert named <= in_scheme("agreement-kind")
    assert len(named) > 4


def test_nothing_of_the_vocabulary_is_left_out_of_a_release(release: Release) -> None:
    dump = (release.path / "dumps" / "kaname.nq").read_text(encoding="utf-8")
    for concept in concepts():
        assert f"<{KNK}{concept}>" in dump or f"<{PREFIXES['knl']}{concept}>" in dump, concept
    assert {path.name for path in inputs()} >= {"core.ttl", "index.ru"}
