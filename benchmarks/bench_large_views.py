"""Large pictures in headless Chromium: our WebGL page beside a page that plain pyvis writes for the same network.

Ours counts from opening the page to the first frame in which it can be used, the server's layout included. Plain pyvis
moves its things until they settle; it is given a minute, and the time until then, or until the first frame, is told.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from fastapi import FastAPI
from playwright.sync_api import Browser, Error, Page, sync_playwright
from pyvis.network import Network

from api.pages import routes, whole
from api.pages.drawings import WholeAsk, WholePage
from graph.views.assets import VENDORED
from graph.views.whole import Point, Whole
from tests.api.pages.demo import DemoPages
from tests.api.serving import serving
from tests.graph.views.browser import ARGUMENTS

SIZES: Final = (1_000, 5_000, 20_000)
PEER_SIZES: Final = (1_000, 5_000)
ROUNDS: Final = 4
PATIENCE: Final = 60.0  # seconds


@dataclass(frozen=True)
class Opened:
    """How long a page took to be usable [s]; `settled` is false where patience ended first."""

    what: str
    seconds: float
    settled: bool = True

    def __str__(self) -> str:
        return f"{self.what}: {'' if self.settled else 'more than '}{self.seconds:.2f} s"


def network(count: int) -> Whole:
    """Return a network of `count` things with twice as many ties, a few things with very many, as alliances have."""
    random = np.random.default_rng(1)
    starts = random.integers(0, count, 2 * count)
    ends = (random.pareto(1.2, 2 * count) * 3).astype(np.int64) % count
    lines = tuple((int(a), int(b), "industry", 1) for a, b in zip(starts, ends, strict=True) if a != b)
    return Whole(tuple(Point(f"n{place}", f"Thing {place}", "firm", "usa") for place in range(count)), lines)


class LargePages(DemoPages):
    """Pages that draw one made-up network."""

    def __init__(self, shown: Whole) -> None:
        super().__init__()
        self.shown = shown

    def whole_page(self, ask: WholeAsk) -> WholePage:
        """Return the page around the network."""
        return WholePage(ask, (), 0, grouped=False, busiest=())

    def whole(self, ask: WholeAsk) -> Whole:  # noqa: ARG002 - the same network on every day
        """Return the network."""
        return self.shown


def app(shown: Whole) -> FastAPI:
    made = FastAPI()
    made.state.pages = LargePages(shown)
    made.include_router(routes.router)
    made.include_router(whole.router)
    return made


def run() -> Iterator[str]:
    """Open both pages at each size."""
    path = shutil.which("chromium")
    if path is None:
        yield "chromium is not on the PATH; nothing was measured"
        return
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        browser.new_page().close()
        ours = {size: min((_ours(browser, size) for _ in range(ROUNDS)), key=lambda one: one.seconds) for size in SIZES}
        yield f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the best of {ROUNDS} openings"
        yield from (str(one) for one in ours.values())
        for size in PEER_SIZES:
            peer = _peer(browser, size, Path(folder))
            yield f"{peer} ({peer.seconds / ours[size].seconds:.0f} times ours{'' if peer.settled else ' or more'})"
        browser.close()


def _ours(browser: Browser, size: int) -> Opened:
    with serving(app(network(size))) as host:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        started = time.perf_counter()
        page.goto(f"{host}/snapshot?asOf=2026-01-01", wait_until="commit")
        page.wait_for_selector("html[data-drawn]", state="attached")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        taken = time.perf_counter() - started
        page.close()
    return Opened(f"kaname snapshot of {size:,} things", taken)


def _peer(browser: Browser, size: int, folder: Path) -> Opened:
    shown, drawn = network(size), Network(directed=True, cdn_resources="remote")
    for point in shown.points:
        drawn.add_node(point.id, label=point.label)
    for a, b, _, _ in shown.lines:
        drawn.add_edge(f"n{a}", f"n{b}")
    # The hash that the page asks for is that of the library's older version.
    html = re.sub(r' integrity="[^"]*"', "", drawn.generate_html())
    path = folder / f"pyvis-{size}.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    # The peer's page loads its library from a network; here it gets ours, at once.
    library = (VENDORED / "vis-network.min.js").read_text(encoding="utf-8")
    page.route("http*://**/*vis-network*.js", lambda route: route.fulfill(body=library, content_type="text/javascript"))
    page.route("http*://**/*", lambda route: route.fallback() if "vis-network" in route.request.url else route.abort())
    started = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    settled = _settles(page, started)
    taken = time.perf_counter() - started
    if not page.evaluate("Boolean(window.hooked)"):
        raise RuntimeError("the page of plain pyvis drew nothing; see which file it asks for")
    page.close()
    return Opened(f"plain pyvis of {size:,} things", taken, settled)


def _settles(page: Page, started: float) -> bool:
    hook = """() => {
        if (!window.network || !window.network.on) return false;
        if (!window.hooked) {
            window.hooked = true;
            window.network.once("stabilizationIterationsDone", () => { window.settled = true; });
        }
        return window.settled;
    }"""
    try:
        page.wait_for_function(hook, timeout=1000 * (PATIENCE - (time.perf_counter() - started)), polling=100)
    except Error:
        return False
    return True
