"""What the checks of a build would refuse of a table is told when it is added, with line and column."""

from pathlib import Path

import pytest

from graph.errors import BuildError
from ingest.limits import kinds_of, limit_of
from tests.ingest.mapping.test_read import said, told

TIES = """
[columns.kind]
values = {{ owns = "shareholding", pact = "acsa" }}
[[thing]]
class = "Tie"
id = "tie-{{no}}"
[thing.facts]
"kn:fromActor" = {{ thing = "{{owner}}" }}
"kn:toActor" = {{ thing = "{{owned}}" }}
"kn:kind" = {{ concept = "{{kind}}" }}
"kn:share" = {{ number = "share" }}
[[thing]]
class = "Firm"
id = "{{owner}}"
[thing.facts]
"rdfs:label" = {{ text = "{{owner}}" }}
"kn:homeState" = {{ thing = "jpn" }}
"kn:lei" = {{ text = "{{lei}}" }}
"skos:exactMatch" = {{ iri = "http://www.wikidata.org/entity/{{qid}}" }}
"""
HEADER = "no,owner,owned,kind,share,lei,qid\n"
LEI = "353800WR3HQP6SHIDI45"


def tie(folder: Path, row: str) -> tuple[set[str], list[tuple[str, str, str]]]:
    """Return what is made of one row, and what is wrong with it."""
    reading = told(folder, "t.csv", (HEADER + row).encode(), body=TIES)
    made = {subject for subject, _ in said(reading, "type") if not subject.startswith(("cit", "src"))}
    return made, [(fault.column, fault.value, fault.problem) for fault in reading.quarantine]


def test_a_row_within_the_limits_is_taken(tmp_path: Path) -> None:
    made, faults = tie(tmp_path, f"1,firm-a,firm-mhi,owns,0.25,{LEI},Q200302\n")
    assert (made, faults) == ({"tie-1", "firm-a"}, [])


@pytest.mark.parametrize(
    ("row", "column", "value", "words"),
    [
        (f"1,firm-a,firm-b,owns,12.5,{LEI},Q1\n", "share", "12.5", "at least 0 and at most 1"),
        ("1,firm-a,firm-b,owns,,123,Q1\n", "lei", "123", "kn:lei is of the form"),
        (f"1,firm-a,firm-b,owns,,{LEI},X1\n", "qid", "http://www.wikidata.org/entity/X1", "of the form"),
    ],
)
def test_a_value_beyond_a_limit_is_left_out_alone(
    tmp_path: Path, row: str, column: str, value: str, words: str
) -> None:
    made, ((at, found, problem),) = tie(tmp_path, row)
    assert (made, at, found) == ({"tie-1", "firm-a"}, column, value)
    assert words in problem
    assert problem.endswith("left out: this value")


def test_a_concept_of_another_scheme_takes_along_what_needs_it(tmp_path: Path) -> None:
    made, ((column, value, problem),) = tie(tmp_path, "1,firm-a,firm-b,pact,,,\n")
    assert (made, column, value) == ({"firm-a"}, "kind", "acsa")
    assert problem.startswith("no concept of tie-kind")
    assert problem.endswith("left out: the Tie")


def test_a_tie_of_a_firm_with_itself_is_no_tie(tmp_path: Path) -> None:
    made, ((column, _, problem),) = tie(tmp_path, "1,firm-a,firm-a,owns,,,\n")
    assert (made, column) == ({"firm-a"}, "owner, owned")
    assert "kn:fromActor and kn:toActor are the same" in problem


@pytest.mark.parametrize(
    ("was", "wrong", "words"),
    [
        ('concept = "{{kind}}"', 'concept = "acsa"', "concept 'acsa' is not in the scheme tie-kind"),
        ('number = "share"', 'text = "{{share}}"', "kn:share takes number, not text"),
        ('thing = "{{owned}}"', 'text = "{{owned}}"', "kn:toActor takes concept or iri or thing, not text"),
    ],
)
def test_a_mapping_that_no_row_could_meet_is_refused(tmp_path: Path, was: str, wrong: str, words: str) -> None:
    with pytest.raises(BuildError, match=words):
        told(tmp_path, "t.csv", HEADER.encode(), body=TIES.replace(was, wrong))


def test_whole_numbers_are_what_a_property_of_whole_numbers_takes(tmp_path: Path) -> None:
    body = """
[[thing]]
class = "Transfer"
id = "t-{{no}}"
[thing.facts]
"rdfs:label" = {{ text = "Deal" }}
"kn:kind" = {{ concept = "transfer-arms" }}
"kn:numberOrdered" = {{ number = "ordered" }}
"""
    reading = told(tmp_path, "t.csv", b"no,ordered\n1,4\n2,4.5\n", body=body)
    assert said(reading, "numberOrdered") == {("t-1", '"4"^^<http://www.w3.org/2001/XMLSchema#integer>')}
    assert [(fault.line, fault.value) for fault in reading.quarantine] == [(3, "4.5")]


def test_limits_are_those_of_the_shapes() -> None:
    assert limit_of("Tie", "kn:share").most == 1
    assert limit_of("Firm", "kn:lei").pattern.startswith("^[A-Z0-9]")
    assert limit_of("Agreement", "kn:kind").scheme == "agreement-kind"
    assert kinds_of("kn:validFrom") == {"date"}
    assert not kinds_of("skos:note")
