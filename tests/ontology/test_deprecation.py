"""A term that is given up names its successor, and nothing uses it: no fact, query, shape or connector."""

from pathlib import Path

import pytest
from rdflib import OWL, Graph

from ontology.files import INDEX_RULES, ROOT, shapes
from tests.graph.sample import SAMPLE
from tests.ontology.checks import Vocabulary
from tests.ontology.deprecation import deprecated, written


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.read()


@pytest.fixture(scope="module")
def facts() -> Graph:
    return Graph().parse(SAMPLE)


def test_no_deprecated_term_is_in_use(vocabulary: Vocabulary, facts: Graph) -> None:
    rules = (Graph().parse(path) for path in shapes())
    for used in (vocabulary.core, vocabulary.schemes, facts, *rules):
        assert list(deprecated(vocabulary, used)) == []


def writers() -> dict[Path, str]:
    """The queries, and the code and tables of all that writes facts."""
    folders = ("graph", "ingest", "api", "ontology/lints", "ontology/shapes")
    paths = [path for folder in folders for path in sorted((ROOT.parent / folder).rglob("*"))]
    kinds = (".py", ".rq", ".toml", ".ttl", ".ru")
    return {path: path.read_text(encoding="utf-8") for path in (*paths, INDEX_RULES) if path.suffix in kinds}


def test_no_query_and_no_connector_writes_a_deprecated_term(vocabulary: Vocabulary) -> None:
    assert list(written(vocabulary, writers())) == []


def withdrawn(file: str, head: str, more: str = "") -> Vocabulary:
    """The vocabulary in which the term that a line begins is deprecated."""
    return Vocabulary.read((file, head, f"{head} <{OWL.deprecated}> true ;{more}"))


FIRM = "kn:Firm\n    a owl:Class ;"
EACH = "kn:volumeEach\n    a owl:DatatypeProperty ;"
ACSA = "knk:acsa a skos:Concept ;"


def test_a_deprecated_term_without_successor_or_in_use_is_caught(facts: Graph) -> None:
    found = list(deprecated(withdrawn("core.ttl", FIRM), facts))
    assert "Firm is deprecated without successor or note" in found
    assert "Firm is deprecated and used" in found


@pytest.mark.parametrize("successor", ["kn:Frim", "kn:Firm"])
def test_a_successor_that_is_no_term_or_itself_deprecated_is_caught(successor: str) -> None:
    planted = withdrawn("core.ttl", FIRM, f" dcterms:isReplacedBy {successor} ;")
    assert any("which is no term in use" in fault for fault in deprecated(planted, Graph()))


def test_a_deprecated_property_or_concept_in_use_is_caught(facts: Graph) -> None:
    assert "volumeEach is deprecated and used" in list(deprecated(withdrawn("core.ttl", EACH), facts))
    assert "acsa is deprecated and used" in list(deprecated(withdrawn("agreement-kind.ttl", ACSA), facts))


def test_a_query_or_a_connector_that_writes_a_deprecated_term_is_caught() -> None:
    said = set(written(withdrawn("core.ttl", EACH), writers()))
    assert {
        "arms-transfers.rq writes kn:volumeEach, which is deprecated",
        "deals.py writes kn:volumeEach, which is deprecated",
    } <= said
    said = set(written(withdrawn("agreement-kind.ttl", ACSA), writers()))
    assert "limited-interoperability.rq writes knk:acsa, which is deprecated" in said
