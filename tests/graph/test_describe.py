from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef

from graph.describe import as_rdf, facts
from graph.errors import NotFound, QueryError
from graph.release import Release
from graph.store import ReadStore, open_release_store
from ontology.iris import PREFIXES, expand

PART = "part-agr-jpn-us-rdpmou-2016-jpn-party-1"


@pytest.fixture(scope="module")
def store(release: Release) -> Iterator[ReadStore]:
    yield open_release_store(release.store)


def test_the_facts_of_a_thing_have_labels_and_no_derived_days(store: ReadStore) -> None:
    found = facts(store, expand("agr-jpn-us-rdpmou-2016"))
    by_name = {f.property.removeprefix(PREFIXES["kn"]): f for f in found}
    assert by_name["kind"].value == f"{PREFIXES['knk']}rdp-mou"
    assert by_name["kind"].label == "kind"
    assert "procurement" in by_name["kind"].value_label
    assert [f for f in found if f.property.startswith(PREFIXES["knx"])] == []
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ["nobody", "kind/no-such-kind", "jpn> ?p ?o } #", 'a"b', "a\\b", "a\u2028b"])
def test_what_is_not_there_is_told_and_never_run(store: ReadStore, name: str) -> None:
    iri = name if ">" in name or '"' in name else expand(name)
    with pytest.raises(NotFound, match="search"):
        facts(store, iri)


FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD uses it
@pytest.mark.parametrize(("media", "name"), FORMATS.items())
def test_a_description_is_the_same_graph_in_each_format(store: ReadStore, media: str, name: str) -> None:
    body = as_rdf(store, expand(PART), media)
    graph = Graph().parse(data=body, format=name)
    plain = Graph().parse(data=as_rdf(store, expand(PART), "application/n-triples"), format="nt")
    assert set(graph) == set(plain)
    assert len(graph) > 15
    cited = list(graph.objects(URIRef(expand(PART)), URIRef(PREFIXES["kn"] + "evidence")))
    sources = [graph.value(citation, URIRef(PREFIXES["kn"] + "cites")) for citation in cited]
    assert cited
    assert all(graph.value(source, URIRef(PREFIXES["rdfs"] + "seeAlso")) for source in sources)


def test_a_state_is_described_with_the_relations_that_name_it(store: ReadStore) -> None:
    graph = Graph().parse(data=as_rdf(store, expand("jpn"), "text/turtle"), format="turtle")
    involved = set(graph.subjects(URIRef(PREFIXES["kn"] + "involves"), URIRef(expand("jpn"))))
    assert URIRef(expand(PART)) in involved
    assert len(involved) > 50


def test_a_description_is_the_same_each_time(store: ReadStore) -> None:
    assert as_rdf(store, expand("jpn"), "text/turtle") == as_rdf(store, expand("jpn"), "text/turtle")


@pytest.mark.parametrize(
    "name", ["kind/rdp-mou", "scheme/agreement-kind", "def/validFrom", "graph/source-curated", "level/3"]
)
def test_terms_concepts_and_graphs_are_described_too(store: ReadStore, name: str) -> None:
    assert (URIRef(expand(name)), None, None) in Graph().parse(data=as_rdf(store, expand(name), "text/turtle"))


def test_another_format_is_refused(store: ReadStore) -> None:
    with pytest.raises(QueryError, match="ask for Turtle, N-Triples, RDF/XML or JSON-LD"):
        as_rdf(store, expand("jpn"), "image/png")
