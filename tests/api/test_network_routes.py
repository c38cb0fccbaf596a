"""Look-ups beside entities and agreements, over the bundled release."""

import hashlib
from base64 import b64decode
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from graph.errors import Merged, Withdrawn
from graph.release import Release
from graph.things import catalogue

BEFORE, AFTER = "2016-05-24", "2016-06-10"
RDP = "agr-jpn-us-rdpmou-2016"


def get(client: TestClient, path: str, **params: object) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}", params={k: str(v) for k, v in params.items()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_things_are_listed_by_type_and_state_in_pages(client: TestClient, release: Release) -> None:
    states = get(client, "entities", type="state", limit=1000)
    assert states["total"] == len(states["items"]) == sum(t.type == "state" for t in catalogue(release).values())
    page = get(client, "entities", type="state", limit=2, offset=2)
    assert page["items"] == states["items"][2:4]
    firms = get(client, "entities", type="firm", state="JPN", limit=1000)["items"]
    assert firms
    assert {f["state"] for f in firms} == {"jpn"}


def test_neighbours_are_those_that_hold_on_the_day(client: TestClient) -> None:
    before = {i["thing"]["id"] for i in get(client, "entities/jpn/neighbors", asOf=BEFORE, limit=1000)["items"]}
    after = {i["thing"]["id"] for i in get(client, "entities/jpn/neighbors", asOf=AFTER, limit=1000)["items"]}
    assert RDP not in before
    assert RDP in after
    narrow = get(client, "entities/jpn/neighbors", asOf=AFTER, layer="security", type="agreement", limit=1000)["items"]
    assert {r["layer"] for i in narrow for r in i["relations"]} == {"security"}
    assert all(r["evidence"] for i in narrow for r in i["relations"])


def test_a_timeline_shows_what_is_over_and_what_is_to_come(client: TestClient) -> None:
    items = get(client, "entities/jpn/timeline", asOf=BEFORE, limit=1000)["items"]
    assert {i["holding"] for i in items} == {"holds", "not", "unknown"}
    starts = [i["since"].removeprefix("about ") for i in items if i["since"]]
    assert starts == sorted(starts)
    assert RDP in {i["other"]["id"] for i in items}


def test_paths_lead_only_through_what_holds_on_the_day(client: TestClient) -> None:
    old = get(client, "paths", **{"from": "jpn", "to": "usa", "asOf": "1945-01-01"})
    assert old["items"] == []
    now = get(client, "paths", **{"from": "jpn", "to": "usa", "asOf": AFTER, "limit": 100})["items"]
    assert [p["length"] for p in now] == sorted(p["length"] for p in now)
    middles = {p["hops"][0]["end"]["id"] for p in now}
    before = get(client, "paths", **{"from": "jpn", "to": "usa", "asOf": BEFORE, "limit": 100})["items"]
    assert RDP in middles - {p["hops"][0]["end"]["id"] for p in before}
    assert all(s["citations"] for p in now for s in p["evidence"])
    direct = get(client, "paths", **{"from": "jpn", "to": "usa", "asOf": AFTER, "maxHops": 1})["items"]
    assert direct == [p for p in now if p["length"] == 1]


def test_a_path_needs_two_things(client: TestClient) -> None:
    assert client.get("/api/v1/paths?from=jpn&to=JPN").status_code == 400
    assert client.get("/api/v1/paths?from=jpn&to=nowhere").status_code == 404


def test_commitments_carry_the_acts_up_to_the_day(client: TestClient) -> None:
    early = get(client, "commitments", agreement="agr-jpn-us-guidelines-2015", asOf=BEFORE, limit=100)
    late = get(client, "commitments", agreement="agr-jpn-us-guidelines-2015", limit=100)
    assert early["total"] == late["total"] > 0
    done = [{i["id"] for i in c["items"] if i["standing"] == "implemented"} for c in (early, late)]
    assert done[0] < done[1]
    assert all(act["began"] <= BEFORE for i in early["items"] for act in i["acts"])
    assert get(client, "commitments", asOf="1990-01-01")["total"] < get(client, "commitments")["total"]
    assert get(client, "commitments", party="usa", standing="no-act-found", limit=1)["total"] > 0


