from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.errors import QueryError, QueryRefused
from graph.query.guard import Form, check
from graph.query.limits import QueryLimits
from graph.query.tokens import scan

LIMITS = QueryLimits()

FINE = [
    ("SELECT * { ?s ?p ?o }", Form.SELECT),
    ("# one\nPREFIX ex: <http://e/> BASE <http://b/>\nask { ex:a ?p ?o }", Form.ASK),
    ("CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
    ("DESCRIBE <http://e/a>", Form.DESCRIBE),
    ("SELECT ?service { ?service <http://e/SERVICE> 'SERVICE <x> {' } # SERVICE <x> {", Form.SELECT),
    ("PREFIX ex: <http://e/> SELECT * { ex:service ex:load ex:insert }", Form.SELECT),
    ("PREFIX service: <http://e/> SELECT * { service:a ?p ?o . GRAPH service:g { ?s service:b ?o } }", Form.SELECT),
    ("SELECT * { ?s ?p '''DROP ALL; \n LOAD <x>''' }", Form.SELECT),
    ('SELECT * { ?s ?p "a"@service }', Form.SELECT),
    ("SELECT * { _:load ?delete ?with }", Form.SELECT),
    ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING (?n > 1) ORDER BY DESC(?n)", Form.SELECT),
    ("SELECT * { ?s (!<http://e/p>|^<http://e/q>)+ ?o FILTER NOT EXISTS { ?o ?p ?s } }", Form.SELECT),
    ('SELECT * { VALUES (?a ?b) { (1 2) (UNDEF "x") } BIND(IF(?a<?b, ?a, -?b) AS ?c) }', Form.SELECT),
    ('SELECT ?日本 { ?日本 ?p "\\u65E5" }', Form.SELECT),
]

REFUSED = [
    "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?h { ?s ?p ?o } }",
    "SELECT * { SERVICE#\n<http://h/>{ ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <http://h/> { ?s ?p ?o } } } }",
    "PREFIX h: <http://h/> SELECT * { SERVICEh:x { ?s ?p ?o } }",
    "PREFIX h: <http://h/> SELECT * { ?s ?p trueSERVICEh:x { ?s ?p ?o } }",
    "PREFIX h: <http://h/> SELECT * { SERVICE SILENTh:x { ?s ?p ?o } }",
    "PREFIX h: <http://h/> SELECT * { SERVICESILENTh:x { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://h/>{ ?s ?p ?o } FILTER(?a>1) }",
    "SELECT * { ?s ?p 1SERVICE <http://h/> { ?s ?p ?o } }",
    "INSERT DATA { <a> <b> <c> }",
    "PREFIX ex: <http://e/> DELETE WHERE { ?s ?p ?o }",
    "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <file:///x>",
    "CLEAR ALL",
    "DROP GRAPH <g>",
    "CREATE GRAPH <g>",
    "ADD <a> TO <b>",
    "MOVE <a> TO <b>",
    "COPY <a> TO <b>",
    "ASK {} ; CLEAR ALL",
]


@pytest.mark.parametrize(("query", "form"), FINE)
def test_an_ordinary_query_passes_with_its_form(query: str, form: Form) -> None:
    checked = check(query, LIMITS)
    assert (checked.text, checked.form) == (query, form)
    Store().query(query, base_iri="http://b/")


@pytest.mark.parametrize("query", REFUSED)
def test_what_writes_or_calls_out_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match=r"only reads|another host"):
        check(query, LIMITS)


def test_an_escaped_keyword_does_not_slip_through() -> None:
    with pytest.raises(QueryError, match="escape"):
        check("SELECT * { \\u0053ERVICE <http://h/> { ?s ?p ?o } }", LIMITS)


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(QueryRefused) as caught:
        check("SELECT *\n{ SERVICE <http://h/> {} }", LIMITS)
    assert (caught.value.line, caught.value.column) == (2, 3)
    assert "line 2, column 3" in str(caught.value)


