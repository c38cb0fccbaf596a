"""The command `kaname serve` as a process: raw bytes on its port, connections that never finish, and its end."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from graph.release import Release
from tests.api.sparql.test_hostile import FOLDER, cases

pytestmark = pytest.mark.slow

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
SLOW = "/sparql?" + urlencode({"query": CROSS})


@contextmanager
def served(home: Path, **settings: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = os.environ | {"KANAME_HOME": str(home), "KANAME_QUERY_WORKERS": "1", "KANAME_LOG_FORMAT": "json"}
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment | settings, stderr=subprocess.PIPE) as process:
        try:
            wait_for(port, process)
            yield port, process
        finally:
            process.kill()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr and process.stderr.read()
        try:
            if ask(port, "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the service did not get ready")


def ask(port: int, path: str, timeout: float = 20) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def send(port: int, text: bytes) -> tuple[int, bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(text)
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
            head, _, body = answer.partition(b"\r\n\r\n")
            length = next((int(v) for n, v in headers_of(head) if n == b"content-length"), 0)
            if b"\r\n\r\n" in answer and len(body) >= length:
                break
    return int(answer.split()[1]), answer


def headers_of(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        yield name.lower(), value.strip()


@pytest.fixture(scope="module")
def port(home: Path, release: Release) -> Iterator[int]:
    with served(home) as (port, _):
        yield port


def test_raw_bytes_get_the_answer_that_their_index_names(port: int) -> None:
    if not cases("http") and os.environ.get("CI") != "true":
        pytest.skip(f"no hostile inputs in {FOLDER}; set KANAME_SHARED to the folder that holds them")
    assert len(cases("http")) > 7
    for case in cases("http"):
        text = (FOLDER / case["file"]).read_bytes().replace(b"{PATH}", b"/sparql")
        started = time.monotonic()
        status, answer = send(port, text)
        assert status in case["expect"], (case["id"], answer[:300])
        assert time.monotonic() - started < case["max_s"]
        for word in case.get("not_contains", []):
            assert word.lower().encode() not in answer.lower()
    assert ask(port, "/healthz")[0] == 200


def test_a_request_framed_in_two_ways_is_refused(port: int) -> None:
    both = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    status, answer = send(port, both + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert status == 400
    assert b"\r\nconnection: close" in answer.lower()


def test_a_request_of_another_host_is_never_fetched(port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert send(port, f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())[0] == 404
        with pytest.raises(TimeoutError):
            listener.accept()


def test_connections_that_never_finish_delay_nobody_and_are_hung_up_on(home: Path, release: Release) -> None:
    with served(home, KANAME_REQUEST_TIMEOUT="4") as (port, _):
        half_open = [socket.create_connection(("127.0.0.1", port)) for _ in range(120)]
        for index, client in enumerate(half_open):
            client.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nA" if index % 2 else b"GET /")
        started = time.monotonic()
        assert ask(port, "/api/v1/entities/jpn")[0] == 200
        assert ask(port, "/sparql?query=ASK%7B%7D")[0] == 200
        assert time.monotonic() - started < 3
        for client in half_open:
            client.settimeout(20)
            while client.recv(4096):
                pass
            client.close()


def test_a_stop_lets_a_running_query_end_and_takes_less_than_20_s(home: Path, release: Release) -> None:
    with served(home, KANAME_QUERY_TIMEOUT="2") as (port, process):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", SLOW)
        time.sleep(0.3)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert connection.getresponse().status == 504
        connection.close()
        assert process.wait(timeout=20) in (0, -signal.SIGTERM)
        assert time.monotonic() - started < 20
        lines = process.stderr.read().decode().splitlines() if process.stderr else []
        events = [json.loads(line) for line in lines if line.startswith("{")]
        assert any(e["event"] == "request" and e["status"] == 504 for e in events)


def test_a_stop_ends_what_does_not_end_by_itself(home: Path, release: Release) -> None:
    with served(home, KANAME_QUERY_TIMEOUT="60", KANAME_STOP_TIMEOUT="1") as (port, process):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", SLOW)
        time.sleep(0.3)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        connection.close()
        assert time.monotonic() - started < 8
