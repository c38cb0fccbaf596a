"""What the specification of 0.2 asks of each answer, written as schemas of our own."""

import json
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

ROOT: Final = "/api/v1/reconcile"
TEXT: Final = {"type": "string"}


def record(required: dict[str, Any], optional: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    properties = required | (optional or {})
    return {"type": "object", "required": list(required), "properties": properties, **more}


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


NAMED: Final = record({"id": TEXT, "name": TEXT}, {"description": TEXT})
TYPES: Final = many({"oneOf": [record({"id": TEXT}, {"name": TEXT}), TEXT]})
SERVICE: Final = record({}, {"service_url": TEXT, "service_path": TEXT, "flyout_service_url": TEXT})
TEMPLATE: Final = TEXT | {"pattern": r"\{\{id\}\}"}
MANIFEST: Final = record(
    {
        "versions": many(TEXT) | {"contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
    },
    {
        "documentation": TEXT,
        "view": record({"url": TEMPLATE}),
        "defaultTypes": many(NAMED) | {"uniqueItems": True},
        "suggest": record({}, dict.fromkeys(("entity", "property", "type"), SERVICE)),
        "preview": record({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "extend": record({}, {"propose_properties": SERVICE, "property_settings": {"type": "array"}}),
    },
)
FEATURE: Final = record({}, {"id": TEXT, "value": {"oneOf": [{"type": "boolean"}, {"type": "number"}]}})
CANDIDATE: Final = record(
    {"id": TEXT, "name": TEXT, "score": {"type": "number"}},
    {"description": TEXT, "features": many(FEATURE), "match": {"type": "boolean"}, "type": TYPES},
)
RESULTS: Final = {"type": "object", "additionalProperties": record({"result": many(CANDIDATE)})}
ENTITIES: Final = record({"result": many(NAMED | {"properties": NAMED["properties"] | {"notable": TYPES}})})
OTHERS: Final = record({"result": many(NAMED)})
PROPOSED: Final = record({"properties": many(NAMED)}, {"type": TEXT, "limit": {"type": "integer"}})
NAMED_VALUE: Final = NAMED | {"additionalProperties": False}
VALUE: Final = {
    "oneOf": [
        {"type": "object", "additionalProperties": False},
        NAMED_VALUE,
        *(
            record({name: {"type": kind}}, additionalProperties=False)
            for name, kind in (("str", "string"), ("float", "number"), ("int", "integer"), ("date", "string"))
        ),
    ]
}
EXTENDED: Final = record(
    {
        "meta": many(record({"id": TEXT, "name": TEXT}, {"type": record({"id": TEXT})})),
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": many(VALUE)},
        },
    }
)
# As OpenRefine sends them: a guess of types from ten cells, then batches with a type and columns beside.
GUESS: Final = {
    f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(("Japan", "日本", "ACSA", "IHI", "", "?"))
}
BATCH: Final = {
    "q0": {
        "query": "United States",
        "type": "state",
        "type_strict": "should",
        "limit": 7,
        "properties": [{"pid": "code", "v": "USA"}, {"pid": "iso2", "v": {"id": "US", "name": "US"}}],
    },
    "q1": {"query": "NATO", "type": "agreement", "type_strict": "any", "properties": [{"pid": "parties", "v": "usa"}]},
}


def fits(schema: dict[str, Any], answer: Any) -> None:
    Draft202012Validator.check_schema(schema)
    faults = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(answer)]
    assert faults == []


def test_the_manifest_is_one_of_0_2(client: TestClient) -> None:
    fits(MANIFEST, client.get(ROOT, headers={"Accept": "application/json, text/javascript, */*; q=0.01"}).json())


@pytest.mark.parametrize("queries", [GUESS, BATCH])
def test_batches_are_answered_in_the_form_of_0_2(client: TestClient, queries: dict[str, Any]) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"}
    body = urlencode({"queries": json.dumps(queries)})
    answer = client.post(ROOT, content=body, headers=headers).json()
    fits(RESULTS, answer)
    assert set(answer) == set(queries)
    assert any(one["result"] for one in answer.values())


@pytest.mark.parametrize(("service", "schema"), [("entity", ENTITIES), ("type", OTHERS), ("property", OTHERS)])
def test_what_is_suggested_has_the_form_of_0_2(client: TestClient, service: str, schema: dict[str, Any]) -> None:
    answer = client.get(f"{ROOT}/suggest/{service}", params={"prefix": "a", "cursor": 0}).json()
    fits(schema, answer)
    assert answer["result"]


def test_tables_are_extended_in_the_form_of_0_2(client: TestClient) -> None:
    proposed = client.get(f"{ROOT}/properties", params={"type": "state", "limit": 20}).json()
    fits(PROPOSED, proposed)
    ids = ["jpn", "usa", "firm-ihi", "gone"]
    asked = {"ids": ids, "properties": [{"id": p["id"]} for p in proposed["properties"]]}
    answer = client.post(ROOT, data={"extend": json.dumps(asked)}).json()
    fits(EXTENDED, answer)
    assert set(answer["rows"]) == set(ids)
    assert answer["rows"]["jpn"]["code"] == [{"str": "JPN"}]


def test_pages_of_other_origins_may_ask(client: TestClient) -> None:
    answer = client.post(ROOT, data={"queries": "{}"}, headers={"Origin": "http://127.0.0.1:3333"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json() == {}
