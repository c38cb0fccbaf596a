import re

import pytest
from fastapi.testclient import TestClient

from graph.views.assets import SCRIPTS
from tests.api.pages.demo import demo_app

PATHS = ("/", "/entity/jpn?asOf=2016-05-24", "/explore?focus=jpn,usa&asOf=2016-06-10", "/explore", "/sources")


@pytest.fixture
def client() -> TestClient:
    return TestClient(demo_app())


@pytest.mark.parametrize("path", PATHS)
def test_each_page_answers_under_a_strict_policy(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_reader_who_holds_the_page_is_told_so(client: TestClient) -> None:
    etag = client.get("/entity/jpn").headers["etag"]
    again = client.get("/entity/jpn", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/entity/jpn?asOf=2016-05-24", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/entity/atlantis", 404, "is not in this release"),
        ("/explore?focus=jpn,atlantis", 404, "is not in this release"),
        ("/explore?asOf=yesterday", 400, "write YYYY-MM-DD"),
        ("/explore?layer=magic", 400, "is not a layer; use one of security"),
        ("/entity/jpn?asOf=2016-02-30", 400, "write YYYY-MM-DD"),
        ("/assets/nothing.js", 404, "is not served here"),
    ],
)
def test_a_wrong_address_gets_a_page_that_helps(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.text
    assert "Try:" in answer.text
    assert "Asked:" in answer.text
    assert "content-security-policy" in answer.headers


def test_a_hostile_address_is_shown_as_text(client: TestClient) -> None:
    answer = client.get("/entity/%3Cimg%20src=x%20onerror=alert(1)%3E?asOf=2016-05-24&x=%3Cscript%3E")
    assert answer.status_code == 404
    assert "<img" not in answer.text
    assert "<script>" not in answer.text


def test_every_file_that_a_page_names_is_served_for_ever(client: TestClient) -> None:
    named = set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', client.get("/explore?focus=jpn").text))
    assert len(named) == 5 + len(SCRIPTS)
    for url in named:
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        again = client.get(url, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


def test_a_file_at_an_old_address_is_not_kept(client: TestClient) -> None:
    assert client.get("/assets/network.js?v=old").headers["cache-control"] == "no-cache"


def test_the_day_decides_whether_the_memorandum_is_there(client: TestClient) -> None:
    before = client.get("/explore?focus=jpn,usa&asOf=2016-05-24").text
    after = client.get("/explore?focus=jpn,usa&asOf=2016-06-10").text
    assert 'data-id="rdp"' not in before
    assert 'data-id="rdp"' in after
