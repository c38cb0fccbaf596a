"""A small store, an application with the SPARQL routes on it, and the same application behind a real server."""

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI, Request, Response
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from starlette.testclient import TestClient

from api.operations.budget import Budgets
from api.sparql.deps import ServiceFigures
from api.sparql.router import create_router
from graph.query.limits import QueryLimits
from graph.query.pool import QueryPool

EX = "http://example.org/"
TODAY = date(2026, 3, 1)
LIMITS = QueryLimits(workers=2, timeout=1.5, rows=1_000, wait=3.0, memory_mb=256)


@pytest.fixture(scope="session")
def served_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "store"
    store = Store(str(path))
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    names = (("jpn", "日本"), ("usa", "United States"), ("plus", "a+b%2Bc & d"))
    store.bulk_extend(Quad(NamedNode(EX + code), label, Literal(name), DefaultGraph()) for code, name in names)
    store.add(Quad(NamedNode(EX + "kor"), label, Literal("대한민국"), NamedNode(EX + "graph/b")))
    number = NamedNode(EX + "number")
    store.bulk_extend(Quad(NamedNode(f"{EX}n{i}"), number, Literal(i), DefaultGraph()) for i in range(2_000))
    store.optimize()
    store.flush()
    return path


def make_app(store: Path, limits: QueryLimits) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.query_pool = QueryPool(store, limits)
        app.state.budgets = Budgets(parallel=100, seconds=1_000)
        app.state.release_id = "2026-02-28"
        app.state.today = lambda: TODAY
        app.state.service_figures = ServiceFigures(
            "http://127.0.0.1:8000/sparql", "Kaname", 2_003, 2_003, (EX + "graph/b",), EX + "licence"
        )
        await app.state.query_pool.start()
        yield
        await app.state.query_pool.close()

    async def page(request: Request) -> Response:
        return Response("<h1>Ask</h1>", media_type="text/html")

    app = FastAPI(lifespan=lifespan)
    app.include_router(create_router(page))

    @app.get("/plain")
    async def plain() -> dict[str, str]:
        return {"answer": "plain"}

    return app


@pytest.fixture(scope="module")
def client(served_store: Path) -> Iterator[TestClient]:
    with TestClient(make_app(served_store, LIMITS)) as found:
        yield found


@pytest.fixture(scope="module")
def server(served_store: Path) -> Iterator[tuple[str, int, FastAPI]]:
    """Yield the host, the port and the application of a server on a free port of this machine."""
    app = make_app(served_store, LIMITS)
    listener = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not running.started and time.monotonic() < deadline:
        time.sleep(0.01)
    assert running.started
    host, port = listener.getsockname()
    yield host, port, app
    running.should_exit = True
    thread.join(timeout=20)
    listener.close()
    assert not thread.is_alive()
