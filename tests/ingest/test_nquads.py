import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse
from rdflib import Graph, Literal, URIRef

from ingest.claims import Claim, Evidence, Fact, Iri, Text
from ingest.nquads import escaped, literal, quads, triples_of
from ontology.iris import mint

GRAPH = mint("graph", "test")
# What a CSV cell can hold: anything but a lone surrogate and, by the reader of the tables, the NUL character.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
VALUES = st.one_of(
    st.builds(Text, WORDS, st.sampled_from(["", "en", "ja"])),
    st.builds(lambda name: Iri(mint("id", name)), st.text("abc日本 ./é", min_size=1, max_size=8).filter(str.strip)),
    st.dates(date(1000, 1, 1)),
    st.integers(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
)
FACTS = st.lists(st.tuples(st.sampled_from(["kn:note", "rdfs:label", "kn:share"]), VALUES), max_size=5)


def claim(*facts: Fact, evidence: tuple[Evidence, ...] = ()) -> Claim:
    return Claim(mint("id", "x"), ("Tie",), facts, evidence)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ('say "so"', r"say \"so\""),
        ("back\\slash", r"back\\slash"),
        ("two\nlines\r\n", r"two\nlines\r\n"),
        ("tab\t", r"tab\t"),
        ("bell\x07 del\x7f", r"bell\u0007 del\u007F"),
        ("日本国 é 🇯🇵", "日本国 é 🇯🇵"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ],
)
def test_words_are_escaped_where_they_must_be_and_nowhere_else(words: str, written: str) -> None:
    assert escaped(words) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Text("a", "ja"), '"a"@ja'),
        (Text("007"), '"007"'),
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (7, '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (date(2016, 6, 4), '"2016-06-04"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (Decimal("0.50"), '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (Decimal("1E-7"), '"0.0000001"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    ],
)
def test_each_value_has_one_form(value: Text | date | int | Decimal, written: str) -> None:
    assert literal(value) == written


def test_lines_are_sorted_and_nothing_stands_twice() -> None:
    twice = claim(("kn:note", Text("b")), ("kn:note", Text("a")), ("kn:note", Text("b")))
    lines = quads([twice, twice], GRAPH)
    assert lines == sorted(set(lines))
    assert len(lines) == 3  # the type and two notes


def test_values_that_python_takes_for_equal_are_written_each_in_its_own_form() -> None:
    said = "".join(quads([claim(("kn:note", True), ("kn:note", 1), ("kn:note", Decimal(1)))], GRAPH))
    assert all(f"XMLSchema#{kind}>" in said for kind in ("boolean", "integer", "decimal"))


def test_a_thing_whose_name_goes_on_from_that_of_another_stands_where_its_whole_lines_do() -> None:
    names = [mint("id", name) for name in ("x", "x-1", "x1", "x~")]
    lines = quads([Claim(name, ("Tie",), (("kn:note", Text("a")),)) for name in names], GRAPH)
    assert lines == sorted(lines)


def test_two_claims_that_share_a_citation_write_it_once() -> None:
    shared = (Evidence("src-a", "a", "p. 1", named="page-1"),)
    lines = quads([Claim(mint("id", name), ("Tie",), (), shared) for name in "ab"], GRAPH)
    assert sum("#type> <" in line and "/Citation>" in line for line in lines) == 1
    assert sum(f"evidence> <{mint('id', 'cit', 'page-1')}>" in line for line in lines) == 2


def test_a_citation_is_written_with_its_source_confidence_place_and_fields() -> None:
    lines = quads([claim(evidence=(Evidence("src-a", "a", "Art. V", ("from",)), Evidence("src-b", "b")))], GRAPH)
    first, second = mint("id", "cit", "x", 1), mint("id", "cit", "x", 2)
    said = "".join(lines)
    assert f"<{first}> <{mint('def', 'cites')}> <{mint('id', 'src-a')}>" in said
    assert f"<{first}> <{mint('def', 'confidence')}> <{mint('kind', 'confidence-a')}>" in said
    assert f'<{first}> <{mint("def", "locator")}> "Art. V"' in said
    assert f'<{first}> <{mint("def", "checked")}> "from"' in said
    assert f"<{second}> <{mint('def', 'cites')}> <{mint('id', 'src-b')}>" in said
    assert f"<{second}> <{mint('def', 'locator')}>" not in said


@given(FACTS)
def test_two_independent_parsers_read_back_what_was_written(facts: list[Fact]) -> None:
    lines = quads([claim(*facts, evidence=(Evidence("src-a", "a", "§ “1”\n"),))], GRAPH)
    by_oxigraph = {
        tuple(map(_plain, (q.subject, q.predicate, q.object)))
        for q in parse("".join(lines).encode(), format=RdfFormat.N_QUADS)
    }
    by_rdflib = {tuple(map(_plain, triple)) for triple in Graph().parse(data="".join(triples_of(lines)), format="nt")}
    assert len(by_oxigraph) == len(lines)
    assert by_oxigraph == by_rdflib
    written = {_expected(value) for _, value in facts}
    assert written <= {triple[2] for triple in by_oxigraph}


@given(FACTS)
def test_taking_the_graph_off_leaves_the_triples_in_the_same_order(facts: list[Fact]) -> None:
    lines = quads([claim(*facts)], GRAPH)
    triples = list(triples_of(lines))
    assert [f"{t.removesuffix(' .' + chr(10))} <{GRAPH}> .\n" for t in triples] == lines
    assert triples == sorted(triples)


@given(st.one_of(st.decimals(0, 1, places=4), st.integers(-(2**40), 2**40), st.dates(date(1000, 1, 1)), st.booleans()))
def test_the_store_keeps_every_value_as_it_was_written(value: Decimal | int | date) -> None:
    store = Store()
    lines = quads([claim(("kn:share", value))], GRAPH)
    store.load("".join(lines).encode(), format=RdfFormat.N_QUADS)
    assert sorted(f"{quad} .\n" for quad in store) == lines


def _plain(term: object) -> tuple[str, str, str]:
    if isinstance(term, URIRef):
        return str(term), "", ""
    if isinstance(term, Literal):
        return str(term), term.language or "", _kind(str(term.datatype or ""))
    value = str(getattr(term, "value", term))
    kind = getattr(term, "datatype", None)
    return value, getattr(term, "language", None) or "", _kind(kind.value if kind else "")


def _kind(datatype: str) -> str:
    name = re.sub(r".*#", "", datatype)
    return "" if name in ("string", "langString") else name


def _expected(value: object) -> tuple[str, str, str]:
    match value:
        case Iri(iri):
            return iri, "", ""
        case Text(words, language):
            return words, language, ""
        case bool():
            return str(value).lower(), "", "boolean"
        case Decimal():
            return re.sub(r'^"|".*$', "", literal(value)), "", "decimal"
        case date():
            return value.isoformat(), "", "date"
        case _:
            return str(value), "", "integer"
