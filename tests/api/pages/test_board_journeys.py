"""Journeys through the boards of the whole application, with every host but its own out of reach."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.graph.views.browser import Watch, open_page

pytestmark = pytest.mark.slow

PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def page(browser: Browser, kaname: str) -> Page:
    opened = open_page(browser, Watch(), viewport={"width": 1280, "height": 900}, base_url=kaname)
    opened.context.route(lambda url: not url.startswith((kaname, "blob:")), lambda route: route.abort())
    return opened


def test_coverage_is_compared_at_two_days_and_the_link_keeps_both(page: Page) -> None:
    page.goto("/gaps?asOf=2016-05-24")
    assert page.locator(".level.differs").count() == 0
    page.fill("input[name=with]", "2010-01-01")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**with=2010-01-01*")
    expect(page.locator(".lead")).to_contain_text("on 1 January 2010 it met")
    assert page.locator(".level.differs").count() > 3
    page.reload()
    assert page.locator(".level.differs").count() > 3


def test_the_slider_of_the_board_moves_to_the_next_assessment(page: Page) -> None:
    page.goto("/gaps?asOf=2016-05-24")
    page.focus(".rail input")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: "asOf=2016-05-24" not in url)
    assert page.locator(".heat tbody tr").count() > 10


def test_a_what_if_is_composed_compared_shared_and_taken_back(page: Page) -> None:
    page.goto("/whatif?states=usa,jpn&asOf=2016-05-24")
    page.select_option("select[name=kind]", "rdp-mou")
    page.fill("input[name=who]", "jpn,usa")
    page.get_by_role("button", name="Add this change").click()
    page.wait_for_url("**change=conclude:rdp-mou:jpn,usa*")
    expect(page.locator(".lead")).to_contain_text("findings would be gone")
    expect(page.locator("table.stack").first).to_contain_text("reciprocal defence procurement memorandum")
    shared = page.url
    page.get_by_label("Take back").click()
    page.wait_for_url(lambda url: "change=" not in url)
    page.goto(shared)
    expect(page.locator(".chips li")).to_have_count(1)


def test_a_question_is_run_with_another_parameter_and_shows_its_sparql(page: Page) -> None:
    page.goto("/questions?asOf=2016-05-24")
    page.locator("a[href*='/questions/members']").click()
    before = page.locator("table.stack tbody tr").count()
    assert before > 0
    page.locator("summary", has_text="The query as it ran").click()
    expect(page.locator("pre.query")).to_contain_text('"2016-05-24"^^')
    page.goto("/questions/members?asOf=1950-01-01")
    assert page.locator("table.stack tbody tr").count() != before


def write_query(page: Page, text: str) -> None:
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def test_sparql_is_written_run_shared_and_downloaded_as_csv(page: Page, tmp_path: Path) -> None:
    page.goto("/sparql?asOf=2016-05-24")
    prefixes = "PREFIX kn: <https://w3id.org/kaname/def/>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    states = "SELECT ?state ?label WHERE { ?state a kn:State ; rdfs:label ?label } ORDER BY ?state LIMIT 5"
    write_query(page, prefixes + states)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result tbody tr")).to_have_count(5)
    expect(page.locator("#said")).to_contain_text("5 rows in")
    page.reload()
    expect(page.locator(".CodeMirror")).to_contain_text("LIMIT 5")
    page.select_option("select[name=format]", "csv")
    with page.expect_download() as download:
        page.click("#download")
    path = tmp_path / "rows.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 6
    write_query(page, "SELECT nonsense")
    page.click("#run")
    expect(page.locator(".fault")).to_be_visible()


def test_the_editor_offers_our_own_names_marks_a_mistake_and_lets_the_keyboard_go(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/sparql")
    write_query(page, "SELECT ?a WHERE { ?a a kn:Agreem")
    page.keyboard.press("Control+ ")
    expect(page.locator("li.CodeMirror-hint").first).to_contain_text("kn:Agreement")
    page.keyboard.press("Enter")
    expect(page.locator(".CodeMirror")).to_contain_text("PREFIX kn: <https://w3id.org/kaname/def/>")
    page.keyboard.insert_text(" } nonsense")
    expect(page.locator(".parseErrorIcon").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "asOf"
    assert page.evaluate("localStorage.length") == 0
    assert complaints == []


def test_a_brief_prints_on_two_pages_and_names_the_link_that_makes_it_again(page: Page) -> None:
    page.goto("/gaps?asOf=2016-05-24&with=2013-01-01")
    page.get_by_role("link", name="Brief of this").click()
    expect(page.locator("[data-here]").first).to_contain_text("scenario=taiwan-high-intensity&with=2013-01-01")
    assert len(PAGE_OF_A_PDF.findall(page.pdf(format="A4", prefer_css_page_size=True))) == 2
    text = page.request.get(page.get_by_role("link", name="Markdown").get_attribute("href") or "").text()
    assert text.startswith("# Brief: United States")
    assert "| Air-to-air refuelling |" in text


def test_the_language_is_switched_and_goes_along(page: Page) -> None:
    page.goto("/pair/jpn/usa?asOf=2016-05-24")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("h1")).to_have_text("日本、米国")
    expect(page.locator(".lead")).to_contain_text("2016年5月24日")
    page.locator("nav a[href^='/sources']").click()
    expect(page.locator("h1")).to_have_text("出典")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("h1")).to_have_text("Sources")


def test_a_group_of_a_snapshot_is_opened_from_its_row(page: Page) -> None:
    page.goto("/snapshot?asOf=2026-01-01&group=yes")
    page.wait_for_selector("html[data-drawn]", state="attached")
    before = page.evaluate("window.kaname.wholeGraph.order")
    page.locator("table.stack a[href*='open=']").first.click()
    page.wait_for_selector("html[data-drawn]", state="attached")
    assert page.evaluate("window.kaname.wholeGraph.order") > before


def test_a_long_table_shows_its_first_rows_is_filtered_sorted_and_copied(page: Page) -> None:
    page.goto("/sources")
    table = page.locator("section", has_text="Cited documents").locator("table").last
    shown = table.locator("tbody tr:visible")
    assert shown.count() == 100
    tools = page.locator(".twin-tools").last
    tools.locator("input").fill("Federal Register")
    found = shown.count()
    assert 0 < found < 100
    table.get_by_role("button", name="Issued").click()
    issued = table.locator("tbody tr:visible td.date").all_inner_texts()
    assert issued == sorted(issued)
    tools.get_by_role("button", name="Copy as CSV").click()
    expect(tools.locator("[role=status]")).to_have_text(f"{found} rows copied")
    tools.locator("input").fill("")
    page.locator("button.more").last.click()
    assert shown.count() > 1000


def test_the_day_of_an_entity_is_moved_to_its_next_event_by_the_slider(page: Page) -> None:
    page.goto("/entity/firm-mhi?asOf=2015-01-01")
    before = page.locator("#relations .count").inner_text()
    for _ in range(3):
        page.focus(".rail input")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => !document.documentElement.hasAttribute('aria-busy')")
    expect(page.locator("#relations .count")).not_to_have_text(before)
