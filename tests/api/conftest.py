from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.release import Release


@pytest.fixture(scope="session")
def app(home: Path, release: Release) -> FastAPI:
    """The whole application over the bundled release, with one query worker."""
    return create_app(Settings(home=home, query_workers=1, client_seconds=1e6, client_parallel=100))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as found:
        yield found
