"""A label that is markup goes from a curated row through the build to every page, and does nothing there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.app import create_app
from api.settings import Settings
from ingest.build import build
from tests.api.serving import serving
from tests.graph.views.browser import Watch, chromium, open_page, spot_of_edge
from tests.ingest.tiny import replace, write_tiny

LABEL = "<img src=x onerror=alert(1)>"
PATHS = (
    "/",
    "/explore?focus=jpn,usa&asOf=2017-01-01",
    "/entity/agr-rdp?asOf=2017-01-01",
    "/entity/jpn?asOf=2017-01-01",
    "/sources",
    "/api/v1/view?focus=jpn,usa&asOf=2017-01-01",
)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    (source,) = write_tiny(folder / "source")
    replace(source, "agreements.csv", "Procurement Memorandum", LABEL)
    replace(source, "states.csv", "日本", f"日本{LABEL}")
    replace(source, "sources.csv", "A treaty series", LABEL)
    build(folder / "home", sources=[source])
    with serving(create_app(Settings(home=folder / "home", query_workers=1))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize("path", PATHS)
def test_it_is_shown_as_text_and_asks_no_other_host(browser: Browser, host: str, path: str) -> None:
    watch = Watch()
    page = open_page(browser, watch)
    page.goto(host + path)
    page.wait_for_load_state("networkidle")
    assert page.locator("[onerror], img[src='x']").count() == 0
    assert watch.dialogs == []
    assert watch.complaints == []
    assert [url for url in watch.requests if not url.startswith((host, "data:"))] == []


def test_it_does_nothing_in_the_picture_and_in_the_panel_that_an_edge_opens(browser: Browser, host: str) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2017-01-01")
    page.wait_for_selector("html[data-drawn]")
    page.mouse.click(*spot_of_edge(page, "agr-rdp"))
    panel = page.locator("#kn-panel")
    expect(panel).to_contain_text(LABEL)
    expect(panel).to_contain_text("2016-06-04")
    assert page.locator("[onerror], img[src='x']").count() == 0
    assert watch.dialogs == []
    assert watch.complaints == []