def test_a_snapshot_is_the_same_network_in_every_format(client: TestClient) -> None:
    found = get(client, "snapshot", asOf=BEFORE, layer="security")
    edges = {e["id"] for e in found["edges"]}
    assert {e["layer"] for e in found["edges"]} == {"security"}
    assert {e["source"] for e in found["edges"]} | {e["target"] for e in found["edges"]} == {
        n["id"] for n in found["nodes"]
    }
    for accept, read in (("application/graphml+xml", nx.parse_graphml), ("application/gexf+xml", None)):
        answer = client.get(f"/api/v1/snapshot?asOf={BEFORE}&layer=security", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(accept)
        if read:
            assert {e["relation"] for _, _, e in read(answer.text).edges(data=True)} == edges
    assert client.get("/api/v1/snapshot?format=xls").status_code == 406
    assert client.get("/api/v1/snapshot?layer=love").status_code == 400


def test_an_export_tells_its_checksum(client: TestClient) -> None:
    answer = client.get(f"/api/v1/export/csv?asOf={BEFORE}")
    digest = answer.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
    assert b64decode(digest) == hashlib.sha256(answer.content).digest()
    assert answer.headers["kaname-as-of"] == BEFORE
    assert int(answer.headers["kaname-rows"]) == len(answer.text.splitlines()) - 1
    assert client.get("/api/v1/export/xls").status_code == 400
    assert {f["name"] for f in client.get("/api/v1/export").json()} > {"nquads", "gexf"}


def test_releases_say_which_is_current(client: TestClient, release: Release) -> None:
    found = get(client, "releases")
    assert found["current"] == release.id
    assert [r["current"] for r in found["items"] if r["id"] == release.id] == [True]


def test_an_answer_holds_only_the_fields_asked_for(client: TestClient) -> None:
    one = get(client, "entities/jpn", fields="label,iri")
    assert set(one) == {"asOf", "release", "observedUntil", "total", "unknown", "label", "iri"}
    many = get(client, "agreements", fields="label", limit=3)
    assert [set(item) for item in many["items"]] == [{"id", "label"}] * 3
    wrong = client.get("/api/v1/agreements?fields=labl")
    assert wrong.status_code == 400
    assert "labelJa" in wrong.json()["detail"]


def test_json_ld_gives_names_their_meaning(client: TestClient) -> None:
    headers = {"Accept": "application/ld+json"}
    page = client.get("/api/v1/entities?type=state&limit=1", headers=headers)
    assert page.headers["content-type"] == "application/ld+json"
    body = page.json()
    assert body["@context"]["id"] == "@id"
    assert body["items"][0]["type"] == "kn:State"
    triples = client.get("/api/v1/entities/jpn", headers=headers).json()
    assert any(node["@id"].endswith("/id/jpn") for node in triples)
    both = client.get("/api/v1/entities/jpn", headers={"Accept": "application/json, application/ld+json;q=0.5"})
    assert both.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path", ["/api/v1/entities/old-id", "/api/v1/entities/old-id/timeline?asOf=2016-05-24", "/id/old-id"]
)
def test_a_merged_id_leads_to_the_new_one_and_a_withdrawn_one_is_gone(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def merged(*_: object) -> None:
        raise Merged("merged", "jpn")

    def withdrawn(*_: object) -> None:
        raise Withdrawn("withdrawn")

    for module in ("graph.succession", "api.routes.identifiers"):
        monkeypatch.setattr(f"{module}.follow", merged)
    answer = client.get(path)
    assert answer.status_code == 308
    assert answer.headers["location"] == path.replace("old-id", "jpn")
    for module in ("graph.succession", "api.routes.identifiers"):
        monkeypatch.setattr(f"{module}.follow", withdrawn)
    assert client.get(path).status_code == 410


def test_search_is_narrowed_by_state_and_day(client: TestClient) -> None:
    before = {
        i["id"] for i in get(client, "search", q="acquisition", state="jpn", standing="holds", asOf=BEFORE)["items"]
    }
    rdp = get(client, "search", q="reciprocal defense procurement", state="jpn", asOf=AFTER)["items"]
    assert RDP in {i["id"] for i in rdp}
    assert RDP not in {i["id"] for i in get(client, "search", q="reciprocal", state="jpn", asOf=BEFORE)["items"]}
    assert RDP not in before
    assert all(i["why"] and i["matched"] for i in rdp)
    assert get(client, "search/suggest", q="phil")["items"][0]["id"] == "phl"
