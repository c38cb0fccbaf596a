"""The same day on every surface gives the same relations: SPARQL, API, command, exports, view, tools."""

import asyncio
import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from mcp import Client
from typer.testing import CliRunner

from api.cli import app as command
from api.mcp.server import create_server
from api.settings import Settings
from graph.dates import Holding
from graph.held import Wanted, held, ids
from graph.neighbourhood import Asked, network_view
from graph.release import Release
from graph.tables import read_tables
from ontology.iris import slug

QUERY = """
PREFIX kn: <https://w3id.org/kaname/def/>
PREFIX knx: <https://w3id.org/kaname/index/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?r WHERE {
  VALUES ?asOf { UNDEF }
  # An impediment that affects nobody in particular is a thing and joins none.
  { VALUES ?class { kn:Participation kn:Tie kn:Assessment kn:Dependency } ?r a ?class }
  UNION { ?r a kn:Impediment ; kn:issuedBy ?head ; kn:affects ?tail }
  ?r knx:from ?from ; knx:until ?until .
  FILTER (?from <= ?asOf && ?asOf < ?until)
}"""
ROWS = {"limit": 200}


def of_core(release: Release, day: str) -> set[str]:
    return set(ids(held(read_tables(release), Wanted(date.fromisoformat(day)))))


def of_sparql(client: TestClient, day: str) -> set[str]:
    answer = client.post("/sparql", data={"query": QUERY, "asOf": day}, headers={"Accept": "text/csv"})
    assert answer.headers["kaname-as-of"] == day
    return {slug(line) for line in answer.text.splitlines()[1:]}


def of_snapshot(client: TestClient, day: str) -> set[str]:
    return {edge["id"] for edge in client.get(f"/api/v1/snapshot?asOf={day}").json()["edges"]}


def of_graphml(client: TestClient, day: str) -> set[str]:
    network = nx.parse_graphml(client.get(f"/api/v1/snapshot?asOf={day}&format=graphml").text)
    return {edge["relation"] for _, _, edge in network.edges(data=True)}


def of_export(client: TestClient, day: str) -> set[str]:
    text = client.get(f"/api/v1/export/csv?asOf={day}").text
    return {row["relation"] for row in csv.DictReader(io.StringIO(text))}


def of_command(home: Path, day: str, folder: Path) -> set[str]:
    target = folder / "out.csv"
    done = CliRunner().invoke(command, ["export", "csv", "-o", str(target), "--as-of", day, "--home", str(home)])
    assert done.exit_code == 0, done.output
    return {row["relation"] for row in csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))}


def of_query_command(home: Path, day: str, folder: Path) -> set[str]:
    (folder / "q.rq").write_text(QUERY, encoding="utf-8")
    done = CliRunner().invoke(command, ["query", str(folder / "q.rq"), "--as-of", day, "--home", str(home)])
    assert done.exit_code == 0, done.output
    return {slug(line) for line in done.stdout.splitlines() if line.startswith("https://")}


@pytest.mark.parametrize("day", ["1951-09-08", "2016-05-24", "2016-06-10", "2026-01-01"])
def test_all_relations_of_a_day_are_the_same_everywhere(
    client: TestClient, home: Path, release: Release, tmp_path: Path, day: str
) -> None:
    expected = of_core(release, day)
    assert len(expected) > 5
    assert of_sparql(client, day) == expected
    assert of_snapshot(client, day) == expected
    assert of_graphml(client, day) == expected
    assert of_export(client, day) == expected
    assert of_command(home, day, tmp_path) == expected
    assert of_query_command(home, day, tmp_path) == expected


def of_tool(home: Path, day: str, name: str) -> set[str]:
    async def run() -> set[str]:
        found: set[str] = set()
        offset = 0
        async with Client(create_server(Settings(home=home))) as client:
            while True:
                asked = {"id": name, "as_of": day, "offset": offset, **ROWS}
                answer: dict[str, Any] = (await client.call_tool("entity", asked)).structured_content or {}
                found |= {r["id"] for r in answer["relations"]}
                offset += len(answer["relations"])
                if not answer["relations"] or offset >= answer["total"]:
                    return found

    return asyncio.run(run())


@pytest.mark.parametrize("day", ["2016-05-24", "2016-06-10"])
@pytest.mark.parametrize("name", ["jpn", "agr-jpn-us-rdpmou-2016"])
def test_the_relations_of_one_thing_are_the_same_everywhere(
    client: TestClient, home: Path, release: Release, day: str, name: str
) -> None:
    rows = held(read_tables(release), Wanted(date.fromisoformat(day)))
    expected = set(ids(rows.filter((rows["head"] == name) | (rows["tail"] == name))))
    entity = client.get(f"/api/v1/entities/{name}?asOf={day}").json()
    assert {r["id"] for r in entity["relations"]} == expected
    neighbours = client.get(f"/api/v1/entities/{name}/neighbors?asOf={day}&limit=1000").json()
    assert {r["id"] for item in neighbours["items"] for r in item["relations"]} == expected
    timeline = client.get(f"/api/v1/entities/{name}/timeline?asOf={day}&limit=1000").json()
    assert {r["id"] for r in timeline["items"] if r["holding"] == Holding.HOLDS.value} == expected
    assert of_tool(home, day, name) == expected


@pytest.mark.parametrize("day", ["2016-05-24", "2016-06-10"])
def test_the_view_draws_the_agreements_that_hold(client: TestClient, release: Release, day: str) -> None:
    rows = held(read_tables(release), Wanted(date.fromisoformat(day)))
    mine = rows.filter((rows["class"] == "participation") & (rows["head"] == "jpn"))
    agreements = set(mine["tail"])
    drawn = network_view(release, Asked(("jpn",), date.fromisoformat(day)))
    assert {edge.about for edge in drawn.edges} & {name for name in agreements if name.startswith("agr-")} == {
        name for name in agreements if name.startswith("agr-")
    }
    assert ("agr-jpn-us-rdpmou-2016" in client.get(f"/api/v1/view?focus=jpn&asOf={day}").text) == (day == "2016-06-10")
    assert drawn.as_of.isoformat() == day
