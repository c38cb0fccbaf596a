import pytest

from graph.query.measure import measure
from graph.query.tokens import scan


@pytest.mark.parametrize(
    ("query", "triples"),
    [
        ("ASK {}", 0),
        ("ASK { ?s ?p ?o }", 1),
        ("ASK { ?s ?p ?o . ?s ?p ?o . }", 2),
        ("ASK { ?s ?p 1, 2, 3 ; ?q 4 }", 4),
        ("ASK { ?s ?p ?o FILTER(?o > 1) ?s ?q ?r }", 2),
        ("ASK { ?s ?p [ ?q 1 ; ?r 2 ] }", 3),
        ("ASK { ?s ?p (1 2 3) }", 5),
        ("ASK { VALUES (?a ?b) { (1 2) (3 4) } ?a ?p ?b }", 1),
        ("ASK { { ?s ?p ?o } UNION { ?s ?q ?o } }", 2),
    ],
)
def test_triple_patterns_are_counted_from_above(query: str, triples: int) -> None:
    assert measure(scan(query)).triples == triples


@pytest.mark.parametrize(
    ("query", "depth"),
    [
        ("ASK {}", 1),
        ("ASK { FILTER((1)) }", 3),
        ("ASK { ?s ?p [ ?q ( [] ) ] }", 4),
        ("ASK { ?s ?p <<( <<( ?a ?b ?c )>> ?d ?e )>> }", 5),
        ('ASK { ?s ?p "((((" }', 1),
        ("ASK { FILTER(?a<((1))>2) }", 4),
        ("ASK { BIND(<http://e/((((> AS ?a) }", 2),
        ("}}}} {", 1),
    ],
)
def test_depth_is_the_most_brackets_open_at_once(query: str, depth: int) -> None:
    assert measure(scan(query)).depth == depth


@pytest.mark.parametrize(
    ("query", "operators"),
    [
        ("ASK { ?s ?p ?o }", 0),
        ("ASK { FILTER(1 + 2 > 3 || !true) }", 5),
        ('ASK { ?s ?p "a"^^<t> }', 0),
        ("ASK { ?s ^^^^ex:p ?o }", 4),
        ("ASK { {} UNION {} OPTIONAL {} }", 2),
        ("ASK { ?s ex:p/ex:q* ?o }", 2),
    ],
)
def test_operators_path_steps_and_pattern_words_are_counted(query: str, operators: int) -> None:
    assert measure(scan(query)).operators == operators
