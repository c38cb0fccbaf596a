"""A word in the review file joins two firms: the old id leads on, a withdrawn one is gone, at every address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.clock import today
from graph.tables import read_tables
from ingest.adding import RdfNames, add_mapped, add_rdf
from ingest.build import Build, build
from ingest.meeting.review import review_file
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

FIRMS = """
[columns.home]
code = "iso3"
[[thing]]
class = "Firm"
id = "firm-list-{no}"
[thing.facts]
"rdfs:label" = { text = "{name}", language = "en" }
"kn:homeState" = { thing = "{home}" }
"""
WITHDRAWN = """
@prefix id: <https://w3id.org/kaname/id/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
id:firm-gone owl:deprecated true ; dcterms:description "Entered by mistake."@en .
"""


def edited(home: Path, word: str) -> None:
    """Write a word before the pair that is open, as a person does."""
    text = review_file(home).read_text(encoding="utf-8")
    assert text.count("\n,firm-a,") == 1
    review_file(home).write_text(text.replace("\n,firm-a,", f"\n{word},firm-a,"), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Build, Build]:
    folder = tmp_path_factory.mktemp("joined")
    home, tiny = folder / "home", write_tiny(folder / "tiny")
    card = mapped.CARD.format(redistributable="true", tolerance=0).replace('"pacts"', '"firmlist"')
    (folder / "firms.toml").write_text(card + FIRMS, encoding="utf-8")
    (folder / "firms.csv").write_text("no,name,home\n1,Firm AA,JPN\n", encoding="utf-8")
    (folder / "gone.ttl").write_text(WITHDRAWN, encoding="utf-8")
    add_mapped(home, folder / "firms.toml", [folder / "firms.csv"], Progress())
    add_rdf(home, RdfNames("gone", None, today()), [folder / "gone.ttl"], Progress())
    apart = build(home, sources=tiny)
    edited(home, "same")
    return home, apart, build(home, sources=tiny)


@pytest.fixture(scope="module")
def client(built: tuple[Path, Build, Build]) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=built[0], query_workers=1)), follow_redirects=False) as opened:
        yield opened


def test_nothing_is_joined_before_a_person_says_so(built: tuple[Path, Build, Build]) -> None:
    _, apart, joined = built
    assert read_tables(apart.release).aliases.rows() == []
    (asked,) = read_tables(apart.release).candidates.iter_rows(named=True)
    assert (asked["slug"], asked["other"]) == ("firm-a", "firm-list-1")
    assert asked["reason"].startswith("same country; words ")
    assert read_tables(joined.release).aliases.rows() == [("firm-list-1", "firm-a", "decided by a person")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/id/firm-list-1", "/id/firm-a"),
        ("/api/v1/entities/firm-list-1", "/api/v1/entities/firm-a"),
        ("/api/v1/entities/firm-list-1/timeline?asOf=2017-01-01", "/api/v1/entities/firm-a/timeline?asOf=2017-01-01"),
        ("/api/v1/entities/firm-list-1/neighbors", "/api/v1/entities/firm-a/neighbors"),
    ],
)
def test_a_joined_id_leads_to_the_one_that_stands(client: TestClient, old: str, new: str) -> None:
    answer = client.get(old)
    assert (answer.status_code, answer.headers["location"]) == (308, new)
    assert client.get(new).status_code in (200, 303)


@pytest.mark.parametrize("path", ["/id/firm-gone", "/api/v1/entities/firm-gone", "/api/v1/entities/firm-gone/timeline"])
def test_a_withdrawn_id_is_gone_with_the_reason(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Entered by mistake." in answer.json()["detail"]


def test_what_the_old_id_said_stands_beside_what_the_new_one_says(client: TestClient) -> None:
    found = client.get("/api/v1/entities/firm-a").json()
    assert found["label"] == "Firm A"
    query = "SELECT ?l WHERE { GRAPH ?g { <https://w3id.org/kaname/id/firm-list-1> rdfs:label ?l } }"
    answer = client.get("/sparql", params={"query": f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {query}"})
    assert [row["l"]["value"] for row in answer.json()["results"]["bindings"]] == ["Firm AA"]
