"""Behind a real server: a slow query, or a client that leaves, costs nobody else anything."""

import http.client
import socket
import statistics
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.sparql.router import create_router
from graph.query.limits import QueryLimits
from tests.api.sparql.conftest import make_app

Server = tuple[str, int, FastAPI]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


def get(server: Server, path: str) -> int:
    connection = http.client.HTTPConnection(server[0], server[1], timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def timed(server: Server, path: str) -> float:
    started = time.monotonic()
    assert get(server, path) == 200
    return time.monotonic() - started


def test_others_are_answered_while_a_slow_query_runs(server: Server) -> None:
    statuses: list[int] = []
    path = "/sparql?" + urlencode({"query": CROSS})
    slow = threading.Thread(target=lambda: statuses.append(get(server, path)))
    started = time.monotonic()
    slow.start()
    time.sleep(0.1)
    took = []
    while slow.is_alive():
        took += [timed(server, "/plain"), timed(server, "/sparql?query=ASK%7B%7D")]
    slow.join()
    assert statuses == [504]
    # The bounds leave room for a busy machine: the slow query itself would run for days.
    assert time.monotonic() - started < 10
    assert len(took) >= 4
    assert statistics.median(took) < 0.5


def test_a_query_ends_when_its_client_leaves(server: Server) -> None:
    pool = server[2].state.query_pool
    before = pool.counts()
    with socket.create_connection(server[:2]) as client:
        query = urlencode({"query": CROSS})
        client.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        deadline = time.monotonic() + 10
        while pool.counts().idle == before.idle and time.monotonic() < deadline:
            time.sleep(0.01)
        assert pool.counts().idle == before.idle - 1
    deadline = time.monotonic() + 10
    while pool.counts().restarts == before.restarts and time.monotonic() < deadline:
        time.sleep(0.01)
    assert pool.counts().restarts == before.restarts + 1
    assert pool.counts().timeouts == before.timeouts


def test_who_finds_all_workers_busy_is_told_when_to_ask_again(served_store: Path) -> None:
    limits = QueryLimits(workers=1, timeout=5, wait=0.2, queue=1)
    with TestClient(make_app(served_store, limits)) as client:
        slow = threading.Thread(target=client.get, args=("/sparql?timeout=1&" + urlencode({"query": CROSS}),))
        slow.start()
        time.sleep(0.3)
        answer = client.get("/sparql?query=ASK%7B%7D")
        slow.join()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert "0.2 s" in answer.json()["detail"]


def test_without_a_page_a_browser_gets_the_description(served_store: Path) -> None:
    app = make_app(served_store, QueryLimits(workers=1))
    app.router.routes.clear()
    app.include_router(create_router())
    with TestClient(app) as client:
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        assert client.get("/sparql", headers=browser).headers["content-type"] == "text/turtle; charset=utf-8"
