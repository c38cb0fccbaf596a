"""The collection of hostile inputs, sent to a real server; each gets the answer that its index names."""

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

Server = tuple[str, int, FastAPI]
FOLDER = Path(os.environ.get("KANAME_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "hostile"
TYPES = {
    "query": "application/sparql-query",
    "update": "application/sparql-update",
    "form": "application/x-www-form-urlencoded",
}


def cases(*folders: str) -> list[dict[str, Any]]:
    if not (FOLDER / "index.json").is_file():
        return []
    found: list[dict[str, Any]] = json.loads((FOLDER / "index.json").read_text())
    return [case for case in found if case["id"].partition("/")[0] in folders]


def test_the_collection_is_there() -> None:
    if not cases("query") and os.environ.get("CI") != "true":
        pytest.skip(f"no hostile inputs in {FOLDER}; set KANAME_SHARED to the folder that holds them")
    assert len(cases("query")) > 60
    assert len(cases("form", "update")) > 10


class Listener:
    """Counts who connects to a port of this machine."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.hits = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.hits += 1
            connection.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.shutdown(socket.SHUT_RDWR)
    found.socket.close()


def judge(case: dict[str, Any], status: int, body: bytes, seconds: float) -> None:
    assert status in case["expect"], body[:300]
    assert seconds < case["max_s"]
    text = body.decode("utf-8", "replace").lower()
    for word in case.get("not_contains", []):
        assert word.lower() not in text
    if case.get("valid_json") or status >= 400:
        json.loads(body)
    if status >= 400:
        assert json.loads(body)["detail"]


@pytest.mark.parametrize("case", cases("query", "update", "form"), ids=lambda case: case["id"])
def test_a_hostile_query_gets_the_answer_that_its_index_names(
    case: dict[str, Any], server: Server, listener: Listener
) -> None:
    content = (FOLDER / case["file"]).read_bytes().replace(b"{LISTENER}", listener.address.encode())
    content = content.replace(b"%7BLISTENER%7D", listener.address.encode())
    headers = {
        "Content-Type": TYPES[case["id"].partition("/")[0]],
        "Accept": "application/sparql-results+json, application/ld+json",
    }
    hits, started = listener.hits, time.monotonic()
    connection = http.client.HTTPConnection(server[0], server[1], timeout=case["max_s"])
    connection.request("POST", "/sparql", content, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    judge(case, answer.status, body, time.monotonic() - started)
    assert listener.hits == hits


@pytest.mark.parametrize("case", cases("http"), ids=lambda case: case["id"])
def test_a_hostile_request_gets_the_answer_that_its_index_names(case: dict[str, Any], server: Server) -> None:
    content = (FOLDER / case["file"]).read_bytes().replace(b"{PATH}", b"/sparql")
    started = time.monotonic()
    with socket.create_connection(server[:2], timeout=case["max_s"]) as connection:
        connection.sendall(content)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    status = int(answer.split()[1])
    assert status in case["expect"], answer[:300]
    assert time.monotonic() - started < case["max_s"]
    for word in case.get("not_contains", []):
        assert word.lower() not in answer.decode("utf-8", "replace").lower()


def test_the_service_is_whole_after_all_of_it(server: Server) -> None:
    pool = server[2].state.query_pool
    deadline = time.monotonic() + 10
    while pool.counts().idle < pool.limits.workers and time.monotonic() < deadline:
        time.sleep(0.05)
    assert pool.counts().idle == pool.limits.workers
    connection = http.client.HTTPConnection(server[0], server[1], timeout=5)
    connection.request("GET", "/sparql?query=ASK%7B%7D")
    assert connection.getresponse().read() == b'{"head":{},"boolean":true}'
    connection.close()
