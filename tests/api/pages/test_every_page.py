"""What holds on every page of the application: no foreign request, no complaint, no sideways scroll, no barrier."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.graph.views.browser import Watch, open_page

pytestmark = pytest.mark.slow

AXE = (Path(__file__).parents[2] / "assets" / "axe.min.js").read_text(encoding="utf-8")
DAY = "asOf=2016-05-24"
PAGES = {
    "home": "/",
    "explore": f"/explore?focus=jpn,usa&{DAY}&with=2015-01-01#thing=usa",
    "explore nothing": "/explore",
    "path": "/explore?path=firm-mhi,firm-lockheed&asOf=2026-01-01",
    "state": f"/entity/jpn?{DAY}",
    "agreement": "/entity/agr-jpn-us-guidelines-2015",
    "pair": f"/pair/jpn/usa?{DAY}",
    "gaps": f"/gaps?{DAY}&with=2013-01-01",
    "chokepoints": f"/chokepoints?{DAY}",
    "what-if": f"/whatif?change=conclude:rdp-mou:jpn,usa&{DAY}",
    "what-if, nothing yet": f"/whatif?{DAY}",
    "questions": "/questions",
    "question": f"/questions/pair-kinds?{DAY}",
    "sparql": "/sparql",
    "sources": "/sources",
    "releases": "/releases",
    "brief": f"/brief?{DAY}&with=2013-01-01",
    "snapshot": f"/snapshot?{DAY}",
    "not found": "/entity/atlantis",
    "in Japanese": f"/gaps?{DAY}&lang=ja",
}
DARK = ("home", "explore", "state", "gaps", "sparql")


@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in PAGES), *((name, "dark") for name in DARK)])
def test_a_page_keeps_to_its_host_and_policy_fits_a_telephone_and_has_no_barrier(
    browser: Browser, kaname: str, name: str, scheme: str
) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(kaname + PAGES[name])
    page.wait_for_load_state("networkidle")
    assert [url for url in watch.requests if not url.startswith((kaname, "blob:", "data:"))] == []
    assert [said for said in watch.complaints if "404 (Not Found)" not in said] == []
    assert watch.dialogs == []
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in grave] == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()
