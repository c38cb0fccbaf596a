"""The service beside a plain FastAPI route that answers constant bytes, and SPARQL over HTTP beside in-process."""

import http.client
import itertools
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from fastapi import FastAPI, Response

from graph.release import Release
from graph.store import open_release_store, rows
from graph.things import catalogue
from ingest.build import build

ROUNDS: Final = 5
REQUESTS: Final = 500
SLOW: Final = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a ?p ?o . FILTER (CONTAINS(STR(?o), 'an')) }"
SETTINGS: Final = {
    "KANAME_QUERY_WORKERS": "1",
    "KANAME_CLIENT_SECONDS": "1000000",
    "KANAME_CLIENT_PARALLEL": "100",
    "KANAME_LOG_LEVEL": "error",
}
SMALL: Final = "SELECT * { <https://w3id.org/kaname/id/jpn> ?p ?o } LIMIT 20"
LARGE: Final = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 9000"
ANALYSIS: Final = "/api/v1/gaps/agreement?limit=1000&asOf={day}"
EXPORT: Final = "/api/v1/export/csv-dyad-year?asOf={day}"
LOOK_UP: Final = "/api/v1/agreements?limit=5&asOf=2016-05-24"


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    port: int
    process: int

    @property
    def worked(self) -> float:
        """Processor time that the process took so far [s]."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run() -> Iterator[str]:
    """Measure the service and its peers in turn in one run, each a process of its own, over one kept connection."""
    with tempfile.TemporaryDirectory() as folder:
        release = build(Path(folder)).release
        store = open_release_store(release.store)
        service = [sys.executable, "-m", "api.cli", "serve", "--home", folder, "--port="]
        peer = [
            sys.executable,
            "-m",
            "uvicorn",
            "benchmarks.bench_service:constant_app",
            "--factory",
            "--no-access-log",
        ]
        with serving([*peer, "--http", "h11", "--port="]) as plain, serving(service, **SETTINGS) as ours:
            time.sleep(5)  # until the release is read and set aside
            yield from _look_ups(ours, plain)
            yield from _entities(ours, plain, sorted(catalogue(release)))
            yield from _queries(ours, lambda: rows(store, SLOW))
            yield from _beside_oxigraph(ours, release, Path(folder))
            yield from _paced(ours)
            yield from _beside_analyses(ours)


def constant_app() -> FastAPI:
    """Return the peer: one route that answers the same bytes."""
    app = FastAPI()
    body = b"x" * 5_000

    @app.get("/constant")
    async def constant() -> Response:
        return Response(body, media_type="application/json")

    return app


@contextmanager
def serving(command: list[str], **settings: str) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    with subprocess.Popen(
        [*command[:-1], f"{command[-1]}{port}"], env=os.environ | settings, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _look_ups(ours: Server, plain: Server) -> Iterator[str]:
    pairs = [(_rate(ours, LOOK_UP), _rate(plain, "/constant")) for _ in range(ROUNDS)]
    kept, constant = (statistics.median(side) for side in zip(*pairs, strict=True))
    yield f"kept look-up: {kept:.0f}/s, constant route {constant:.0f}/s of processor time ({kept / constant:.0%})"


def _entities(ours: Server, plain: Server, names: list[str]) -> Iterator[str]:
    random.Random(1).shuffle(names)
    paths = {
        "never asked for": [f"/api/v1/entities/{name}?asOf=2016-05-24" for name in names[:REQUESTS]],
        "asked for on another day": [f"/api/v1/entities/{name}?asOf=2016-05-25" for name in names[:REQUESTS]],
        "with 100 relations, each day anew": [f"/api/v1/entities/phl?asOf=2{n:03d}-01-01" for n in range(REQUESTS)],
    }
    for what, asked in paths.items():
        left = iter(asked)
        rate = _rate(ours, lambda left=left: next(left))  # type: ignore[misc]
        constant = _rate(plain, "/constant")
        yield f"entity {what}: {rate:.0f}/s, constant route {constant:.0f}/s of processor time ({rate / constant:.0%})"


def _queries(ours: Server, inside: Callable[[], object]) -> Iterator[str]:
    address = "/sparql?" + urlencode({"query": SLOW})
    pairs = [(_seconds(lambda: _get(ours, address)), _seconds(inside)) for _ in range(ROUNDS)]
    over, within = (statistics.median(side) for side in zip(*pairs, strict=True))
    yield f"SPARQL over HTTP {over * 1000:.1f} ms, in process {within * 1000:.1f} ms ({over / within:.2f} times)"


def _beside_oxigraph(ours: Server, release: Release, folder: Path) -> Iterator[str]:
    program = shutil.which("oxigraph")
    if program is None:
        yield "no oxigraph on the path to measure beside; `pip install oxigraph` gives it"
        return
    copy = shutil.copytree(release.store, folder / "copy")
    with serving([program, "serve-read-only", "--location", str(copy), "--bind", "127.0.0.1:"]) as peer:
        for what, query in {"a large answer": LARGE, "a slow count": SLOW, "a small one": SMALL}.items():
            asked = urlencode({"query": query})
            addresses = ((ours, f"/sparql?{asked}"), (peer, f"/query?{asked}"))
            taken = [[_seconds(partial(_get, *address)) for address in addresses] for _ in range(ROUNDS * 3)]
            mine, theirs = (statistics.median(side) * 1000 for side in zip(*taken, strict=True))
            yield f"{what}: {mine:.1f} ms, oxigraph serve {theirs:.1f} ms ({mine / theirs:.2f} times)"


def _wait_for(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def _paced(ours: Server) -> Iterator[str]:
    address = "/sparql?" + urlencode({"query": SMALL})
    took: list[float] = []
    for _ in range(250):
        started = time.perf_counter()
        _get(ours, address)
        took.append(time.perf_counter() - started)
        time.sleep(max(0, 0.02 - took[-1]))
    yield f"50 simple queries a second: p95 {sorted(took)[int(len(took) * 0.95)] * 1000:.1f} ms"


def _beside_analyses(ours: Server) -> Iterator[str]:
    for what, path in (("nothing", None), ("gaps", ANALYSIS), ("exports", EXPORT)):
        done = threading.Event()
        others = [threading.Thread(target=_keep_asking, args=(ours, path, done)) for _ in range(4 if path else 0)]
        for thread in others:
            thread.start()
        took: list[float] = []
        for number in range(200):
            took.append(_seconds(partial(_get, ours, f"/api/v1/entities/jpn?asOf=1{number + 600}-01-01")))
            time.sleep(0.02)
        done.set()
        for thread in others:
            thread.join()
        yield f"look-ups while four clients ask for {what}: p95 {sorted(took)[190] * 1000:.1f} ms"


def _keep_asking(server: Server, path: str, done: threading.Event) -> None:
    for year in itertools.cycle(range(1950, 2026)):
        if done.is_set():
            return
        with suppress(AssertionError):  # 503: it asks again
            _get(server, path.format(day=f"{year}-01-01"))


def _rate(server: Server, path: str | Callable[[], str], count: int = REQUESTS) -> float:
    """Return requests for each second of the server's processor time: other work on the machine does not count."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    started = server.worked
    for _ in range(count):
        connection.request("GET", path if isinstance(path, str) else path())
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    connection.close()
    return count / (server.worked - started)


def _get(server: Server, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, answer.status


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
