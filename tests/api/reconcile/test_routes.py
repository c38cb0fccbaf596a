"""The calls that OpenRefine makes, and those of the draft of 1.0, in the order in which a client makes them."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

ROOT = "/api/v1/reconcile"


def ask(client: TestClient, queries: dict[str, Any], **params: str) -> dict[str, Any]:
    answer = client.post(ROOT, data={"queries": json.dumps(queries)}, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    for one in found.values():
        for candidate in one["result"]:
            assert {"id", "name", "score", "match", "type"} <= set(candidate)
            assert all({"id", "name"} == set(kind) for kind in candidate["type"])
            assert 0 <= candidate["score"] <= 100
    return found


def match(client: TestClient, *queries: dict[str, Any], **params: str) -> list[list[dict[str, Any]]]:
    answer = client.post(f"{ROOT}/1.0/match", json={"queries": queries}, params=params)
    assert answer.status_code == 200, answer.text
    return [one["candidates"] for one in answer.json()["results"]]


def test_the_manifest_says_where_everything_is(client: TestClient) -> None:
    found = client.get(ROOT, headers={"Host": "kaname.example"}).json()
    assert found["versions"] == ["0.2"]
    assert found["identifierSpace"] == "https://w3id.org/kaname/id/"
    assert "{{id}}" in found["view"]["url"]
    assert found["preview"]["url"].startswith("http://kaname.example/api/v1/reconcile/preview?id={{id}}")
    for name in ("entity", "type", "property"):
        service = found["suggest"][name]
        assert client.get(service["service_url"] + service["service_path"], params={"prefix": "a"}).status_code == 200
    propose = found["extend"]["propose_properties"]
    assert client.get(propose["service_url"] + propose["service_path"], params={"type": "state"}).status_code == 200
    assert client.get(ROOT).json()["view"]["url"].startswith("http://testserver/")


def test_a_batch_is_answered_by_its_keys(client: TestClient) -> None:
    found = ask(
        client,
        {
            "q0": {"query": "Japan", "type": "state", "type_strict": "should", "limit": 3},
            "q1": {"query": "日本", "type": ["state"]},
            "q2": {"query": "no such thing at all"},
            "q3": {"query": "Philippnes"},
        },
    )
    assert found["q0"]["result"][0] | {"features": 0, "description": 0} == {
        "id": "jpn",
        "name": "Japan",
        "type": [{"id": "state", "name": "State"}],
        "score": 100.0,
        "match": True,
        "features": 0,
        "description": 0,
    }
    assert found["q1"]["result"][0]["id"] == "jpn"
    assert found["q2"]["result"] == []
    assert (found["q3"]["result"][0]["id"], found["q3"]["result"][0]["match"]) == ("phl", False)


def test_the_same_batch_goes_by_get(client: TestClient) -> None:
    queries = json.dumps({"q0": {"query": "JPN"}})
    assert client.get(ROOT, params={"queries": queries}).json()["q0"]["result"][0]["id"] == "jpn"


def test_properties_raise_and_lower_candidates(client: TestClient) -> None:
    def scores(code: str) -> dict[str, float]:
        query = {"query": "Korea", "type": "state", "properties": [{"pid": "code", "v": code}]}
        return {one["id"]: one["score"] for one in ask(client, {"q": query})["q"]["result"]}

    assert scores("KOR")["kor"] > scores("PRK")["kor"]
    assert max(scores("PRK"), key=lambda name: scores("PRK")[name]) == "prk"


def test_parties_are_those_of_the_day(client: TestClient) -> None:
    query = {
        "type": "agreement",
        "conditions": [
            {"matchType": "name", "propertyValue": "reciprocal defense procurement"},
            {
                "matchType": "property",
                "propertyId": "parties",
                "propertyValue": ["jpn", {"id": "usa"}],
                "matchQuantifier": "all",
                "required": True,
            },
        ],
    }
    before, after = (match(client, query, asOf=day)[0] for day in ("2016-05-24", "2016-06-10"))
    assert "agr-jpn-us-rdpmou-2016" not in {c["id"] for c in before}
    assert "agr-jpn-us-rdpmou-2016" in {c["id"] for c in after}


def test_the_draft_takes_its_older_names_and_queries_without_a_name(client: TestClient) -> None:
    old = {"type": "state", "conditions": [{"matchType": "property", "pid": "code", "v": "JPN"}]}
    none = {
        "type": "state",
        "limit": 100,
        "conditions": [
            {"matchType": "name", "propertyValue": "korea"},
            {
                "matchType": "property",
                "propertyId": "code",
                "propertyValue": "PRK",
                "matchQuantifier": "none",
                "required": True,
            },
        ],
    }
    by_code, without = match(client, old, none)
    assert [c["id"] for c in by_code] == ["jpn"]
    assert "prk" not in {c["id"] for c in without}
    manifest = client.get(f"{ROOT}/1.0").json()
    assert (manifest["versions"], manifest["standardizedScore"]) == (["1.0-draft"], True)
    assert manifest["suggest"] == {"entity": True, "type": True, "property": True}


def test_tables_are_extended_with_values_of_the_day(client: TestClient) -> None:
    asked = {"ids": ["jpn", "gone"], "properties": [{"id": "code"}, {"id": "agreements"}, {"id": "iso2"}]}
    old = client.post(ROOT, data={"extend": json.dumps(asked)}, params={"asOf": "2016-06-10"}).json()
    assert old["meta"][0] == {"id": "code", "name": "ISO 3166-1 alpha-3 code"}
    assert old["rows"]["jpn"]["code"] == [{"str": "JPN"}]
    assert old["rows"]["jpn"]["iso2"] == [{"str": "JP"}]
    assert {"id", "name"} == set(old["rows"]["jpn"]["agreements"][0])
    assert old["rows"]["gone"] == {"code": [], "agreements": [], "iso2": []}
    new = client.post(f"{ROOT}/1.0/extend", json=asked, params={"asOf": "2016-05-24"}).json()
    names = {p["id"]: {v["id"] for v in p["values"]} for p in new["rows"][0]["properties"] if p["id"] == "agreements"}
    then = {v["id"] for v in old["rows"]["jpn"]["agreements"]}
    assert "agr-jpn-us-rdpmou-2016" in then - names["agreements"]


def test_what_is_typed_is_completed(client: TestClient) -> None:
    found = client.get(f"{ROOT}/suggest/entity", params={"prefix": "phil"}).json()["result"]
    assert found[0]["id"] == "phl"
    assert found[0]["notable"] == [{"id": "state", "name": "State"}]
    rest = client.get(f"{ROOT}/suggest/entity", params={"prefix": "phil", "cursor": 1}).json()["result"]
    assert rest[: len(found) - 1] == found[1:]
    assert {t["id"] for t in client.get(f"{ROOT}/suggest/type", params={"prefix": "agre"}).json()["result"]} == {
        "agreement"
    }
    ids = {p["id"] for p in client.get(f"{ROOT}/suggest/property", params={"prefix": "iso"}).json()["result"]}
    assert ids == {"code", "iso2"}


def test_a_preview_is_a_small_page_without_script(client: TestClient) -> None:
    page = client.get(f"{ROOT}/preview", params={"id": "jpn"})
    assert page.headers["content-security-policy"] == "default-src 'none'"
    assert "<h1>Japan</h1>" in page.text
    assert client.get(f"{ROOT}/preview", params={"id": "<script>"}).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q0": {"query": "x", "limit": 0}}'},
        {"queries": '{"q0": {"query": "x", "properties": [{"pid": "nope", "v": "y"}]}}'},
        {"extend": '{"ids": "jpn"}'},
        {"extend": '{"ids": ["jpn"], "properties": [{"id": "nope"}]}'},
        {},
    ],
)
def test_what_cannot_be_read_is_a_fault_of_the_request(client: TestClient, sent: dict[str, str]) -> None:
    if "nope" in str(sent) and "queries" in sent:
        sent = {"queries": sent["queries"].replace('"x"', '"Japan"')}
    answer = client.post(ROOT, data=sent)
    assert answer.status_code in (400, 415)
    assert answer.json()["detail"]
