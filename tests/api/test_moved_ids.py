"""Ids that were given up, in a release built with a table of redirects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from ingest.build import build
from tests.ingest.tiny import write_tiny

MOVED = [
    {"old_id": "agr-old", "new_id": "agr-mdt", "since": "2026-01-01", "reason": "the same treaty under two names"},
    {"old_id": "nippon", "new_id": "jpn", "since": "2026-01-01", "reason": "the same state"},
    {"old_id": "agr-gone", "new_id": "", "since": "2026-01-01", "reason": "no source bears it out"},
]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("moved")
    build(folder / "home", sources=write_tiny(folder / "source", {"redirects.csv": MOVED}))
    with TestClient(create_app(Settings(home=folder / "home", query_workers=1)), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/api/v1/entities/agr-old", "/api/v1/entities/agr-mdt"),
        (
            "/api/v1/entities/agr-old?asOf=2016-05-24&fields=label",
            "/api/v1/entities/agr-mdt?asOf=2016-05-24&fields=label",
        ),
        ("/api/v1/entities/agr-old/timeline?asOf=2016-05-24", "/api/v1/entities/agr-mdt/timeline?asOf=2016-05-24"),
        ("/api/v1/entities/agr-old/neighbors", "/api/v1/entities/agr-mdt/neighbors"),
        ("/api/v1/pairs/usa/nippon", "/api/v1/pairs/usa/jpn"),
        ("/api/v1/paths?from=nippon&to=usa", "/api/v1/paths?from=jpn&to=usa"),
        ("/api/v1/agreements?parties=usa,nippon&limit=5", "/api/v1/agreements?parties=usa,jpn&limit=5"),
        ("/api/v1/entities?state=nippon", "/api/v1/entities?state=jpn"),
        (
            "/api/v1/gaps/agreement?states=usa,nippon&expects=rdp-mou",
            "/api/v1/gaps/agreement?states=usa,jpn&expects=rdp-mou",
        ),
        (
            "/api/v1/whatif?coalition=jpn,usa&overlay=denounce:agr-old:nippon",
            "/api/v1/whatif?coalition=jpn,usa&overlay=denounce:agr-mdt:nippon",
        ),
        (
            "/api/v1/whatif?coalition=jpn,usa&overlay=denounce:agr-mdt:nippon",
            "/api/v1/whatif?coalition=jpn,usa&overlay=denounce:agr-mdt:jpn",
        ),
        ("/api/v1/view?focus=nippon,usa&layer=security", "/api/v1/view?focus=jpn,usa&layer=security"),
        ("/explore?focus=nippon,usa", "/explore?focus=jpn,usa"),
        ("/gaps?states=nippon,usa&scenario=blockade", "/gaps?states=jpn,usa&scenario=blockade"),
        ("/pair/usa/nippon", "/pair/usa/jpn"),
        ("/id/agr-old", "/id/agr-mdt"),
        ("/entity/agr-old?asOf=2016-05-24", "/entity/agr-mdt?asOf=2016-05-24"),
    ],
)
def test_a_merged_id_leads_to_the_new_one(moved: TestClient, old: str, new: str) -> None:
    answer = moved.get(old)
    assert (answer.status_code, answer.headers["location"]) == (308, new)
    assert moved.get(new, headers={"Accept": "*/*"}).status_code in (200, 303, 308)


@pytest.mark.parametrize(
    "path",
    ["/api/v1/entities/agr-gone", "/api/v1/entities/agr-gone/timeline", "/id/agr-gone", "/entity/agr-gone"],
)
def test_a_withdrawn_id_is_gone_and_the_answer_says_why(moved: TestClient, path: str) -> None:
    answer = moved.get(path)
    assert answer.status_code == 410
    assert "no source bears it out" in answer.text


def test_an_id_that_never_was_is_not_found(moved: TestClient) -> None:
    for path in ("/api/v1/entities/agr-never", "/id/agr-never.ttl", "/entity/agr-never"):
        assert moved.get(path, headers={"Accept": "text/html"}).status_code in (303, 404), path
    assert moved.get("/data/id/agr-never.ttl").status_code == 404


def test_what_became_of_an_id_is_stated(moved: TestClient) -> None:
    answer = moved.get("/data/id/agr-old.nt")
    assert answer.status_code == 200
    assert "<http://purl.org/dc/terms/isReplacedBy> <https://w3id.org/kaname/id/agr-mdt>" in answer.text
