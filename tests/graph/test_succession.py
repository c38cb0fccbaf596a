import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.errors import Merged, Withdrawn
from graph.succession import follow
from ingest.claims import Iri
from ingest.sources.curated.redirects import RedirectRow
from ontology.iris import expand

REPLACED = NamedNode("http://purl.org/dc/terms/isReplacedBy")
DEPRECATED = NamedNode("http://www.w3.org/2002/07/owl#deprecated")


def store(predicate: NamedNode, value: NamedNode | Literal) -> Store:
    found = Store()
    found.add(Quad(NamedNode(expand("old")), predicate, value, DefaultGraph()))
    return found


def test_a_merged_id_names_its_successor() -> None:
    with pytest.raises(Merged) as merged:
        follow(store(REPLACED, NamedNode(expand("new"))), "OLD")
    assert merged.value.successor == "new"


def test_a_withdrawn_id_has_none() -> None:
    with pytest.raises(Withdrawn):
        follow(store(DEPRECATED, Literal(True)), "old")


@pytest.mark.parametrize("name", ["new", 'x"> <y', "http://example.org/old"])
def test_any_other_name_passes(name: str) -> None:
    follow(store(DEPRECATED, Literal(True)), name)


def test_a_row_says_what_became_of_an_id() -> None:
    row = {"old_id": "old", "new_id": "new", "since": "2026-01-01", "reason": "the same treaty"}
    merged = RedirectRow.model_validate(row).claim()
    assert ("dcterms:isReplacedBy", Iri(expand("new"))) in merged.facts
    gone = RedirectRow.model_validate(row | {"new_id": ""}).claim()
    assert ("owl:deprecated", True) in gone.facts
    assert gone.types == ()
