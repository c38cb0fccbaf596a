"""What the OpenAPI document promises, kept: asked with a generator of requests, examples and edges."""

import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

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


WITH_FIELDS = [
    ("/api/v1/entities", "label,type", {}),
    ("/api/v1/entities/{id}", "label,evidence", {"id": "jpn"}),
    ("/api/v1/entities/{id}/neighbors", "thing,relations", {"id": "jpn"}),
    ("/api/v1/entities/{id}/timeline", "since", {"id": "jpn"}),
    ("/api/v1/agreements", "label", {}),
    ("/api/v1/search", "label", {"q": "acsa"}),
    ("/api/v1/pairs/{a}/{b}", "kinds", {"a": "usa", "b": "jpn"}),
    ("/api/v1/gaps/agreement", "pair,rule", {}),
    ("/api/v1/chokepoints/structural", "members", {"layer": "security"}),
    ("/api/v1/commitments", "label", {}),
    ("/api/v1/snapshot", "nodes", {}),
]


@pytest.mark.parametrize(("path", "fields", "values"), WITH_FIELDS, ids=[path for path, _, _ in WITH_FIELDS])
def test_an_answer_with_some_fields_has_the_form_that_the_document_names(
    client: TestClient, path: str, fields: str, values: dict[str, str]
) -> None:
    document = client.get("/openapi.json").json()
    (name,) = [p for p in document["paths"] if p.replace(":path", "") == path]
    schema = document["paths"][name]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    checked = Draft202012Validator(schema | {"components": document["components"]})
    for asked in ({}, {"fields": fields}):
        answer = client.get(path.format(**values), params=values | asked)
        assert answer.status_code == 200, answer.text
        assert [error.message for error in checked.iter_errors(answer.json())] == []
    assert not checked.is_valid({})
    (part,) = [s for s in schema["anyOf"] if s["$ref"].endswith("Fields")]
    assert set(answer.json()) <= set(document["components"]["schemas"][part["$ref"].rpartition("/")[2]]["properties"])
