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
    "explore a large one": "/explore?focus=usa&open=usa*4&asOf=2026-01-01",
    "explore a day without relations": "/explore?focus=jpn,usa&asOf=1850-01-01",
    "state": f"/entity/jpn?{DAY}",
    "state on a day before all": "/entity/jpn?asOf=1850-01-01",
    "firm": "/entity/firm-mhi?asOf=2026-01-01",
    "agency": "/entity/jp-atla",
    "programme": "/entity/prog-f35jp",
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
    "differences": "/differences",
    "releases": "/releases",
    "brief": f"/brief?{DAY}&with=2013-01-01",
    "snapshot": f"/snapshot?{DAY}",
    "snapshot in groups": "/snapshot?asOf=2026-01-01&group=yes",
    "not found": "/entity/atlantis",
    "no such day": "/gaps?asOf=2016-13-44",
    "api": "/docs",
}
LOOKS = ("light", "dark", "japanese")
EVERYDAY = ("home", "explore", "state", "gaps", "sparql")
CASES = [(name, "light") for name in PAGES] + [
    pytest.param(name, look, marks=() if name in EVERYDAY else pytest.mark.slow) for look in LOOKS[1:] for name in PAGES
]


def address(name: str, look: str) -> str:
    """Return the address of a page in a look: the language is part of it."""
    where, _, mark = PAGES[name].partition("#")
    language = f"{'&' if '?' in where else '?'}lang=ja" if look == "japanese" else ""
    return f"{where}{language}{'#' + mark if mark else ''}"


SQUEEZED = """
[...document.querySelectorAll("tbody td")]
  .filter(cell => cell.innerText.trim() && cell.checkVisibility() && cell.getBoundingClientRect().width < 6)
  .map(cell => cell.outerHTML.slice(0, 120))
"""
"""The cells with words for which a page has left no room."""


@pytest.mark.parametrize(("name", "look"), CASES)
def test_a_page_keeps_to_its_host_and_policy_fits_a_telephone_and_has_no_barrier(
    browser: Browser, kaname: str, name: str, look: str
) -> None:
    watch = Watch()
    scheme = "dark" if look == "dark" else "light"
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(kaname + address(name, look))
    page.wait_for_load_state("networkidle")
    assert [url for url in watch.requests if not url.startswith((kaname, "blob:", "data:"))] == []
    assert [said for said in watch.complaints if "Failed to load resource" not in said] == []
    assert watch.dialogs == []
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in grave] == []
    page.set_viewport_size({"width": 360, "height": 740})
    # A drawing takes its new size in the next frame.
    page.wait_for_function("document.documentElement.scrollWidth <= 360")
    assert page.evaluate(SQUEEZED) == []
    page.context.close()
