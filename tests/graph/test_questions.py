import re
from collections.abc import Iterator
from datetime import date

import pytest
import rdflib

from graph.errors import BadParameter, NotFound
from graph.parameters import ValueKind, read_parameters
from graph.query.guard import check
from graph.query.limits import QueryLimits
from graph.query.tokens import Kind, scan
from graph.questions import question, questions
from graph.store import ReadStore
from ontology.iris import PREFIXES
from tests.graph.sample import EXPECTED, Table, answer, answer_by_rdflib, expected, inlined, rdflib_graph, sample_store

NAMES = [found.name for found in questions()]
COMPETENCY = {f"cq{number:02}" for number in range(1, 26)}
THESES = {f"T{number}" for number in range(1, 17)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ReadStore:
    return sample_store(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def by_rdflib(store: ReadStore) -> rdflib.Graph:
    return rdflib_graph(store)


def test_every_competency_question_and_every_thesis_is_served() -> None:
    served = {mark for found in questions() for mark in found.serves}
    assert served == COMPETENCY | THESES


def test_every_question_has_a_golden_answer_and_no_answer_is_left_over() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_question_answers_as_before(store: ReadStore, name: str) -> None:
    # The order of rows is part of the answer, the order inside a joined cell is not.
    assert [_loose(row) for row in answer(store, question(name).query)] == [_loose(row) for row in expected(name)]


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows(store: ReadStore, by_rdflib: rdflib.Graph, name: str) -> None:
    query = question(name).query
    assert _bag(answer_by_rdflib(by_rdflib, inlined(query))) == _bag(answer(store, query))


def _loose(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(sorted(cell.replace(";", " ").split())) for cell in row)


def _bag(table: Table) -> list[tuple[str, ...]]:
    return sorted(_loose(row) for row in table)


@pytest.mark.parametrize("name", NAMES)
def test_no_golden_answer_is_empty(name: str) -> None:
    assert expected(name), f"the sample has nothing that {name} finds; add a row to it"


def faults(query: str) -> Iterator[str]:
    """Yield what a shipped query must not do: it would be slow, wrong or different from day to day."""
    tokens = scan(query)
    words = {token.text.upper() for token in tokens if token.kind is Kind.WORD}
    if "NOW" in words:
        yield "asks the clock; the day is a parameter"
    if "EXISTS" in words:
        yield "asks absence with NOT EXISTS; MINUS is far faster"
    if "asOf" not in {parameter.name for parameter in read_parameters(query)}:
        yield "has no day"
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_modifier = token.text in ("*", "?", "+") and token.kind is Kind.MARK
        ends_path = before.kind in (Kind.NAME, Kind.IRI) or (before.is_mark(")") and after.kind is Kind.VARIABLE)
        # COUNT(*) and (?a + ?b) * ?c are no paths: what stands before is a bracket or a variable there.
        if is_modifier and ends_path:
            yield f"has a path {before.text}{token.text}, which blows up with open ends"


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_query_keeps_the_rules_of_plans(name: str) -> None:
    assert list(faults(question(name).query)) == []


DAY = 'VALUES ?asOf { "2016-05-24"^^xsd:date }'
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (f"SELECT ?x {{ {DAY} ?x kn:involves/kn:homeState? ?y }}", "path"),
        (f"SELECT ?x {{ {DAY} ?x kn:kind/skos:broader* ?y }}", "path"),
        (f"SELECT ?x {{ {DAY} ?x kn:kind ?y FILTER NOT EXISTS {{ ?x kn:role ?z }} }}", "NOT EXISTS"),
        (f"SELECT ?x {{ {DAY} ?x kn:validFrom ?y FILTER (?y < NOW()) }}", "clock"),
        ("SELECT ?x { ?x kn:kind ?y }", "no day"),
    ],
)
def test_a_query_that_breaks_a_rule_is_caught(body: str, fault: str) -> None:
    assert any(fault in found for found in faults(HEAD + body))


@pytest.mark.parametrize("name", NAMES)
def test_every_block_of_a_parameter_states_the_same_sample(name: str) -> None:
    query = question(name).query
    for parameter in ("asOf", *(p.name for p in question(name).parameters)):
        blocks = re.findall(rf"VALUES \?{parameter} {{(.*?)}}", query, re.DOTALL)
        assert len({" ".join(block.split()) for block in blocks}) == 1, parameter


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_put_in_both_languages_and_passes_the_guard(name: str) -> None:
    found = question(name)
    assert found.title.endswith("?")
    assert found.title_ja.endswith(("か。", "。"))
    check(found.query, QueryLimits())


def test_a_question_says_where_judgements_enter() -> None:
    for found in questions():
        judged = "kn:level" in found.query or "kn:Requirement" in found.query or "kn:inScenario" in found.query
        assert found.rests_on_judgements == judged, found.name


def asked(**values: str) -> str:
    return question("coalition-coverage").bound(date(2020, 1, 2), values)


def test_values_go_into_every_block_of_their_parameter() -> None:
    bound = asked(member="usa,jpn", scenario="cyber-campaign")
    assert bound.count("<https://w3id.org/kaname/id/usa> <https://w3id.org/kaname/id/jpn>") == 4
    assert "kns:tsunami-hadr" not in bound
    assert "<https://w3id.org/kaname/scenario/cyber-campaign>" in bound
    assert '"2020-01-02"' in bound and "2016-05-24" not in bound


@pytest.mark.parametrize(
    ("name", "parameter", "given", "term"),
    [
        ("allies-without", "expects", "sofa", "<https://w3id.org/kaname/kind/sofa>"),
        ("allies-without", "expects", "knk:sofa", "<https://w3id.org/kaname/kind/sofa>"),
        ("allies-without", "state", "JPN", "<https://w3id.org/kaname/id/jpn>"),
        ("firm-ties", "turn", "2020-01-01", '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("dual-use-firms", "technology", 'a "b"', '"a \\"b\\""'),
    ],
)
def test_a_value_is_written_the_way_its_parameter_takes_it(name: str, parameter: str, given: str, term: str) -> None:
    found = {p.name: p for p in question(name).parameters}[parameter]
    assert found.terms(given) == term
    check(question(name).bound(date(2020, 1, 1), {parameter: given}), QueryLimits())


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("coalition-coverage", {"nation": "usa"}, "no parameter 'nation'; it has scenario, member"),
        ("firm-ties", {"turn": "2015"}, "write YYYY-MM-DD"),
        ("firm-ties", {"a": " , "}, "no value given"),
    ],
)
def test_a_wrong_value_is_refused_with_the_next_step(name: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(BadParameter, match=re.escape(said)):
        question(name).bound(date(2020, 1, 1), values)


def test_a_value_cannot_leave_its_place() -> None:
    with pytest.raises(Exception, match="no term"):
        asked(scenario="https://example.org/x> } ?s ?p ?o . VALUES ?q { <y")


def test_an_unknown_question_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="allies-without"):
        question("../guard")


def test_the_kind_of_a_parameter_is_read_from_its_sample() -> None:
    kinds = {p.name: p.kind for p in question("firm-ties").parameters}
    assert kinds == {"a": ValueKind.THING, "b": ValueKind.THING, "turn": ValueKind.DAY}
