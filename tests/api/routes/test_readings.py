"""`basis` and `include` change an answer or are refused: no measure takes one and passes over it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

FIVE = {"coalition": "usa,jpn,aus,kor,phl", "scenario": "taiwan-high-intensity"}
LOOSE = {"coalition": "usa,aus"}


def asked(client: TestClient, path: str, **given: str) -> Any:
    answer = client.get(f"/api/v1/{path}", params={"asOf": "2016-05-24", **given})
    assert answer.status_code == 200, answer.text
    return answer.json()


def keys(answer: Any) -> set[str]:
    return {item["key"] for item in answer["items"]}


@pytest.mark.parametrize("reading", [{"basis": "signed"}, {"include": "unknown"}], ids=str)
@pytest.mark.parametrize(
    ("path", "given_"),
    [
        ("gaps/agreement", {"states": "usa"}),
        ("chokepoints/structural", {"layer": "security"}),
        ("chokepoints/agreement", {"layer": "information", "coalition": "usa,aus,kor"}),
        ("chokepoints/broker", {"layer": "security"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_agreement_that_is_signed_or_may_be_in_force_changes_what_is_found(
    client: TestClient, path: str, given_: dict[str, str], reading: dict[str, str]
) -> None:
    plain, other = (asked(client, path, **given_, **more) for more in ({}, reading))
    assert plain["reading"] == "in force; only what certainly holds"
    assert other["reading"] != plain["reading"]
    assert keys(other) != keys(plain)


def test_a_supply_recorded_later_holds_in_a_wide_reading_and_is_counted_as_unknown_in_both(client: TestClient) -> None:
    plain, wide = (asked(client, "chokepoints/supply", **more) for more in ({}, {"include": "unknown"}))
    assert {item["holding"] for item in plain["items"]} >= {"unknown"}
    assert {item["holding"] for item in wide["items"]} == {"holds"}
    assert plain["unknown"] == wide["unknown"] > 0


def test_what_if_and_its_link_keep_the_reading(client: TestClient) -> None:
    given_ = {"overlay": "conclude:acsa:aus,usa", "include": "unknown", "basis": "signed", **LOOSE}
    answer = asked(client, "whatif", **given_)
    assert answer["reading"] == "signed; what may hold counts as holding"
    assert "basis=signed" in answer["link"]
    assert "include=unknown" in answer["link"]


def test_nothing_is_advised_that_may_be_in_force_already(client: TestClient) -> None:
    plain, wide = (asked(client, "recommendations", **FIVE, **more) for more in ({}, {"include": "unknown"}))
    concluded, still = ({key for key in keys(a) if key.startswith("conclude:")} for a in (plain, wide))
    assert still <= concluded
    assert concluded
    assert wide["reading"].endswith("what may hold counts as holding")


def test_evolution_follows_the_reading(client: TestClient) -> None:
    given_ = {"measure": "agreement", "from": "2015-01-01", **LOOSE}
    plain, signed = (asked(client, "evolution", **given_, **more) for more in ({}, {"basis": "signed"}))
    assert plain["series"] != signed["series"]


@pytest.mark.parametrize(
    ("path", "given_"),
    [
        ("coverage", FIVE),
        ("gaps/capability", FIVE),
        ("gaps/commitment", {}),
        ("chokepoints/pivotal", FIVE),
        ("chokepoints/supply", {}),
        ("backtest", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_basis_is_refused_where_nothing_is_signed(client: TestClient, path: str, given_: dict[str, str]) -> None:
    answer = client.get(f"/api/v1/{path}", params={"basis": "signed", **given_})
    assert answer.status_code == 400
    assert "leave basis" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["gaps/funding", "gaps/interoperability", "gaps/capability", "chokepoints/pivotal"])
def test_levels_of_a_past_day_are_called_judgements_made_with_hindsight(client: TestClient, path: str) -> None:
    notes = " ".join(asked(client, path, **FIVE)["notes"])
    assert "made with hindsight" in notes
    assert "levels" in notes
    assert "not assessed on 2016-05-24" in notes


@pytest.mark.parametrize(
    ("path", "given_"),
    [
        ("gaps/agreement", {"states": "usa"}),
        ("gaps/commitment", {"agreement": "agr-jpn-us-guidelines-2015"}),
        ("gaps/industry", {"firmsOf": "jpn", "towards": "usa"}),
        ("chokepoints/structural", {"layer": "information"}),
        ("chokepoints/agreement", {"layer": "information"}),
        ("chokepoints/broker", {"layer": "information"}),
        ("chokepoints/supply", {}),
        ("chokepoints/deadline", {"within": "3650"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_finding_tells_how_it_fares_without_single_sources(
    client: TestClient, path: str, given_: dict[str, str]
) -> None:
    answer = asked(client, path, fragility="true", limit="5", **given_)
    assert answer["items"]
    for item in answer["items"]:
        assert 0 <= item["fragility"]["stays"] <= item["fragility"]["runs"]
        assert item["fragility"]["runs"] > 0
