"""What the OpenAPI document promises, kept: asked with a generator of requests, examples and edges."""

import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.release import Release
from tests.api.operations.test_server import served

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.slow
def test_no_request_gets_a_server_error_or_an_answer_of_another_form(home: Path, release: Release) -> None:
    settings = {"KANAME_CLIENT_SECONDS": "100000", "KANAME_CLIENT_PARALLEL": "50", "KANAME_LOG_LEVEL": "error"}
    with served(home, **settings) as (port, _):
        command = [
            *(str(Path(sys.executable).with_name("schemathesis")), "run", f"http://127.0.0.1:{port}/openapi.json"),
            *("--phases", "examples,coverage", "--max-examples", "1", "--generation-deterministic", "--workers", "1"),
            *("--checks", CHECKS),
            # The generator cannot write a SPARQL query as a body; tests/api/sparql does.
            *("--exclude-name", "POST /sparql"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_parameter_is_described_and_every_route_has_a_summary(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert len(paths) > 40
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation["description"], (path, method)
            for parameter in operation.get("parameters", []):
                has_example = "examples" in parameter["schema"] or "example" in parameter
                assert parameter.get("description") or has_example, (path, parameter["name"])
