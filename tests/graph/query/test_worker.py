"""The answers of a worker, taken in this process; its end is tested with the pool."""

from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph.query.frames import Done, Fault, Work
from graph.query.worker import answer

EX = "http://example.org/"
WORK = Work("ASK {}", "json", None, None, rows=10, answer_bytes=10_000, overflow="refuse", seconds=5)


@pytest.fixture
def store() -> Store:
    found = Store()
    for number in range(20):
        found.add(Quad(NamedNode(f"{EX}{number}"), NamedNode(EX + "p"), Literal(f"v{number}"), DefaultGraph()))
    found.add(Quad(NamedNode(EX + "a"), NamedNode(EX + "p"), Literal("in a"), NamedNode(EX + "graph/a")))
    found.add(Quad(NamedNode(EX + "b"), NamedNode(EX + "p"), Literal("in b"), NamedNode(EX + "graph/b")))
    return found


def done(store: Store, work: Work) -> Done:
    reply = answer(store, work)
    assert isinstance(reply, Done), reply
    return reply


def fault(store: Store, work: Work) -> Fault:
    reply = answer(store, work)
    assert isinstance(reply, Fault), reply
    return reply


@pytest.mark.parametrize(
    ("format_name", "body"),
    [
        ("json", b'{"head":{},"boolean":true}'),
        ("csv", b"true"),
        ("tsv", b"true"),
    ],
)
def test_a_boolean_is_one_row_in_every_table_format(store: Store, format_name: str, body: bytes) -> None:
    assert done(store, replace(WORK, format=format_name)) == Done(body, rows=1, cut=False)


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
def test_rows_at_the_limit_pass_and_one_more_does_not(store: Store, format_name: str) -> None:
    work = replace(WORK, format=format_name, query="SELECT * { ?s ?p ?o } LIMIT 10")
    assert done(store, work).rows == 10
    over = fault(store, replace(work, query="SELECT * { ?s ?p ?o } LIMIT 11"))
    assert (over.kind, "10 rows" in over.message) == ("rows", True)


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
def test_an_answer_that_may_be_cut_is_the_same_as_one_with_that_limit(store: Store, format_name: str) -> None:
    work = replace(WORK, format=format_name, query="SELECT * { ?s ?p ?o }", overflow="cut")
    cut = done(store, work)
    assert (cut.rows, cut.cut) == (10, True)
    assert cut.body == done(store, replace(work, query="SELECT * { ?s ?p ?o } LIMIT 10")).body


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
def test_bytes_over_the_limit_are_refused_or_cut_at_a_row(store: Store, format_name: str) -> None:
    work = replace(WORK, format=format_name, query="SELECT * { ?s ?p ?o }", rows=100, answer_bytes=600)
    assert fault(store, work).kind == "bytes"
    cut = done(store, replace(work, overflow="cut"))
    assert cut.cut
    assert 0 < cut.rows < 20
    rows = done(store, replace(work, query=f"SELECT * {{ ?s ?p ?o }} LIMIT {cut.rows}", answer_bytes=10_000))
    assert cut.body == rows.body


def test_an_answer_of_which_not_one_row_fits_is_refused_even_when_it_may_be_cut(store: Store) -> None:
    work = replace(WORK, query="SELECT * { ?s ?p ?o }", answer_bytes=20, overflow="cut")
    assert fault(store, work).kind == "bytes"


@pytest.mark.parametrize("format_name", ["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"])
def test_triples_are_written_in_every_format_and_read_back(store: Store, format_name: str) -> None:
    formats = {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
    }
    query = f"CONSTRUCT {{ ?s <https://w3id.org/kaname/def/p> ?o }} WHERE {{ ?s <{EX}p> ?o }} LIMIT 3"
    found = done(store, replace(WORK, format=format_name, query=query))
    assert found.rows == 3
    assert len(list(parse(found.body, format=formats[format_name]))) == 3
    if format_name == "turtle":
        assert b"kn:p" in found.body


def test_triples_over_the_limits_are_refused_or_cut(store: Store) -> None:
    work = replace(WORK, format="ntriples", query="CONSTRUCT WHERE { ?s ?p ?o }")
    assert fault(store, work).kind == "rows"
    assert done(store, replace(work, overflow="cut")).rows == 10
    small = replace(work, rows=100, answer_bytes=400)
    assert fault(store, small).kind == "bytes"
    cut = done(store, replace(small, overflow="cut"))
    assert (cut.rows, cut.cut) == (5, True)


def test_the_dataset_of_the_request_replaces_that_of_the_query(store: Store) -> None:
    query = f"SELECT ?s FROM <{EX}graph/b> {{ ?s ?p ?o }}"
    own = done(store, replace(WORK, format="csv", query=query))
    assert own.body == f"s\r\n{EX}b\r\n".encode()
    named = replace(WORK, format="csv", query=query, default_graphs=(EX + "graph/a",), named_graphs=())
    assert done(store, named).body == f"s\r\n{EX}a\r\n".encode()
    both = replace(named, default_graphs=(EX + "graph/a", EX + "graph/b"))
    assert done(store, both).rows == 2


def test_only_the_named_graphs_of_the_request_can_be_named(store: Store) -> None:
    work = replace(WORK, format="csv", query="SELECT ?g { GRAPH ?g { ?s ?p ?o } }", default_graphs=(), named_graphs=())
    assert done(store, work).rows == 0
    assert done(store, replace(work, named_graphs=(EX + "graph/a",))).rows == 1
    assert done(store, replace(work, query="SELECT * { ?s ?p ?o }", named_graphs=(EX + "graph/a",))).rows == 0


def test_the_default_graph_is_no_union(store: Store) -> None:
    assert done(store, replace(WORK, rows=100, query="SELECT * { ?s ?p ?o }")).rows == 20


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p }", "line 1, column 18"),
        ("SELECT (<http://e/f>(1) AS ?x) {}", "custom function <http://e/f>"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "does not hold triples"),
        ("CLEAR ALL", "line 1, column 1"),
    ],
)
def test_a_wrong_query_is_the_querys_fault(store: Store, query: str, words: str) -> None:
    found = fault(store, replace(WORK, query=query))
    assert found.kind == "query"
    assert words in found.message


def test_rows_asked_in_a_format_for_triples_are_told_which_formats_there_are(store: Store) -> None:
    assert "json, xml, csv, tsv" in fault(store, replace(WORK, format="turtle")).message


def test_a_graph_name_that_is_no_iri_is_the_requests_fault(store: Store) -> None:
    assert fault(store, replace(WORK, default_graphs=("not an iri",), named_graphs=())).kind == "query"


@pytest.mark.parametrize("source", ["<http://127.0.0.1:1/x.ttl>", "<file:///etc/hostname>"])
def test_a_dataset_that_is_not_in_the_store_is_empty_and_never_fetched(store: Store, source: str) -> None:
    assert done(store, replace(WORK, query=f"SELECT * FROM {source} {{ ?s ?p ?o }}")).rows == 0
