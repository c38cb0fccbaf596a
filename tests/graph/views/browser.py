"""A headless Chromium for tests, with everything that a page must not do written down as it happens."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Watch:
    """What a page did: requests it made, complaints on its console, dialogs it opened."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        def refuse(dialog: Any) -> None:
            self.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", refuse)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the browser; where there is none, skip, but fail on the build machine."""
    path = shutil.which("chromium")
    if path is None:
        reason = "chromium is not on the PATH; install it to run the browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def open_page(browser: Browser, watch: Watch, **context: Any) -> Page:
    """Return a page of a fresh context that the watch follows."""
    page = browser.new_context(**context).new_page()
    page.set_default_timeout(15_000)
    watch.follow(page)
    return page


def spot_of_edge(page: Page, name: str) -> tuple[float, float]:
    """Return where on the screen the middle of an edge is drawn."""
    spot = page.evaluate(
        """(name) => {
            const network = window.kaname.network;
            const at = network.canvasToDOM(network.body.edges[`e:${name}`].edgeType.getPoint(0.5));
            const box = document.getElementById("kn-canvas").getBoundingClientRect();
            return [at.x + box.left, at.y + box.top];
        }""",
        name,
    )
    return float(spot[0]), float(spot[1])


def spot_of_node(page: Page, name: str) -> tuple[float, float]:
    """Return where on the screen a thing is drawn."""
    spot = page.evaluate(
        """(name) => {
            const network = window.kaname.network;
            const at = network.canvasToDOM(network.getPositions()[`n:${name}`]);
            const box = document.getElementById("kn-canvas").getBoundingClientRect();
            return [at.x + box.left, at.y + box.top];
        }""",
        name,
    )
    return float(spot[0]), float(spot[1])


def picture_of(page: Page) -> dict[str, Any]:
    """Return what a drawing shows: where each thing lies, which lines are hidden, what is chosen."""
    page.wait_for_selector("html[data-drawn]")
    shown: dict[str, Any] = page.evaluate(
        """() => ({
            places: window.kaname.network.getPositions(),
            hidden: Object.values(window.kaname.network.body.edges)
                .filter((line) => line.options.hidden).map((line) => line.id).sort(),
            panel: document.getElementById("kn-panel").textContent,
            rows: [...document.querySelectorAll("#kn-table tbody tr")]
                .filter((row) => !row.hidden).map((row) => row.dataset.id),
        })"""
    )
    return shown