@pytest.mark.parametrize(
    ("query", "limits", "words"),
    [
        ("ASK {} # " + "x" * 100, QueryLimits(query_bytes=50), "109 bytes and the limit is 50"),
        ("ASK {} # 日本", QueryLimits(query_bytes=14), "15 bytes"),
        ("ASK {{{}}}", QueryLimits(depth=2), "3 levels of brackets and the limit is 2"),
        ("ASK { FILTER(1+1+1=3) }", QueryLimits(operators=3), "4 operators"),
        ("ASK { ?s ?p ?o }", QueryLimits(tokens=5), "6 tokens"),
        ("ASK { ?s ?p 1, 2 }", QueryLimits(triples=1), "2 triple patterns"),
    ],
)
def test_a_query_over_a_limit_is_refused_with_the_count(query: str, limits: QueryLimits, words: str) -> None:
    with pytest.raises(QueryRefused, match=words):
        check(query, limits)


@pytest.mark.parametrize("query", ["", "# nothing", "PREFIX", "PREFIX ex: <http://e/>", "FIND ?x", "{ }", "SELECTED"])
def test_text_that_is_no_query_is_told_how_one_starts(query: str) -> None:
    with pytest.raises(QueryError, match="starts with SELECT") as caught:
        check(query, LIMITS)
    assert caught.value.line is not None


def test_a_missing_prefix_is_named_with_the_line_that_declares_it() -> None:
    with pytest.raises(QueryError, match=r"PREFIX kn: <https://w3id\.org/kaname/def/>") as caught:
        check("SELECT * { ?s kn:party ?o }", LIMITS)
    assert (caught.value.line, caught.value.column) == (1, 15)


def test_half_a_surrogate_pair_is_an_error_and_no_crash() -> None:
    with pytest.raises(QueryError, match="surrogate"):
        check("ASK { BIND('\ud800' AS ?a) }", LIMITS)


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "uuid()", "STRUUID()"])
def test_a_query_that_answers_differently_each_time_is_marked(call: str) -> None:
    assert check(f"SELECT ({call} AS ?x) {{}}", LIMITS).volatile
    assert not check(f"SELECT ('{call}' AS ?x) {{}}", LIMITS).volatile


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_no_text_raises_anything_but_a_query_error(text: str) -> None:
    try:
        check(text, LIMITS)
    except QueryError as error:
        assert str(error)


PIECES = [
    "SELECT",
    "*",
    "{",
    "}",
    "(",
    ")",
    "?s",
    "<http://e/",
    ">",
    "SERVICE",
    "SERVICEex:a",
    "'",
    '"',
    '"""',
    "\\u0041",
]
PIECES += [
    "#",
    "\n",
    " ",
    "ex:a",
    ".",
    "1",
    "VALUES",
    "UNDEF",
    "^^",
    "@en",
    "<<",
    "[",
    "]",
    "PREFIX ex: <http://e/>",
    "_:b",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_mix_of_pieces_raises_anything_but_a_query_error(pieces: list[str]) -> None:
    for query in ("".join(pieces), " ".join(pieces)):
        try:
            check(query, LIMITS)
        except QueryError as error:
            assert str(error)


@given(st.sampled_from([query for query, _ in FINE]), st.integers(0, 200), st.sampled_from(["", " ", "#\n", "\t"]))
@settings(max_examples=200, deadline=None)
def test_a_service_call_anywhere_in_a_query_that_the_store_takes_is_refused(query: str, place: int, blank: str) -> None:
    """Where the store takes a planted call as one, the guard must see it."""
    planted = f"{query[:place]}SERVICE{blank}<http://127.0.0.1:1/>{{}}{query[place:]}"
    try:
        Store().query(planted, base_iri="http://b/")
    except (SyntaxError, RuntimeError, ValueError):
        return
    except OSError:
        with pytest.raises(QueryError):
            check(planted, LIMITS)


def test_tokens_are_scanned_once_for_all_that_look_at_them() -> None:
    query = "SELECT * { ?only ?here ?once }"
    check(query, LIMITS)
    before = scan.cache_info().misses
    check(query, replace(LIMITS, depth=31))
    assert scan.cache_info().misses == before
