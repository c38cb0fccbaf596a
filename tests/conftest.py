from pathlib import Path

import pytest
from hypothesis import settings

from graph.release import Release
from ingest.build import build

# A law is no stopwatch: how long an example takes depends on what else the machine does.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one release, built once from the bundled sources."""
    folder = tmp_path_factory.mktemp("home")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def release(home: Path) -> Release:
    """The release of the bundled sources."""
    return build(home).release
