from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.views.model import NetworkView
from graph.views.standalone import standalone_page
from tests.graph.views import demo
from tests.graph.views.browser import Watch, chromium, open_page, spot_of_edge
from tests.graph.views.test_standalone import NASTY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def open_file(browser: Browser, view: NetworkView, folder: Path) -> tuple[Page, Watch]:
    path = folder / "view.html"
    path.write_text(standalone_page(view), encoding="utf-8")
    watch = Watch()
    page = open_page(browser, watch, offline=True, viewport={"width": 1200, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn]")
    return page, watch


def test_a_file_opens_from_disk_with_the_network_off(browser: Browser, tmp_path: Path) -> None:
    page, watch = open_file(browser, demo.pair(), tmp_path)
    page.mouse.click(*spot_of_edge(page, "rdp"))
    panel = page.locator("#kn-panel")
    assert "2016-06-04" in panel.inner_text()
    assert panel.locator("a").get_attribute("href") == demo.DFARS.url
    assert [url for url in watch.requests if not url.startswith("file:")] == []
    assert watch.complaints == []


def test_two_parallel_agreements_are_two_lines_that_can_each_be_chosen(browser: Browser, tmp_path: Path) -> None:
    page, _ = open_file(browser, demo.pair(), tmp_path)
    told = []
    for name in ("treaty", "gsomia"):
        page.mouse.click(*spot_of_edge(page, name))
        told.append(page.locator("#kn-panel h2").inner_text())
    assert told == ["Treaty of Mutual Cooperation and Security", "General Security of Military Information Agreement"]


def test_the_legend_hides_a_layer_in_the_drawing_and_in_the_table(browser: Browser, tmp_path: Path) -> None:
    page, _ = open_file(browser, demo.pair(), tmp_path)
    page.uncheck('.legend input[value="security"]')
    assert page.locator("#kn-shown").inner_text() == "12 of 19"
    assert page.locator("#kn-table tr[data-id=treaty]").is_hidden()
    assert page.evaluate("window.kaname.network.body.edges['e:treaty'].options.hidden") is True
    page.check('.legend input[value="security"]')
    assert page.locator("#kn-shown").inner_text() == "19"


def test_the_table_sorts_filters_and_chooses_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    page, _ = open_file(browser, demo.pair(), tmp_path)
    page.click("#kn-table thead button:text('Since')")
    page.click("#kn-table thead button:text('Since')")
    page.fill("#kn-filter", "mutual defense")
    rows = page.locator("#kn-table tbody tr:visible")
    assert rows.count() == 2
    assert "1954-11-17" in rows.first.inner_text()
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "1952-08-27" in page.locator("#kn-panel").inner_text()
    assert page.evaluate("location.hash") == "#relation=phl-treaty"


def test_the_drawing_steps_through_relations_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    page, _ = open_file(browser, demo.pair(), tmp_path)
    page.focus("#kn-canvas")
    page.keyboard.press("n")
    assert page.locator("#kn-panel h2").inner_text() == "Treaty of Mutual Cooperation and Security"
    page.keyboard.press("p")
    assert page.locator("#kn-panel h2").inner_text() == "Host"
    page.keyboard.press("Escape")
    assert page.locator("#kn-panel").is_hidden()


def test_rows_are_copied_as_csv_without_formulas(browser: Browser, tmp_path: Path) -> None:
    page, _ = open_file(browser, demo.hostile('=1+"2",3'), tmp_path)
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (t) => { window.copied = t; }}})"
    )
    page.click("#kn-copy")
    page.wait_for_function("window.copied")
    head, row = page.evaluate("window.copied").strip().split("\n")
    assert head.startswith("Agreement or relation,Kind,Layer")
    assert row.startswith('"\'=1+""2"",3",')


@pytest.mark.parametrize("text", [text for text in NASTY if text and text != "\ud800"])
def test_a_hostile_label_does_nothing_wherever_it_is_shown(browser: Browser, tmp_path: Path, text: str) -> None:
    page, watch = open_file(browser, demo.hostile(text), tmp_path)
    page.locator("#kn-table tbody td").first.click()
    page.wait_for_selector("#kn-panel:visible")
    page.locator("#kn-panel .close").click()
    page.focus("#kn-canvas")
    box = page.locator("#kn-canvas").bounding_box()
    assert box is not None
    for node in ("a", "b"):
        spot = page.evaluate(
            """(prefix) => {
                const network = window.kaname.network;
                const key = Object.keys(network.body.nodes).find((name) => name.startsWith(`n:${prefix}`));
                return network.canvasToDOM(network.getPositions()[key]);
            }""",
            node,
        )
        page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
        page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        page.wait_for_selector("#kn-panel:visible")
    page.wait_for_timeout(250)  # the tooltip comes after 150 ms
    assert watch.dialogs == []
    assert watch.complaints == []
    assert page.locator("#kn-panel img, #kn-panel script, .vis-tooltip *, main img, main svg[onload]").count() == 0
