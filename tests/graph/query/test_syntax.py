import pytest
from pyoxigraph import Store

from graph.query.syntax import syntax_fault


def complaint(query: str) -> str | None:
    try:
        Store().query(query)
    except SyntaxError as error:
        return str(error)
    return None


def fault_of(query: str) -> tuple[str, int | None, int | None]:
    fault = syntax_fault(query, complaint(query) or "none", complaint)
    return fault.message, fault.line, fault.column


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("ASK { ?s ?p ?o . ▲) }", ") }"),
        ("ASK { ?s ?p ?o . ▲) ?a ?b ?c ?d }", ") ?a ?b ?c ?d }"),
        ("▲FOO { ?s ?p ?o }", "FOO { ?s ?p ?o }"),
        ("SELECT * { ?s ?p ?o } LIMIT ▲x", "x"),
        ("SELECT * { ?s ?p ?o FILTER(?s = ▲) . ?a ?b ?c . ?d ?e ?f }", ") . ?a ?b ?c . ?d ?e ?f }"),
        ("SELECT * {\n ?s ?p ?o .\n ?s ?p ▲.\n ?s ?p ?o .\n}", "."),
        ("SELECT * {\n# a comment\n ?s ?p '''x\ny''' ▲?o } ", "?o }"),
        ("ASK { ?s ?p ?o } ▲; CLEAR ALL", "; CLEAR ALL"),
        ("SELECT ▲{ ?s ?p ?o }", "{ ?s ?p ?o }"),
    ],
)
def test_the_word_that_does_not_fit_is_named_with_its_place(query: str, near: str) -> None:
    marked = query.index("▲")
    line, column = query.count("\n", 0, marked) + 1, marked - query.rfind("\n", 0, marked)
    message = f"The query is not valid SPARQL at line {line}, column {column}, near {near!r}"
    assert fault_of(query.replace("▲", "")) == (message, line, column)


def test_an_early_end_is_called_so() -> None:
    assert fault_of("SELECT *\n{ ?s ?p ?o ") == (
        "The query is not valid SPARQL at line 2, column 11: it ends too early",
        2,
        11,
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "The SELECT contains a variable that is unbound"),
        ("SELECT * { ?s ?p ?o } LIMIT 99999999999999999999", "The query limit should be a non negative integer"),
        ("ASK { GRAPH <a> {} }", "IRI parsing failed"),
        ("SELECT ?x ?x {}", "Duplicated variable name in SELECT"),
    ],
)
def test_the_reason_of_the_store_is_kept(query: str, reason: str) -> None:
    assert reason in fault_of(query)[0]


def test_text_that_is_not_even_tokens_keeps_the_place_of_the_parser() -> None:
    message, line, _ = fault_of("ASK {\n ?s ?p 'open }")
    assert line == 2
    assert "line 2" in message


def test_a_message_without_a_place_is_passed_on() -> None:
    fault = syntax_fault("ASK", "something else", complaint)
    assert "something else" in fault.message
    assert fault.line is None
