"""Takes pictures of every page: light, dark, Japanese, and 360 pixels wide; `make screenshots` runs it.

All go to a folder that git ignores, and are to be looked at; the three of the README are also put into `docs`.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from api.settings import Settings
from ingest.build import build
from tests.api.pages.test_every_page import PAGES, address
from tests.api.serving import serving
from tests.graph.views.browser import ARGUMENTS

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / ".kaname" / "screenshots"
README: Final = {
    "explore": "/explore?focus=jpn,usa&asOf=2016-06-10&with=2016-05-24#relation=agr-jpn-us-rdpmou-2016",
    "gaps": "/gaps?asOf=2016-05-24&with=2013-01-01",
    "entity": "/entity/jpn?asOf=2016-05-24",
}
LOOKS: Final = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "telephone": {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
    "japanese": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
}


def main() -> None:
    """Take every picture."""
    path = shutil.which("chromium")
    if path is None:
        sys.exit("chromium is not on the PATH; install it to take pictures")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        build(Path(home))
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        with serving(create_app(Settings(home=Path(home), query_workers=1))) as host:
            for name, where in README.items():
                take(browser, host + where, "light", ROOT / "docs" / f"{name}.png")
            for name in PAGES:
                for look in LOOKS:
                    take(browser, host + address(name, look), look, FOLDER / f"{name.replace(' ', '-')}.{look}.png")
        browser.close()


def take(browser: Browser, where: str, look: str, path: Path) -> None:
    """Take one picture of what a reader sees first."""
    context = browser.new_context(**LOOKS[look])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(where)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=path)
    context.close()
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
