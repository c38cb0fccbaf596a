"""The look-ups of the whole application over the bundled release."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from graph.clock import today
from graph.release import Release

V1 = "/api/v1"
ROUTES = (
    "/entities/jpn",
    "/search?q=japan",
    "/pairs/usa/jpn",
    "/agreements?parties=usa,jpn",
    "/gaps/agreement?states=usa&expects=rdp-mou",
    "/chokepoints/structural?layer=security",
    "/sources",
)
BEFORE, AFTER = "2016-05-24", "2016-06-10"


def get(client: TestClient, path: str, **query: str) -> dict:  # type: ignore[type-arg]
    answer = client.get(V1 + path, params=query or None)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_names_its_day_its_release_and_how_far_the_sources_looked(
    client: TestClient, release: Release, path: str
) -> None:
    joint = "&" if "?" in path else "?"
    for asked, day in (("", today().isoformat()), (f"{joint}asOf={BEFORE}", BEFORE)):
        found = get(client, path + asked)
        assert (found["asOf"], found["release"]) == (day, release.id)
        assert found["observedUntil"] == release.observed_until.isoformat()


@pytest.mark.parametrize("path", [*ROUTES, "/view?focus=jpn,usa"])
@pytest.mark.parametrize("day", ["yesterday", "2016-02-30", "2016-05", "20160524", "", "2016-05-24T00:00:00Z"])
def test_a_bad_day_is_a_problem_that_says_what_to_write(client: TestClient, path: str, day: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = client.get(f"{V1}{path}{joint}asOf={day}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert repr(day) in problem["detail"]
    assert "write YYYY-MM-DD, for instance 2016-05-24" in problem["detail"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/entities/jpnn", 404, "did you mean jpn"),
        ("/entities/%3Cscript%3E", 404, "'<script>'"),
        ("/pairs/usa/jpnn", 404, "'jpnn'"),
        ("/pairs/usa/USA", 400, "usa was given twice"),
        ("/agreements?parties=usa,nobody", 404, "'nobody'"),
        ("/agreements?kind=magic", 400, "no kind 'magic'; kinds with agreements are"),
        ("/agreements?basis=ratified", 400, "write in-force or signed"),
        ("/agreements?include=all", 400, "write include=unknown or leave it out"),
        ("/agreements?limit=0", 422, "limit"),
        ("/agreements?limit=many", 422, "limit"),
        ("/agreements?offset=-1", 422, "offset"),
        ("/gaps/agreement?states=nobody", 404, "'nobody'"),
        ("/gaps/agreement?states=firm-mhi", 400, "firm-mhi is a firm"),
        ("/gaps/agreement?expects=magic", 400, "no rule expects 'magic'"),
        ("/chokepoints/structural?layer=magic", 400, "use one of security, framework, access"),
        ("/chokepoints/structural?layer=presence", 400, "no agreements lie in the layer 'presence'"),
        ("/chokepoints/structural?between=jpn", 400, "between two parties, 1 given"),
        ("/chokepoints/structural?between=jpn,nobody", 404, "'nobody'"),
        ("/view?focus=nobody", 404, "'nobody'"),
        ("/view?focus=,", 400, "name at least one thing"),
        ("/view?focus=jpn&layer=magic", 400, "no layer 'magic'"),
        ("/view", 422, "focus: Field required"),
        ("/search", 422, "q: Field required"),
        ("/entities/jpn?release=2020.01.01-nope", 404, "there is: "),
        ("/nothing", 404, "see /docs"),
    ],
)
def test_a_wrong_request_is_a_problem_with_the_value_and_the_next_step(
    client: TestClient, path: str, status: int, said: str
) -> None:
    answer = client.get(V1 + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail"}
    assert problem["status"] == status
    assert said in problem["detail"]


def test_another_method_is_a_problem_too(client: TestClient) -> None:
    answer = client.post(f"{V1}/agreements")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_an_entity_has_facts_and_cited_relations_of_the_day(client: TestClient) -> None:
    found = get(client, "/entities/JPN", asOf=AFTER)
    assert (found["id"], found["label"], found["labelJa"], found["type"]) == ("jpn", "Japan", "日本", "state")
    assert found["iri"].endswith("/id/jpn")
    relations = {r["id"]: r for r in found["relations"]}
    part = relations["part-agr-jpn-us-rdpmou-2016-jpn-party-1"]
    assert (part["holding"], part["since"], part["direction"]) == ("holds", "2016-06-04", "out")
    assert part["other"]["id"] == "agr-jpn-us-rdpmou-2016"
    assert part["evidence"][0]["url"].startswith("http")
    assert all(r["evidence"] and r["holding"] == "holds" for r in found["relations"])
    assert found["unknown"] > 0
    wide = get(client, "/entities/jpn", asOf=AFTER, include="unknown")
    ids = [{r["id"] for r in answer["relations"]} for answer in (found, wide)]
    assert len(ids[1] - ids[0]) == found["unknown"]
    earlier = {r["id"] for r in get(client, "/entities/jpn", asOf=BEFORE)["relations"]}
    assert "part-agr-jpn-us-rdpmou-2016-jpn-party-1" not in earlier


def test_a_capability_is_looked_up_by_its_id(client: TestClient) -> None:
    assert get(client, "/entities/capability/air")["id"] == "capability/air"


def test_search_finds_in_both_languages_and_by_type(client: TestClient) -> None:
    assert get(client, "/search", q="日本")["items"][0]["id"] == "jpn"
    found = get(client, "/search", q="japan", type="agreement", limit="5")
    assert {item["type"] for item in found["items"]} == {"agreement"}
    assert len(found["items"]) == 5 < found["total"]
    assert get(client, "/search", q="")["total"] == 0
    assert get(client, "/search", q="<img src=x onerror=alert(1)>")["items"] == []


def test_a_list_is_given_in_parts_that_make_the_whole(client: TestClient) -> None:
    whole = get(client, "/agreements", asOf=AFTER, limit="1000")
    parts = [get(client, "/agreements", asOf=AFTER, limit="100", offset=str(start)) for start in (0, 100, 200)]
    assert [a for part in parts for a in part["items"]] == whole["items"]
    assert {part["total"] for part in parts} == {whole["total"]} == {len(whole["items"])}


def test_agreements_of_a_pair_stand_on_the_day_with_their_parties_and_evidence(client: TestClient) -> None:
    before = {a["id"] for a in get(client, "/agreements", parties="usa,jpn", asOf=BEFORE)["items"]}
    found = get(client, "/agreements", parties="usa,jpn", asOf=AFTER)
    after = {a["id"]: a for a in found["items"]}
    assert set(after) - before == {"agr-jpn-us-rdpmou-2016"}
    rdp = after["agr-jpn-us-rdpmou-2016"]
    assert {p["id"] for p in rdp["parties"]} == {"jpn", "usa"}
    assert (rdp["since"], rdp["kind"], rdp["layer"]) == ("2016-06-04", "rdp-mou", "industry")
    assert all(a["evidence"] for a in found["items"])


def test_a_kind_counts_with_what_is_narrower(client: TestClient) -> None:
    narrow = {a["id"] for a in get(client, "/agreements", kind="collective-defence-treaty", asOf="2024-04-01")["items"]}
    broad = {a["id"] for a in get(client, "/agreements", kind="mutual-defence-treaty", asOf="2024-04-01")["items"]}
    assert "agr-us-nato-1949" in narrow < broad


@pytest.mark.parametrize(("day", "members"), [("2003-01-01", 19), ("2004-04-01", 26), ("2024-04-01", 32)])
def test_nato_has_its_members_of_the_day(client: TestClient, day: str, members: int) -> None:
    found = get(client, "/agreements", kind="collective-defence-treaty", asOf=day)
    nato = next(a for a in found["items"] if a["id"] == "agr-us-nato-1949")
    assert len([p for p in nato["parties"] if p["holding"] == "holds"]) == members


def test_a_pair_is_told_kind_by_kind_with_its_gaps(client: TestClient) -> None:
    before, after = (get(client, "/pairs/usa/jpn", asOf=day) for day in (BEFORE, AFTER))
    standing = [next(k for k in found["kinds"] if k["kind"] == "rdp-mou")["holding"] for found in (before, after)]
    assert standing == ["not-found", "holds"]
    assert "rdp-mou" in {gap["expects"] for gap in before["gaps"]}
    assert "rdp-mou" not in {gap["expects"] for gap in after["gaps"]}


def test_gaps_name_their_evidence_and_whether_the_list_is_complete(client: TestClient) -> None:
    found = get(
        client, "/gaps/agreement", states="usa", expects="rdp-mou", premise="mutual-defence-treaty", asOf=BEFORE
    )
    japan = next(gap for gap in found["items"] if "jpn" in {party["id"] for party in gap["pair"]})
    assert japan["lack"] == "absent"
    assert japan["listComplete"]["day"] == "2015-12-31"
    assert japan["closed"]["on"] == "2016-06-04"
    assert date.fromisoformat(japan["missingSince"]) < date(2016, 5, 24)
    assert all(statement["citations"] for gap in found["items"] for statement in gap["evidence"])
    assert found["rules"]
    assert found["measure"] == "gaps/agreement 1"


def test_chokepoints_name_what_falls_apart_and_the_proof(client: TestClient) -> None:
    found = get(client, "/chokepoints/structural", layer="information", asOf=AFTER)
    first = found["items"][0]
    assert first["cut"] in ("articulation-point", "bridge")
    assert first["severed"] == sum(len(part) for part in first["parts"]) > 0
    assert all({m["id"] for m in first["members"]} <= set(path) for path in first["paths"])
    assert all(statement["citations"] for statement in first["evidence"])
    cut = get(client, "/chokepoints/structural", layer="security", between="jpn,phl", asOf=AFTER)
    assert [m["id"] for m in cut["items"][0]["members"]] == ["usa"]


def test_sources_are_the_data_sets_with_their_licence_and_the_documents(client: TestClient, release: Release) -> None:
    found = get(client, "/sources", limit="1000")
    assert {d["key"]: d["rows"] for d in found["datasets"]} == {s.key: s.rows for s in release.manifest.sources}
    assert all(d["licence"] and d["citation"] for d in found["datasets"])
    assert found["total"] == release.manifest.things["Source"]
    assert {d["kind"] for d in found["items"]} >= {"source-read", "source-index"}


def test_a_view_is_one_page_that_needs_no_other_file(client: TestClient) -> None:
    answer = client.get(f"{V1}/view?focus=jpn,usa&asOf={AFTER}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "agr-jpn-us-rdpmou-2016" in answer.text
    assert 'src="http' not in answer.text
    assert "agr-jpn-us-rdpmou-2016" not in client.get(f"{V1}/view?focus=jpn,usa&asOf={BEFORE}").text


@pytest.mark.parametrize(
    "path", [*(V1 + path for path in ROUTES), "/healthz", "/openapi.json", f"{V1}/entities/nobody"]
)
def test_pages_of_other_origins_may_read_the_answers(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


def test_a_browser_may_ask_first(client: TestClient) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = client.options(f"{V1}/agreements", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    refused = client.options(f"{V1}/agreements", headers={**headers, "Access-Control-Request-Method": "DELETE"})
    assert refused.status_code == 400


def test_the_service_says_that_it_answers_and_from_which_release(client: TestClient, release: Release) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "release": release.id}
