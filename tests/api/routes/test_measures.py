"""Every measure by the API: what it tells, that each finding leads to its sources, and what bad input gets."""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.release import Release
from graph.world.world import world

FIVE = {"coalition": "usa,jpn,aus,kor,phl", "scenario": "taiwan-high-intensity"}
PATHS: list[tuple[str, dict[str, str]]] = [
    ("gaps/capability", FIVE),
    ("gaps/interoperability", FIVE),
    ("gaps/funding", FIVE),
    ("gaps/environment", {"coalition": "usa,jpn"}),
    ("gaps/commitment", {"agreement": "agr-jpn-us-guidelines-2015"}),
    ("gaps/industry", {"firmsOf": "jpn", "towards": "usa", "technology": "robotics"}),
    ("chokepoints/agreement", {"layer": "logistics"}),
    ("chokepoints/pivotal", FIVE),
    ("chokepoints/broker", {}),
    ("chokepoints/supply", {"coalition": "usa,jpn"}),
    ("chokepoints/deadline", {"within": "3650"}),
    ("coverage", FIVE),
    ("recommendations", {"coalition": "usa,jpn"}),
]


def asked(client: TestClient, path: str, day: str = "2016-05-24", **given: str) -> Any:
    answer = client.get(f"/api/v1/{path}", params={"asOf": day, **given})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(("path", "given_"), PATHS, ids=[path for path, _ in PATHS])
def test_each_finding_carries_statements_that_lead_to_sources(
    client: TestClient, path: str, given_: dict[str, str]
) -> None:
    answer = asked(client, path, **given_)
    assert answer["asOf"] == "2016-05-24"
    assert answer["items"]
    assert answer["total"] >= len(answer["items"])
    assert answer["basis"] in ("judgement", "record")
    for item in answer["items"]:
        assert item["evidence"]
        assert all(citation["source"] for s in item["evidence"] for citation in s["citations"])
        assert all(s["citations"] for s in item["evidence"]), item["key"]


def test_capability_gaps_are_those_of_the_measure_by_hand(client: TestClient, release: Release) -> None:
    answer = asked(client, "gaps/capability", "2026-01-01", **FIVE)
    here, day = world(release), answer["asOf"]
    required = here.scenarios["taiwan-high-intensity"]
    by_hand: dict[str, str] = {}
    for requirement in required:
        latest: dict[str, tuple[date, int]] = {}
        for a in here.assessments:
            asked_of = a.capability == requirement.capability and a.state in FIVE["coalition"].split(",")
            if asked_of and a.span.start.isoformat() <= day < a.span.end.isoformat():
                latest[a.state] = max(latest.get(a.state, (a.span.start, a.level)), (a.span.start, a.level))
        found = [level for _, level in latest.values()]
        meeting = sum(level >= requirement.level for level in found)
        if meeting < 2:
            below = "partial" if any(found) else "uncovered" if found else "unknown"
            by_hand[requirement.capability] = "single" if meeting == 1 else below
    assert {item["capability"]["id"]: item["status"] for item in answer["items"]} == by_hand
    assert answer["covered"] + answer["total"] == answer["required"] == len(required)


def test_what_is_not_assessed_is_named_and_counted(client: TestClient) -> None:
    answer = asked(client, "gaps/capability", **FIVE)
    assert answer["cellsUnknown"] > 0
    assert answer["value"]["known"] < answer["value"]["possible"] <= answer["value"]["whole"]
    unknown = [item for item in answer["items"] if item["status"] == "unknown"]
    assert unknown
    assert all(item["missing"] is None and len(item["notAssessed"]) == 5 for item in unknown)


def test_how_a_finding_fares_is_told_where_it_is_asked_for(client: TestClient) -> None:
    plain = asked(client, "chokepoints/pivotal", **FIVE)["items"][0]
    told = asked(client, "chokepoints/pivotal", fragility="true", **FIVE)["items"][0]
    assert plain["fragility"] is None
    assert told["fragility"]["runs"] >= told["fragility"]["stays"]


def test_pivotal_shares_sum_to_one_and_name_what_only_one_nation_meets(client: TestClient) -> None:
    items = asked(client, "chokepoints/pivotal", "2026-01-01", **FIVE)["items"]
    assert sum(item["share"] for item in items) == pytest.approx(1.0)
    assert items[0]["state"]["id"] == "usa"
    assert {c["id"] for c in items[0]["aloneMeets"]} >= {"inf-c2"}


def test_coverage_on_two_days_tells_the_difference(client: TestClient) -> None:
    answer = asked(client, "coverage", "2026-01-01", against="2016-05-24", limit="1000", **FIVE)
    then = {row["capability"]["id"]: row["status"] for row in answer["rowsAgainst"]}
    now = {row["capability"]["id"]: row["status"] for row in answer["items"]}
    assert then.keys() == now.keys()
    assert then["air-cbt"] == "single"  # of the five in 2016 only the levels of some are judged
    assert now["air-cbt"] == "covered"
    assert answer["valueAgainst"]["known"] < answer["value"]["known"]


