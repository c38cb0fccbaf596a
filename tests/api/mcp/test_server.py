"""The tools, asked with the SDK's own client: in process, over stdio, and over HTTP."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from api.mcp.server import create_server
from api.settings import Settings
from graph.release import Release

ASK = "PREFIX kn: <https://w3id.org/kaname/def/> "


def asked(home: Path, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(create_server(Settings(home=home))) as client:
            return await ask(client)

    return asyncio.run(run())


def call(home: Path, tool: str, /, **arguments: Any) -> Any:
    return asked(home, lambda client: client.call_tool(tool, arguments))


def test_there_are_eight_read_only_tools_with_output_schemas(home: Path, release: Release) -> None:
    tools = asked(home, lambda client: client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == sorted(
        ("search", "entity", "pair", "question", "gaps", "chokepoints", "sparql", "sources")
    )
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.output_schema["type"] == "object"
        assert len(tool.description) > 40


def test_search_leads_to_an_entity_with_evidence(home: Path, release: Release) -> None:
    hits = call(home, "search", text="日本", types="state").structured_content
    assert hits["items"][0]["id"] == "jpn"
    found = call(home, "entity", id="jpn", as_of="2016-06-10", limit=5).structured_content
    assert (found["asOf"], found["release"], len(found["relations"])) == ("2016-06-10", release.id, 5)
    assert found["total"] > 5
    assert all(relation["evidence"] for relation in found["relations"])


def test_gaps_pairs_chokepoints_and_sources_say_their_day(home: Path, release: Release) -> None:
    found = call(home, "gaps", states="usa", expects="rdp-mou", as_of="2016-05-24", limit=100).structured_content
    assert ["jpn", "usa"] in [sorted(state["id"] for state in gap["pair"]) for gap in found["items"]]
    assert all(statement["citations"] for gap in found["items"] for statement in gap["evidence"])
    assert call(home, "pair", a="usa", b="jpn", as_of="2016-06-10").structured_content["asOf"] == "2016-06-10"
    assert call(home, "chokepoints", layer="information").structured_content["items"]
    assert call(home, "sources").structured_content["datasets"]


def test_questions_and_queries_answer_as_of_the_day(home: Path, release: Release) -> None:
    found = call(home, "question", name="allies-without", as_of="2016-05-24", limit=100).structured_content
    assert found["asOf"] == "2016-05-24"
    assert any("jpn" in (cell or "") for row in found["rows"] for cell in row)
    rows = call(home, "sparql", query=ASK + "SELECT ?s { ?s a kn:State }", limit=3).structured_content
    assert (rows["columns"], len(rows["rows"]), rows["truncated"], rows["asOf"]) == (["s"], 3, True, None)
    yes = call(home, "sparql", query="ASK { ?s ?p ?o }").structured_content
    assert yes["rows"] == [["true"]]


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("entity", {"id": "jpnn"}, "did you mean jpn"),
        ("entity", {"id": "jpn", "as_of": "tomorrow"}, "YYYY-MM-DD"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, "SERVICE is not allowed"),
        ("sparql", {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, "only reads"),
        ("question", {"name": "none"}, "no question"),
        ("sources", {"limit": 1000}, "limit"),
    ],
)
def test_a_fault_is_told_with_the_next_step(
    home: Path, release: Release, name: str, arguments: dict[str, Any], says: str
) -> None:
    answer = call(home, name, **arguments)
    assert answer.is_error
    assert says in answer.content[0].text


def test_the_command_serves_over_stdio(home: Path, release: Release) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "api.cli", "mcp", "--home", str(home)], env=dict(os.environ)
    )

    async def run() -> Any:
        async with Client(command) as client:
            return await client.call_tool("search", {"text": "japan"})

    found = asyncio.run(run())
    assert found.structured_content["release"] == release.id


def test_the_command_serves_over_http(home: Path, release: Release) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "mcp", "--transport", "http", "--port", str(port), "--home", str(home)]

    async def run() -> Any:
        async with Client(f"http://127.0.0.1:{port}/mcp") as client:
            return await client.call_tool("pair", {"a": "jpn", "b": "usa"})

    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            assert asyncio.run(run()).structured_content["release"] == release.id
        finally:
            process.terminate()
