from datetime import date

import pytest
from pyoxigraph import QuerySolutions, Store

from graph.errors import QueryError
from graph.query.bind import bind, bind_day, parameters, parse_day, stated_day

DAY = date(2016, 5, 24)
BLOCK = 'VALUES ?asOf { "1999-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }'
BOUND = 'VALUES ?asOf { "2016-05-24"^^<http://www.w3.org/2001/XMLSchema#date> }'


def test_every_block_of_the_day_is_set_and_nothing_else() -> None:
    query = f"SELECT * {{ {BLOCK} # {BLOCK}\n ?s ?p '{BLOCK}' MINUS {{ {BLOCK} {{ SELECT ?s {{ {BLOCK} }} }} }} }}"
    bound = bind_day(query, DAY)
    assert bound.count("2016-05-24") == 3
    assert f"# {BLOCK}\n" in bound
    assert f"'{BLOCK}'" in bound


@pytest.mark.parametrize(
    "block",
    [
        "VALUES ?asOf{UNDEF}",
        "values $asOf { undef }",
        'VALUES\n?asOf # the day\n{ "1999-01-01"^^xsd:date }',
        "VALUES ?asOf {}",
    ],
)
def test_a_block_is_found_however_it_is_written(block: str) -> None:
    bound = bind_day(f"SELECT * {{ {block} }}", DAY)
    assert '{ "2016-05-24"^^<http://www.w3.org/2001/XMLSchema#date> }' in bound
    found = Store().query(bound)
    assert isinstance(found, QuerySolutions)
    assert [str(row["asOf"]) for row in found] == ['"2016-05-24"^^<http://www.w3.org/2001/XMLSchema#date>']


def test_a_query_without_a_block_is_told_how_to_add_one() -> None:
    with pytest.raises(QueryError, match=r"write VALUES \?asOf"):
        bind_day("SELECT * { ?s ?p ?o }", DAY)


def test_other_parameters_are_bound_by_name() -> None:
    query = f"SELECT * {{ {BLOCK} VALUES ?state {{ <http://e/jpn> }} VALUES (?a ?b) {{ (1 2) }} }}"
    assert parameters(query) == ("asOf", "state")
    bound = bind(query, {"state": " <http://e/usa> <http://e/kor> "})
    assert "VALUES ?state { <http://e/usa> <http://e/kor> }" in bound
    assert BLOCK in bound


def test_an_unknown_parameter_is_told_which_there_are() -> None:
    with pytest.raises(QueryError, match="no parameter 'nation'; it has asOf"):
        bind(f"SELECT * {{ {BLOCK} }}", {"nation": "<http://e/usa>"})


@pytest.mark.parametrize("term", ["<http://e/a>", '"text"', '"text"@en', '"1"^^<http://t>', "5", "UNDEF", "'it''s'"])
def test_terms_are_taken(term: str) -> None:
    assert f"{{ {term} }}" in bind("ASK { VALUES ?x { 1 } }", {"x": term})


@pytest.mark.parametrize(
    "text",
    ["", "}", "<a> } SERVICE <b> {", "<a> # and on", "?x", "ex:a", "a", '"open', "( 1 )", "_:b", "NOW()", "<a b>"],
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        bind("ASK { VALUES ?x { 1 } }", {"x": text})


def test_the_stated_day_is_read() -> None:
    assert stated_day(f"ASK {{ {BOUND} }}") == DAY
    assert stated_day("ASK { VALUES ?asOf { '2016-05-24'^^xsd:date } }") == DAY
    assert stated_day("ASK { VALUES ?asOf { UNDEF } }") is None
    assert stated_day("ASK { ?s ?p ?o }") is None
    assert stated_day(f"ASK {{ ?s ?p '{BOUND}' }} # {BOUND}") is None


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        (BLOCK + BOUND, "several days"),
        (BLOCK + "VALUES ?asOf { UNDEF }", "several days"),
        ("VALUES ?asOf { 2016 }", "no single day"),
        ('VALUES ?asOf { "2016-05-24"^^xsd:date "2017-05-24"^^xsd:date }', "no single day"),
        ('VALUES ?asOf { "2016-05-24" }', "no single day"),
        ('VALUES ?asOf { "2016-02-30"^^xsd:date }', "no date"),
        ("VALUES ?asOf {}", "no single day"),
    ],
)
def test_a_query_that_states_no_single_day_is_an_error(blocks: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        stated_day(f"ASK {{ {blocks} }}")


@pytest.mark.parametrize(
    "text", ["2016-5-24", "20160524", "2016-W21-2", "24.5.2016", "", "2016-05-24T00:00", "２０１６-05-24"]
)
def test_a_day_has_one_form(text: str) -> None:
    with pytest.raises(QueryError, match="write it as"):
        parse_day(text)