def test_commitments_of_the_guidelines_have_acts_ten_years_on_that_they_had_not_after_one(client: TestClient) -> None:
    then, now = (
        asked(client, "gaps/commitment", day, agreement="agr-jpn-us-guidelines-2015")["all"]
        for day in ("2016-05-24", "2026-01-01")
    )
    assert then["open"] > now["open"] > 0
    assert then["actedOn"] < now["actedOn"]
    assert (then["oldestDays"], then["medianDays"]) == (393, None)


def test_how_long_after_each_summit_its_promises_were_acted_on(client: TestClient) -> None:
    records = asked(client, "gaps/commitment", "2026-01-01", limit="1")["records"]
    summits = {r["instrument"]["id"]: r for r in records}
    assert summits["agr-jpn-us-scc-2023"]["medianDays"] > 0
    assert summits["agr-campdavid-2023"]["share"] > 0.5


def test_a_what_if_answers_with_a_link_that_asks_the_same_again(client: TestClient) -> None:
    first = asked(client, "whatif", coalition="USA,JPN", overlay="conclude:rdp-mou:usa,jpn")
    assert first["overlay"] == "conclude:rdp-mou:jpn,usa"
    closed = {d["measure"]: [f["key"] for f in d["closed"]] for d in first["differences"]}
    assert closed["agreement"] == ["jpn–usa rdp-mou"]
    again = client.get(first["link"]).json()
    assert again == first
    assert "scenario" not in first["link"]


def test_in_may_2016_the_memorandum_is_recommended_first_with_its_weights_and_what_if(client: TestClient) -> None:
    answer = asked(client, "recommendations", coalition="usa,jpn")
    first = answer["items"][0]
    assert first["action"] == "conclude:rdp-mou:jpn,usa"
    assert answer["objective"]["agreement"] == 1.0
    assert first["before"]["agreement"] == first["after"]["agreement"] + 1
    assert client.get(first["whatIf"]).json()["overlay"] == first["action"]


def test_the_backtest_names_its_baselines_and_leads_with_intervals(client: TestClient) -> None:
    answer = client.get("/api/v1/backtest", params={"from": 2014, "to": 2016}).json()
    assert {m["name"] for m in answer["methods"]} >= {"random", "gap ranking (rules)", "gap ranking (weighed)"}
    assert answer["bestBaseline"] in {m["name"] for m in answer["methods"]}
    assert all(lead["low"] <= lead["value"] <= lead["high"] for lead in answer["leads"].values())


def test_evolution_gives_a_value_a_day(client: TestClient) -> None:
    answer = asked(client, "evolution", "2026-01-01", measure="coverage", **{"from": "2016-01-01"}, **FIVE)
    assert len(answer["days"]) == len(answer["series"]["known"]) == 11


@pytest.mark.parametrize(
    ("path", "given_", "status", "told"),
    [
        ("gaps/capability", {**FIVE, "coalition": "usa,atl"}, 404, "nothing has the id 'atl'"),
        ("gaps/capability", {**FIVE, "coalition": ","}, 400, "the coalition is empty"),
        ("gaps/capability", {**FIVE, "coalition": "usa,nato"}, 400, "nato is a body"),
        ("gaps/capability", {**FIVE, "scenario": "cyber"}, 400, "has no requirements of its own"),
        ("gaps/capability", {**FIVE, "scenario": "zombies"}, 404, "no scenario 'zombies'; there are"),
        ("gaps/industry", {"firmsOf": "jpn", "towards": "jpn"}, 400, "two different states"),
        ("gaps/industry", {"firmsOf": "jpn", "towards": "usa", "technology": "magic"}, 400, "no technology 'magic'"),
        ("chokepoints/agreement", {"layer": "trade"}, 400, "no agreements lie in the layer 'trade'"),
        ("whatif", {"coalition": "usa", "overlay": "frob:x"}, 400, "no change 'frob'"),
        ("recommendations", {"coalition": "usa"}, 400, "has no pair to act on"),
        ("evolution", {"coalition": "usa", "measure": "morale"}, 400, "no measure 'morale' to follow"),
        ("backtest", {"from": "2010", "to": "2026"}, 400, "are not over on record"),
        ("coverage", {**FIVE, "against": "May"}, 400, "against: 'May' is not a day"),
    ],
)
def test_bad_input_is_told_with_the_next_step(
    client: TestClient, path: str, given_: dict[str, str], status: int, told: str
) -> None:
    answer = client.get(f"/api/v1/{path}", params=given_)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


def test_a_day_before_all_data_gets_an_honest_answer(client: TestClient) -> None:
    answer = asked(client, "gaps/capability", "1800-01-01", **FIVE)
    assert {item["status"] for item in answer["items"]} == {"unknown"}
    assert answer["value"]["known"] == 0.0
    assert answer["cellsUnknown"] == answer["required"] * 5
    assert asked(client, "chokepoints/broker", "1800-01-01")["items"] == []
