from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.questions import questions


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=home, query_workers=1))) as found:
        yield found


def test_all_questions_are_listed_in_both_languages_with_their_parameters(client: TestClient) -> None:
    listed = client.get("/api/v1/questions").json()
    assert [q["name"] for q in listed] == [q.name for q in questions()]
    firm_ties = next(q for q in listed if q["name"] == "firm-ties")
    assert firm_ties["serves"] == ["cq09", "T10"]
    assert firm_ties["parameters"][2] == {
        "name": "turn",
        "kind": "day",
        "sample": ["2015-04-27"],
        "takesSeveral": False,
    }
    assert all(q["titleJa"] for q in listed)


def test_japan_lacks_the_memorandum_on_the_day_and_no_longer_weeks_later(client: TestClient) -> None:
    def allies(day: str) -> set[str]:
        answer = client.get("/api/v1/questions/allies-without", params={"asOf": day}).json()
        assert answer["asOf"] == day
        assert answer["total"] == len(answer["items"])
        return {row["ally"] for row in answer["items"]}

    assert allies("2016-05-24") - allies("2016-06-04") == {"jpn"}


def test_an_answer_names_whose_judgements_it_rests_on(client: TestClient) -> None:
    answer = client.get("/api/v1/questions/coalition-coverage", params={"member": "usa,jpn"}).json()
    assert [judge["source"] for judge in answer["judges"]] == ["src-kaname"]
    assert answer["judges"][0]["assessments"] > 0
    assert answer["values"] == {"scenario": ["tsunami-hadr"], "member": ["usa", "jpn"]}
    assert client.get("/api/v1/questions/pair-agreements").json()["judges"] == []


def test_spans_of_days_are_whole_numbers(client: TestClient) -> None:
    params = {"asOf": "2026-11-24", "source": "src-rebalance16"}
    items = client.get("/api/v1/questions/recommendations-met", params=params).json()["items"]
    met = {row["recommendation"]: row["days"] for row in items if row["met"]}
    assert met["rec-rdp-jpn"] == 34


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("nothing-such", 404, "no question 'nothing-such'"),
        ("pair-agreements?c=usa", 400, "no parameter 'c'; it has a, b"),
        ("firm-ties?turn=2015", 400, "write YYYY-MM-DD"),
        ("members?format=pdf", 400, "json, csv, tsv or xml"),
        ("members?asOf=yesterday", 400, "asOf"),
    ],
)
def test_a_wrong_request_is_told_the_next_step(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(f"/api/v1/questions/{path}")
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_the_bare_table_is_to_be_had_as_csv(client: TestClient) -> None:
    answer = client.get("/api/v1/questions/members", params={"format": "csv", "asOf": "2004-04-01"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["kaname-as-of"] == "2004-04-01"
    assert answer.text.splitlines()[0] == "actor,name,since,basis,participation,allListed"


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_every_question_answers_from_the_release_on_both_days(client: TestClient, name: str) -> None:
    for day in ("2016-05-24", "2026-11-24"):
        answer = client.get(f"/api/v1/questions/{name}", params={"asOf": day})
        assert answer.status_code == 200, answer.text
