"""Whole graphs, things in pages, and what the service says of itself."""

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, VOID

from graph.release import Release
from ontology.iris import PREFIXES, mint

CURATED = mint("graph", "source", "curated")


def test_a_graph_is_read_by_its_name(client: TestClient, release: Release) -> None:
    answer = client.get("/graphs", params={"graph": CURATED}, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == release.manifest.sources[0].statements
    assert int(answer.headers["content-length"]) == len(answer.content)
    turtle = client.get("/graphs", params={"graph": mint("graph", "meta")})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert len(Graph().parse(data=turtle.text)) > 0


def test_the_default_graph_is_the_merge(client: TestClient, release: Release) -> None:
    answer = client.get("/graphs?default&format=nt")
    assert len(answer.text.splitlines()) >= release.manifest.statements


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        (f"default&graph={CURATED}", 400),
        ("graph=http://e/none", 404),
        ("graph=not an iri", 404),
        ("default&format=xls", 406),
    ],
)
def test_a_graph_that_is_not_named_well_is_refused(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/graphs?{query}")
    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
def test_no_graph_is_written(client: TestClient, method: str) -> None:
    answer = client.request(method, "/graphs?default", content="<a:a> <a:b> <a:c> .")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_description_counts_classes_and_sources(client: TestClient, release: Release) -> None:
    found = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text)
    states = [
        found.value(part, VOID.entities)
        for part in found.objects(None, VOID.classPartition)
        if found.value(part, VOID["class"]) == URIRef(PREFIXES["kn"] + "State")
    ]
    assert states == [Literal(release.manifest.things["State"])]
    source = release.manifest.sources[0]
    (dataset,) = found.subjects(DCTERMS.title, Literal(source.title))
    assert (dataset, RDF.type, VOID.Dataset) in found
    assert found.value(dataset, VOID.triples) == Literal(source.statements)
    assert found.value(dataset, DCTERMS.license) == URIRef(source.licence_url)


def test_a_thing_with_many_relations_comes_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(client.get("/data/id/jpn.nt").text.splitlines())
    monkeypatch.setattr("api.routes.identifiers._PAGE", 100)
    found: set[str] = set()
    address: str | None = "/data/id/jpn.nt"
    pages = 0
    while address:
        answer = client.get(address)
        found |= set(answer.text.splitlines())
        pages += 1
        address = answer.links["next"]["url"] if "next" in answer.links else None
    assert found == whole
    assert pages > 1
    assert client.get(f"/data/id/jpn.nt?page={pages + 1}").status_code == 404
