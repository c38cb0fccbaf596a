"""The service beside a plain FastAPI route that answers constant bytes, and SPARQL over HTTP beside in-process."""

import asyncio
import http.client
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Response

from api.app import create_app
from api.operations.server import server_of
from api.settings import Settings
from graph.store import open_release_store, rows
from ingest.build import build

ROUNDS: Final = 5
REQUESTS: Final = 300
SLOW: Final = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a ?p ?o . FILTER (CONTAINS(STR(?o), 'an')) }"
LOOK_UP: Final = "/api/v1/agreements?limit=5&asOf=2016-05-24"


def run() -> Iterator[str]:
    """Measure both servers in turn in one run, over one kept connection each."""
    with tempfile.TemporaryDirectory() as folder:
        release = build(Path(folder)).release
        settings = Settings(home=Path(folder), port=0, query_workers=1, client_seconds=1e6, client_parallel=100)
        peer = uvicorn.Server(uvicorn.Config(_constant(), log_config=None, access_log=False))
        store = open_release_store(release.store)
        with serving(peer) as plain, serving(server_of(create_app(settings), settings)) as ours:
            yield from _look_ups(ours, plain)
            yield from _queries(ours, lambda: rows(store, SLOW))
            yield from _paced(ours)


def _constant() -> FastAPI:
    app = FastAPI()
    body = b"x" * 5_000

    @app.get("/constant")
    async def constant() -> Response:
        return Response(body, media_type="application/json")

    return app


@contextmanager
def serving(server: uvicorn.Server) -> Iterator[int]:
    # Named as TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms for an acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def _look_ups(ours: int, plain: int) -> Iterator[str]:
    pairs = [(_rate(ours, LOOK_UP), _rate(plain, "/constant")) for _ in range(ROUNDS)]
    kept, constant = (statistics.median(side) for side in zip(*pairs, strict=True))
    yield f"kept look-up: {kept:.0f}/s, constant route {constant:.0f}/s ({kept / constant:.0%})"
    days = iter(range(1, 10_000))
    fresh = statistics.median(
        _rate(ours, lambda: f"/api/v1/entities/phl?asOf=2{next(days):03d}-01-01", 60) for _ in range(3)
    )
    yield f"entity not kept: {fresh:.0f}/s"


def _queries(ours: int, inside: Callable[[], object]) -> Iterator[str]:
    address = "/sparql?" + urlencode({"query": SLOW})
    pairs = [(_seconds(lambda: _get(ours, address)), _seconds(inside)) for _ in range(ROUNDS)]
    over, within = (statistics.median(side) for side in zip(*pairs, strict=True))
    yield f"SPARQL over HTTP {over * 1000:.1f} ms, in process {within * 1000:.1f} ms ({over / within:.2f} times)"


def _paced(ours: int) -> Iterator[str]:
    address = "/sparql?" + urlencode({"query": "SELECT * { <https://w3id.org/kaname/id/jpn> ?p ?o } LIMIT 20"})
    took: list[float] = []
    for _ in range(250):
        started = time.perf_counter()
        _get(ours, address)
        took.append(time.perf_counter() - started)
        time.sleep(max(0, 0.02 - took[-1]))
    yield f"50 simple queries a second: p95 {sorted(took)[int(len(took) * 0.95)] * 1000:.1f} ms"


def _rate(port: int, path: str | Callable[[], str], count: int = REQUESTS) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    started = time.perf_counter()
    for _ in range(count):
        connection.request("GET", path if isinstance(path, str) else path())
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    connection.close()
    return count / (time.perf_counter() - started)


def _get(port: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, answer.status


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
