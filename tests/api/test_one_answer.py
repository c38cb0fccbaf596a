"""Which US treaty allies had no reciprocal procurement memorandum? One answer by SPARQL, by the API and by command."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.cli import app as command
from graph.questions import question
from ontology.iris import slug

Finding = tuple[str, str, str, str, str, frozenset[str]]
"""Ally, status, day of the complete list, day of the list after, closing day, statements."""

DAYS = ("2016-05-24", "2016-06-10")


def by_sparql(client: TestClient, day: str) -> Iterator[Finding]:
    answer = client.post(
        "/sparql", data={"query": question("allies-without").query, "asOf": day}, headers={"Accept": "text/csv"}
    )
    assert answer.status_code == 200, answer.text
    for row in csv.DictReader(io.StringIO(answer.text)):
        statements = frozenset(slug(iri) for iri in row["evidence"].split())
        yield slug(row["ally"]), row["status"], row["listComplete"], row["listedAgain"], row["closedOn"], statements


def by_api(client: TestClient, day: str) -> Iterator[Finding]:
    query = {"states": "usa", "expects": "rdp-mou", "premise": "mutual-defence-treaty", "asOf": day, "limit": "1000"}
    for gap in client.get("/api/v1/gaps/agreement", params=query).json()["items"]:
        (ally,) = (party["id"] for party in gap["pair"] if party["id"] != "usa")
        days = (
            (gap["listComplete"] or {}).get("day"),
            (gap["listAgain"] or {}).get("day"),
            (gap["closed"] or {}).get("on"),
        )
        statements = frozenset(s["statement"] for s in gap["evidence"] if s["statement"].startswith("part-"))
        yield ally, gap["lack"], days[0] or "", days[1] or "", days[2] or "", statements


def by_command(home: Path, day: str) -> Iterator[tuple[str, ...]]:
    arguments = ["gaps", "agreement", "--states", "usa", "--expects", "rdp-mou", "--as-of", day]
    done = CliRunner().invoke(command, [*arguments, "--format", "json", "--home", str(home)])
    assert done.exit_code == 0, done.output
    for gap in json.loads(done.stdout):
        ally = next(name for name in gap["pair"].split("–") if name != "United States")
        yield ally, gap["lack"], gap["list complete"] or "", gap["listed again"] or "", gap["closed on"] or ""


def by_question(home: Path, day: str) -> list[dict[str, str]]:
    done = CliRunner().invoke(command, ["query", "allies-without", "--as-of", day, "--home", str(home)])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.mark.parametrize("day", DAYS)
def test_sparql_api_and_command_give_one_answer(client: TestClient, home: Path, day: str) -> None:
    sparql = {finding[:5]: finding[5] for finding in by_sparql(client, day)}
    api = {finding[:5]: finding[5] for finding in by_api(client, day)}
    assert set(sparql) == set(api)
    assert len(sparql) > 10
    for finding, statements in sparql.items():
        assert statements
        assert statements <= api[finding]  # the API names the statements that closed the gap too
    labels = {row["ally"]: row["name"] for row in by_question(home, day)}
    assert {slug(iri) for iri in labels} == {finding[0] for finding in sparql}
    names = {slug(iri): name for iri, name in labels.items()}
    assert {(names[f[0]], *f[1:]) for f in sparql} == set(by_command(home, day))


def test_japan_is_on_the_list_until_the_memorandum_and_its_absence_is_borne_out(client: TestClient) -> None:
    before = {finding[0]: finding for finding in by_api(client, DAYS[0])}
    after = {finding[0]: finding for finding in by_api(client, DAYS[1])}
    assert before["jpn"][:5] == ("jpn", "absent", "2015-12-31", "", "2016-06-04")
    assert "jpn" not in after
    assert set(after) == set(before) - {"jpn"}
