import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from graph.release import Release
from ontology.iris import BASE

RDF = {
    "text/turtle": ("ttl", "turtle"),
    "application/n-triples": ("nt", "nt"),
    "application/rdf+xml": ("rdf", "xml"),
    "application/ld+json": ("jsonld", "json-ld"),
}
NAMES = (
    "id/jpn",
    "id/agr-us-nato-1949",
    "id/part-agr-us-nato-1949-usa-party-1",
    "id/src-natot",
    "kind/rdp-mou",
    "scheme/agreement-kind",
    "capability/air",
    "scenario/counter-insurgency",
    "level/3",
    "def/validFrom",
    "graph/source-curated",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*"])
def test_people_are_led_to_a_page(client: TestClient, name: str, accept: str) -> None:
    answer = client.get(f"/{name}", headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/entity/{name.removeprefix('id/')}"
    assert "Accept" in answer.headers["vary"]
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD uses it
@pytest.mark.parametrize("name", NAMES)
def test_programs_are_led_to_rdf_that_speaks_of_the_iri(client: TestClient, release: Release, name: str) -> None:
    found = []
    for media, (extension, form) in RDF.items():
        answer = client.get(f"/{name}", headers={"Accept": media})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/data/{name}.{extension}")
        data = client.get(answer.headers["location"])
        assert data.status_code == 200
        assert data.headers["content-type"].partition(";")[0] == media
        assert data.headers["kaname-release"] == release.id
        found.append(set(Graph().parse(data=data.content, format=form)))
    assert any(subject == URIRef(BASE + name) for subject, _, _ in found[0])
    assert len({len(triples) for triples in found}) == 1


def test_a_citation_can_be_followed_from_a_statement_to_the_address_of_its_source(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/data/id/part-agr-us-nato-1949-usa-party-1.ttl").text)
    for citation in graph.objects(None, URIRef(f"{BASE}def/evidence")):
        source = graph.value(citation, URIRef(f"{BASE}def/cites"))
        assert client.get(f"/data/{str(source).removeprefix(BASE)}.ttl").status_code == 200
        assert str(graph.value(source, URIRef("http://www.w3.org/2000/01/rdf-schema#seeAlso"))).startswith("http")


def test_the_query_of_an_address_is_kept(client: TestClient) -> None:
    answer = client.get("/id/jpn?asOf=2016-05-24", headers={"Accept": "text/html"})
    assert answer.headers["location"] == "/entity/jpn?asOf=2016-05-24"


def test_head_is_answered_like_get_without_a_body(client: TestClient) -> None:
    led = client.head("/id/jpn", headers={"Accept": "text/turtle"})
    assert (led.status_code, led.headers["location"], led.content) == (303, "/data/id/jpn.ttl", b"")
    assert client.head("/data/id/jpn.ttl").status_code == 200


def test_an_accept_header_that_fits_nothing_is_a_problem_with_what_there_is(client: TestClient) -> None:
    answer = client.get("/id/jpn", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "turtle (text/turtle)" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/data/id/nobody.ttl", 404, "nothing is stated of 'nobody'"),
        ("/data/id/jpn", 400, "write .ttl, .nt, .rdf or .jsonld"),
        ("/data/id/jpn.exe", 400, "write .ttl, .nt, .rdf or .jsonld"),
        ("/data/.ttl", 400, "has no ending for a format"),
        ("/data/id/%3E%20%7D%20%23.ttl", 404, "nothing is stated of"),
        ("/data/https://example.org/x.ttl", 404, "nothing is stated of"),
        ("/data/id/%E6%97%A5%E6%9C%AC.ttl", 404, "nothing is stated of"),
    ],
)
def test_a_wrong_address_is_a_problem(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]


def test_an_iri_that_names_nothing_leads_to_a_page_that_helps(client: TestClient) -> None:
    page = client.get(client.get("/id/nobody", headers={"Accept": "text/html"}).headers["location"])
    assert page.status_code == 404
    assert "Try:" in page.text


def test_no_address_leads_to_another_host(client: TestClient) -> None:
    for name in ("%2F%2Fexample.org", "..%2F..%2Fexample.org", "%5C%5Cexample.org"):
        answer = client.get(f"/id/{name}", headers={"Accept": "text/html"})
        assert answer.status_code in (303, 404)
        assert answer.headers.get("location", "/entity/").startswith("/entity/")
