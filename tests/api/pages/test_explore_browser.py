import pytest
from playwright.sync_api import Browser, expect

from tests.graph.views.browser import Watch, open_page, spot_of_edge

pytestmark = pytest.mark.slow

PATHS = ("/", "/explore", "/explore?focus=jpn,usa&asOf=2016-06-10", "/entity/jpn?asOf=2016-05-24", "/sources")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_asks_another_host_or_breaks_the_policy_or_overflows(
    browser: Browser, host: str, path: str, width: int
) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": width, "height": 740})
    page.goto(host + path)
    page.wait_for_load_state("networkidle")
    assert [url for url in watch.requests if not url.startswith(host)] == []
    assert watch.complaints == []
    assert watch.dialogs == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_choosing_a_line_shows_its_dates_and_its_source(browser: Browser, host: str) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-06-10")
    page.wait_for_selector("html[data-drawn]")
    page.mouse.click(*spot_of_edge(page, "rdp"))
    panel = page.locator("#kn-panel")
    expect(panel).to_contain_text("2016-06-04")
    expect(panel).to_contain_text("DFARS 225.872-1 General")
    source = panel.locator(".proofs a")
    assert source.get_attribute("rel") == "noopener nofollow noreferrer"
    assert panel.get_by_text("About the agreement").get_attribute("href") == "/entity/agr-rdp?asOf=2016-06-10"
    assert page.locator("tr[data-id=rdp]").get_attribute("aria-current") == "true"
    assert watch.complaints == []


def test_what_is_chosen_is_in_the_link(browser: Browser, host: str) -> None:
    page = open_page(browser, Watch(), viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-06-10#relation=gsomia")
    expect(page.locator("#kn-panel h2")).to_have_text("General Security of Military Information Agreement")


def test_the_slider_steps_to_the_day_on_which_the_memorandum_appears(browser: Browser, host: str) -> None:
    page = open_page(browser, Watch(), viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-05-24")
    assert page.locator("tr[data-id=rdp]").count() == 0
    page.focus(".rail input")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**asOf=2016-06-04*")
    assert page.locator("tr[data-id=rdp]").count() == 1


def test_the_day_field_and_the_key_for_today_change_the_day(browser: Browser, host: str) -> None:
    page = open_page(browser, Watch(), viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-05-24")
    page.fill("#as-of", "2017-05-01")
    page.wait_for_url("**focus=jpn%2Cusa&asOf=2017-05-01")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("t")
    page.wait_for_url("**asOf=2026-11-24")


def test_search_offers_names_and_adds_one_to_the_picture(browser: Browser, host: str) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-06-10")
    page.fill(".search input[type=search]", "austr")
    page.locator(".found a", has_text="Australia").click()
    page.wait_for_url("**focus=jpn,usa,aus&asOf=2016-06-10")
    expect(page.locator(".chips li")).to_have_count(3)
    page.fill(".search input[type=search]", "<img src=x onerror=alert(1)>")
    expect(page.locator(".said")).to_contain_text("Nothing is called “<img src=x onerror=alert(1)>”")
    assert watch.dialogs == []
    assert watch.complaints == []


def test_the_table_is_there_without_scripts(browser: Browser, host: str) -> None:
    page = open_page(browser, Watch(), java_script_enabled=False)
    page.goto(f"{host}/explore?focus=jpn,usa&asOf=2016-06-10")
    assert page.locator("#kn-table tbody tr").count() > 10
    assert page.locator("#kn-table tr[data-id=rdp] a").first.get_attribute("href") == "/entity/agr-rdp?asOf=2016-06-10"
    assert "The drawing needs JavaScript" in page.content()
