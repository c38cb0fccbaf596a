"""The pages of the real application, as a browser sees them: nothing comes from another host."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from api.app import create_app
from api.pages.respond import POLICY
from api.pages.static import VENDORED, vendored
from api.settings import Settings
from graph.release import Release
from tests.api.serving import serving
from tests.graph.views.browser import Watch, chromium, open_page


@pytest.fixture(scope="module")
def host(home: Path, release: Release) -> Iterator[str]:
    with serving(create_app(Settings(home=home, query_workers=1))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_the_description_of_the_api_is_drawn_from_here_alone(browser: Browser, host: str) -> None:
    watch = Watch()
    page = open_page(browser, watch)
    page.goto(f"{host}/docs")
    expect(page.locator("#api .opblock").first).to_be_visible()
    page.get_by_text("/api/v1/gaps/agreement").click()
    expect(page.locator("#api .opblock.is-open")).to_contain_text("Return the pairs that stand in a rule's premise")
    page.wait_for_load_state("networkidle")
    assert f"{host}/openapi.json" in watch.requests
    assert [url for url in watch.requests if not url.startswith((host, "data:"))] == []
    assert watch.complaints == []


def test_a_look_up_can_be_tried_out_on_the_page(browser: Browser, host: str) -> None:
    watch = Watch()
    page = open_page(browser, watch)
    page.goto(f"{host}/docs")
    page.locator("#api .opblock", has_text="/healthz").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator("#api .responses-wrapper .live-responses-table")).to_contain_text('"status": "ok"')
    assert [url for url in watch.requests if not url.startswith((host, "data:"))] == []
    assert watch.complaints == []


def test_the_network_of_a_pair_is_drawn_from_here_alone_and_opens_dates_and_source(browser: Browser, host: str) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-06-10")
    page.wait_for_selector("html[data-drawn]")
    # By its row: where lines cross in the picture moves with the facts.
    page.locator("tr", has_text="Reciprocal Defense Procurement").first.click()
    panel = page.locator("#kn-panel")
    expect(panel).to_contain_text("2016-06-04")
    expect(panel.locator(".proofs a").first).to_have_attribute("href", re.compile("^https?://"))
    page.wait_for_load_state("networkidle")
    assert [url for url in watch.requests if not url.startswith((host, "data:"))] == []
    assert watch.complaints == []


def test_the_description_stands_under_the_policy_of_all_pages(client: TestClient) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "http://" not in answer.text
    assert "https://" not in answer.text


@pytest.mark.parametrize("path", ["/redoc", "/docs/oauth2-redirect"])
def test_the_frameworks_own_pages_are_off(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_route_is_described_once_with_a_sentence(app: FastAPI, client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    operations = [operation for path in paths.values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations if "operationId" in operation]
    assert len(names) == len(set(names))
    assert [operation for operation in operations if not operation.get("description", operation.get("summary"))] == []


def test_every_vendored_file_is_named_in_the_manifest_with_its_licence() -> None:
    named = {"manifest.toml"}
    for card in vendored():
        assert card.version in card.origin
        named |= {card.asset.name, *(file.name for file in card.licence_files)}
    assert {path.name for path in VENDORED.iterdir()} == named
