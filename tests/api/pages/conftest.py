from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.app import create_app
from api.settings import Settings
from graph.release import Release
from tests.api.pages.demo import demo_app
from tests.api.serving import serving
from tests.graph.views.browser import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for every page test; closed before other tests, whose event loops it would stand in the way of."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def host() -> Iterator[str]:
    """The demo pages, served."""
    with serving(demo_app()) as address:
        yield address


@pytest.fixture(scope="package")
def kaname(home: Path, release: Release) -> Iterator[str]:
    """The whole application over the bundled release, served."""
    with serving(create_app(Settings(home=home, query_workers=1))) as address:
        yield address
