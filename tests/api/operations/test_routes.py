"""The whole application in one process: probes, figures, limits, the key, kept answers, HEAD."""

from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from graph.release import Release


def test_it_says_that_it_is_ready_and_from_which_release(client: TestClient, release: Release) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "release": release.id, "workers": 1, "idle": 1}


def test_what_is_allowed_is_published(client: TestClient) -> None:
    found = client.get("/api/v1/limits").json()
    assert (found["clientParallel"], found["clientSeconds"]) == (100, 1_000_000)
    assert (found["workers"], found["timeout"], found["heavyPlaces"], found["heavyQueue"]) == (1, 10, 2, 16)


def test_figures_are_in_the_format_of_prometheus(client: TestClient, release: Release) -> None:
    client.get("/api/v1/entities/jpn")
    client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
    families = {f.name: f for f in text_string_to_metric_families(client.get("/metrics").text)}
    counted = {
        (s.labels["route"], s.labels["status"]): s.value
        for s in families["kaname_requests"].samples
        if s.name == "kaname_requests_total"
    }
    assert counted["/sparql", "200"] >= 1
    assert any(route.startswith("/api/v1/entities/") for route, _ in counted)
    assert families["kaname_release_info"].samples[0].labels == {"release": release.id}
    assert families["kaname_release_age_seconds"].samples[0].value >= 0
    assert families["kaname_query_workers"].samples[0].value == 1
    assert families["kaname_query_answered"].samples[0].value >= 1


def test_the_same_question_has_the_same_bytes_and_tag(client: TestClient) -> None:
    first, second = (client.get("/api/v1/entities/jpn?asOf=2016-05-24") for _ in range(2))
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    known = client.get("/api/v1/entities/jpn?asOf=2016-05-24", headers={"If-None-Match": first.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    other = client.get("/api/v1/entities/jpn?asOf=2016-06-10", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_question_without_a_day_is_asked_anew_on_the_next_day(client: TestClient) -> None:
    app = client.app
    today, app.state.today = app.state.today, lambda: date(2016, 5, 24)  # type: ignore[attr-defined]
    try:
        assert client.get("/api/v1/agreements?limit=1").json()["asOf"] != today().isoformat()
    finally:
        app.state.today = today  # type: ignore[attr-defined]
    assert client.get("/api/v1/agreements?limit=1").json()["asOf"] == today().isoformat()


def test_head_answers_as_get_without_a_body(client: TestClient) -> None:
    for path in ("/api/v1/agreements", "/", "/healthz", "/entity/jpn", "/sparql?query=ASK%7B%7D"):
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["content-length"] == str(len(get.content))


def test_with_a_key_set_nobody_enters_without_it(home: Path, release: Release) -> None:
    app = create_app(Settings(home=home, query_workers=1, api_key=SecretStr("open")))
    with TestClient(app) as client:
        refused = client.get("/api/v1/agreements")
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert client.get("/api/v1/agreements", headers={"X-API-Key": "wrong"}).status_code == 401
        assert client.get("/api/v1/agreements", headers={"X-API-Key": "open"}).status_code == 200
        assert client.get("/api/v1/agreements", headers={"Authorization": "Bearer open"}).status_code == 200
        assert client.get("/readyz").status_code == 200


def test_a_client_over_its_budget_is_told_when_to_ask_again(home: Path, release: Release) -> None:
    app = create_app(Settings(home=home, query_workers=1, client_seconds=0.000001))
    with TestClient(app) as client:
        assert client.get("/sparql?query=ASK%7B%7D").status_code == 200
        refused = client.get("/sparql?query=ASK%7B%7D")
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.json()["title"] == "Over budget"
        assert client.get("/api/v1/gaps/agreement").status_code == 429
        assert client.get("/api/v1/export/csv").status_code == 429
        assert client.get("/api/v1/entities/jpn").status_code == 200
