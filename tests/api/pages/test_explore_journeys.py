"""Journeys through the explore page of the whole application, with every host but its own out of reach."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.graph.views.browser import Watch, open_page, picture_of, spot_of_node

pytestmark = pytest.mark.slow

MEMORANDUM = "agr-jpn-us-rdpmou-2016"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, kaname: str, watch: Watch) -> Page:
    opened = open_page(browser, watch, viewport={"width": 1280, "height": 900}, base_url=kaname)
    opened.context.route(lambda url: not url.startswith((kaname, "blob:")), lambda route: route.abort())
    return opened


def open_explore(page: Page, query: str) -> None:
    page.goto(f"/explore?{query}")
    page.wait_for_selector("html[data-drawn]")


def press(page: Page, *keys: str) -> None:
    page.focus("#kn-canvas")
    for key in keys:
        page.keyboard.press(key)


def settled(page: Page, address: Callable[[str], bool] | str) -> None:
    page.wait_for_url(address)
    # What is drawn tells the address that it was drawn for: the address of the window is there first.
    drawn = "() => !document.documentElement.hasAttribute('aria-busy') && window.kaname.shown() === location.search"
    page.wait_for_function(drawn)
    page.wait_for_selector("html[data-drawn]")


def test_a_firm_is_found_and_its_ties_are_seen_on_a_day(page: Page, watch: Watch, kaname: str) -> None:
    page.goto("/?asOf=2016-06-10")
    page.fill(".search input[type=search]", "三菱重工")
    page.locator(".found a", has_text="Mitsubishi Heavy Industries").first.click()
    expect(page.locator("h1")).to_contain_text("Mitsubishi Heavy Industries")
    page.get_by_role("link", name="Explore its network").click()
    page.wait_for_selector("html[data-drawn]")
    assert "asOf=2016-06-10" in page.url
    assert page.locator("#kn-table tbody tr").count() > 3
    assert watch.complaints == []
    assert [url for url in watch.requests if not url.startswith(kaname)] == []


def test_the_memorandum_appears_its_source_opens_and_the_link_shows_the_same_picture(
    page: Page, browser: Browser, watch: Watch, kaname: str
) -> None:
    open_explore(page, "focus=jpn,usa&asOf=2016-05-24")
    assert page.locator(f"tr[data-id={MEMORANDUM}]").count() == 0
    page.focus(".rail input")
    page.keyboard.press("ArrowRight")
    settled(page, "**asOf=2016-06-*")
    page.locator(f"tr[data-id={MEMORANDUM}]").click()
    source = page.locator("#kn-panel .proofs a").first
    assert (source.get_attribute("href") or "").startswith("http")
    page.uncheck('.legend input[value="framework"]')
    shared = page.url
    mine = picture_of(page)
    other = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    other.goto(shared)
    assert picture_of(other) == mine
    assert mine["hidden"]
    page.locator("#kn-panel").get_by_text("This statement").click()
    expect(page.locator("h1")).to_be_visible()
    assert watch.complaints == []


def test_a_picture_is_saved_as_png_svg_and_gexf(page: Page, tmp_path: Path) -> None:
    open_explore(page, "focus=jpn,usa&asOf=2016-06-10&with=2016-05-24#off=layer.framework")
    starts = {"png": b"\x89PNG", "svg": b"<svg", "gexf": b"<?xml"}
    for kind, start in starts.items():
        with page.expect_download() as download:
            page.click(f"[data-save={kind}]")
        path = tmp_path / kind
        download.value.save_as(path)
        assert path.read_bytes().startswith(start)
        assert download.value.suggested_filename.endswith(f".{kind}")
    told = (tmp_path / "svg").read_text(encoding="utf-8")
    assert "As of 2016-06-10, compared with 2016-05-24" in told
    assert "Framework" not in told
    assert (tmp_path / "png").stat().st_size > 20_000


def test_a_thing_is_opened_closed_hidden_and_each_step_undone_by_keyboard(page: Page) -> None:
    open_explore(page, "focus=jpn,usa&asOf=2016-06-10#thing=usa")
    before = picture_of(page)
    press(page, "e")
    settled(page, "**open=usa*")
    more = picture_of(page)
    assert more["places"].keys() > before["places"].keys()
    assert before["places"] == {name: more["places"][name] for name in before["places"]}
    press(page, "c")
    settled(page, lambda url: "open=" not in url)
    assert picture_of(page)["places"] == before["places"]
    press(page, "u")
    settled(page, "**open=usa*")
    press(page, "u")
    settled(page, lambda url: "open=" not in url)
    press(page, "]", "]", "]", "x")
    settled(page, "**hide=*")
    fewer = picture_of(page)["places"]
    assert len(fewer) < len(before["places"])
    assert fewer == {name: before["places"][name] for name in fewer}
    press(page, "u")
    settled(page, lambda url: "hide=" not in url)
    assert picture_of(page)["places"] == before["places"]


def test_a_thing_that_was_dragged_is_pinned_and_the_link_keeps_it(page: Page) -> None:
    open_explore(page, "focus=jpn,usa&asOf=2016-06-10")
    x, y = spot_of_node(page, "jpn")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 90, steps=6)
    page.mouse.up()
    settled(page, "**pin=jpn:*")
    pinned = picture_of(page)["places"]
    press(page, "[", "]")
    page.reload()
    assert picture_of(page)["places"] == pinned


def test_a_path_between_two_things_is_asked_for_from_the_panel(page: Page) -> None:
    open_explore(page, "focus=firm-mhi&asOf=2026-01-01#thing=firm-mhi")
    page.get_by_role("button", name="Path from here").click()
    page.locator("#kn-canvas").focus()
    page.evaluate(
        "window.kaname.link.look({ thing: 'prog-f35jp' }); window.dispatchEvent(new PopStateEvent('popstate'))"
    )
    page.get_by_role("link", name="Paths to here").click()
    page.wait_for_url("**path=firm-mhi,prog-f35jp*")
    page.wait_for_selector("html[data-drawn]")
    expect(page.locator(".lead")).to_contain_text("each of which holds on that day")
    assert page.locator("#kn-table tbody tr").count() >= 1


def test_all_of_the_page_is_reached_by_the_keyboard_alone(page: Page) -> None:
    open_explore(page, "focus=jpn,usa&asOf=2016-06-10")
    page.evaluate("document.activeElement.blur()")
    met: set[str] = set()
    here = """() => {
        const at = document.activeElement;
        return at.id || at.className || (at.closest(".rail") ? "slider" : at.closest(".legend") ? "legend"
            : at.closest("tr[data-id]") ? "row" : at.closest(".saves") ? "save" : at.tagName);
    }"""
    for _ in range(120):
        page.keyboard.press("Tab")
        met.add(page.evaluate(here))
    assert {"skip", "as-of", "with", "slider", "kn-canvas", "legend", "kn-filter", "kn-copy", "row"} <= met
