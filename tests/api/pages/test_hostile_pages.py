"""Labels, titles and texts that try to be script, in a release of their own, on every page that shows them."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from rdflib import RDFS, Graph

from api.app import create_app
from api.settings import Settings
from ingest.build import build
from tests.api.serving import serving
from tests.graph.views.browser import Watch, open_page
from tests.ingest import tiny

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow

LABELS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "';alert(1)//",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    "\u202egnp.exe",
    "<!--",
    "]]>",
    "\u2028alert(1)\u2029",
    "<b href>x</b><img src=x onerror=alert(1)>",
    "a\\u0000b",
    "&lt;script&gt;",
)
PLAIN = {
    "states.csv": ("Japan", "United States"),
    "agreements.csv": ("Treaty of Mutual Cooperation", "Procurement Memorandum"),
    "provisions.csv": ("Armed attack",),
    "firms.csv": ("Firm A", "Firm B"),
    "programs.csv": ("Missile",),
    "impediments.csv": ("Controls",),
    "dependencies.csv": ("Gallium",),
    "capabilities.csv": ("Air operations",),
    "scenarios.csv": ("Blockade",),
    "sources.csv": ("A treaty series",),
    "acts.csv": ("Exercise",),
}
SCENE = "states=jpn,usa&scenario=blockade&asOf=2020-01-01"
PATHS = (
    "/?asOf=2020-01-01",
    "/explore?focus=jpn,usa&asOf=2020-01-01&with=2000-01-01#thing=jpn",
    "/explore?focus=firm-a,firm-b&asOf=2020-01-01#relation=tie-one",
    "/entity/jpn?asOf=2020-01-01",
    "/entity/agr-mdt",
    "/entity/src-one",
    "/pair/jpn/usa?asOf=2020-01-01",
    f"/gaps?{SCENE}",
    f"/chokepoints?{SCENE}&layer=security",
    f"/whatif?{SCENE}&change=conclude:gsomia:jpn,usa",
    f"/brief?{SCENE}",
    "/questions/pair-kinds?asOf=2020-01-01",
    "/sources",
    "/snapshot?asOf=2020-01-01",
    "/api/v1/view?focus=jpn,usa&asOf=2020-01-01",
    f"/gaps?{SCENE}&lang=ja",
)


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over a release in which every name is a hostile label."""
    root = tmp_path_factory.mktemp("hostile")
    (source,) = tiny.write_tiny(root / "sources")
    place = 0
    for table, names in PLAIN.items():
        path = source.folder / table
        content = path.read_text(encoding="utf-8")
        for name in names:
            label = LABELS[place % len(LABELS)]
            assert content.count(name) == 1, name
            content = content.replace(name, '"' + label.replace('"', '""') + '"')
            place += 1
        path.write_text(content, encoding="utf-8")
    assert place >= len(LABELS)
    build(root / "home", sources=[source])
    with serving(create_app(Settings(home=root / "home", query_workers=1))) as address:
        yield address


@pytest.mark.parametrize("path", PATHS)
def test_no_label_runs_and_no_page_asks_elsewhere(browser: Browser, hostile: str, path: str) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    page.add_init_script("window.alert = () => { window.ran = true; };")
    answer = page.goto(hostile + path)
    assert answer is not None
    assert answer.status == 200
    page.wait_for_load_state("networkidle")
    for node in page.locator("#kn-table tbody td:visible, .legend summary:visible").all()[:4]:
        node.click()
    assert page.evaluate("window.ran") is None
    assert watch.dialogs == []
    assert [said for said in watch.complaints if "Permissions" not in said] == []
    assert [url for url in watch.requests if not url.startswith((hostile, "data:", "blob:"))] == []
    assert page.locator("img[onerror], svg[onload], a[href^='javascript']").count() == 0
    page.context.close()


def test_a_search_that_finds_hostile_names_shows_them_as_text(browser: Browser, hostile: str, tmp_path: Path) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    page.goto(hostile)
    page.fill(".search input[type=search]", "alert")
    page.wait_for_selector(".found a")
    assert "<img src=x onerror=alert(1)>" in page.locator(".found").inner_text()
    assert watch.complaints == []
    page.context.close()


def test_the_rows_of_a_query_show_hostile_names_as_text(browser: Browser, hostile: str) -> None:
    watch = Watch()
    page = open_page(browser, watch, viewport={"width": 1280, "height": 900})
    query = "SELECT ?l WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l . FILTER(CONTAINS(?l, 'alert')) }"
    page.goto(f"{hostile}/sparql?edit={quote(query)}")
    page.click("#run")
    page.wait_for_selector("#result tbody td")
    assert "<img src=x onerror=alert(1)>" in page.locator("#result").inner_text()
    assert watch.dialogs == []
    assert watch.complaints == []
    assert [url for url in watch.requests if not url.startswith(hostile)] == []
    page.context.close()


def test_the_labels_are_those_of_the_shared_hostile_file() -> None:
    path = Path(os.environ.get("KANAME_SHARED", ROOT.parent / "shared")) / "hostile" / "files" / "xss-labels.ttl"
    if not path.is_file():
        assert os.environ.get("CI") != "true", f"{path} is missing"
        pytest.skip(f"{path} is missing; set KANAME_SHARED to the folder of the shared files")
    stored = {str(label) for label in Graph().parse(path).objects(None, RDFS.label)}
    assert stored - {"a\x00b"} <= set(LABELS)
