"""Where two sources differ is asked of a state, a pair, a sort or two sources, and is the same on every surface."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.commands.output import Format
from api.commands.sources import conflicts, listed_joined
from api.page_data.differences import said
from api.settings import Settings
from graph.disputes import Wanted, disputes, told_once
from graph.errors import BadParameter, NotFound
from graph.release import current_release
from graph.views.language import Name, language
from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

ENDS = '"kn:validTo" = { date = "ended" }\n'
HEADER = "number,title,type,signed,ended,members\n"
SECOND = "2,Second,LOG,2003-03-03,,USA;JPN\n"
TOLD = {"others": "1,First,DCA,2001-05-17,2012-05-05,JPN;USA\n", "pacts": "1,First,DCA,2001-05-17,2010-01-01,JPN;USA\n"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("differing")
    tiny = write_tiny(folder / "tiny")
    for key, first in TOLD.items():
        mapping, path = mapped.write(folder / key, HEADER + first + SECOND)
        text = mapping.read_text(encoding="utf-8").replace('key = "pacts"', f'key = "{key}"')
        mapping.write_text(text.replace("pact-", f"{key}-") + ENDS, encoding="utf-8")
        add_mapped(folder / "home", mapping, [path], Progress())
        build(folder / "home", sources=tiny)
    return folder / "home"


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=home, query_workers=1))) as found:
        yield found


def asked(client: TestClient, **given: str) -> list[tuple[str, str, str, str]]:
    answer: Any = client.get("/api/v1/differences", params=given).json()
    assert answer["total"] == len(answer["items"])
    return [(d["actor"]["id"], d["detail"], d["a"]["value"], d["b"]["value"]) for d in answer["items"]]


ENDED = [(actor, "end", "2012-05-05", "2010-01-01") for actor in ("jpn", "usa")]


def test_the_service_lists_what_either_source_says_with_its_statement(client: TestClient) -> None:
    assert asked(client) == ENDED
    (first, *_) = client.get("/api/v1/differences").json()["items"]
    assert first["a"] == {"source": "others", "value": "2012-05-05", "statement": "part-others-1-jpn-party-1"}
    assert first["b"] == {"source": "pacts", "value": "2010-01-01", "statement": "part-pacts-1-jpn-party-1"}


def test_it_narrows_by_party_pair_sort_agreement_and_sources(client: TestClient) -> None:
    assert asked(client, states="usa") == ENDED[1:]
    assert asked(client, states="USA,jpn") == ENDED
    assert asked(client, about="party") == []
    assert asked(client, about="date", between="pacts,others") == ENDED
    assert asked(client, agreement="others-1") == ENDED
    assert asked(client, agreement="others-2") == []


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"about": "colour"}, 400, "write party, date or obligation"),
        ({"between": "cow"}, 400, "no source 'cow'"),
        ({"states": "atlantis"}, 404, "nothing has the id 'atlantis'"),
        ({"agreement": "agr-none"}, 404, "nothing has the id 'agr-none'"),
    ],
)
def test_what_is_not_known_is_refused_and_not_answered_with_nothing(
    client: TestClient, given: dict[str, str], status: int, said: str
) -> None:
    answer = client.get("/api/v1/differences", params=given)
    assert (answer.status_code, said in answer.json()["detail"]) == (status, True)


def test_so_does_its_page(client: TestClient) -> None:
    wrong = ({"about": "colour"}, {"source": "cow"}, {"states": "atlantis"})
    assert [client.get("/differences", params=given).status_code for given in wrong] == [400, 400, 404]


def test_parties_of_whom_the_same_is_said_share_a_row(home: Path) -> None:
    release = current_release(home)
    (one,) = told_once(disputes(release, Wanted()))
    assert [party.actor for party in one.parties] == ["jpn", "usa"]
    assert (one.source_a, one.sources_b, one.value_b) == ("others", ("pacts",), "2010-01-01")
    with pytest.raises(BadParameter, match="no source 'cow'"):
        disputes(release, Wanted(between=("cow",)))
    with pytest.raises(NotFound):
        disputes(release, Wanted(actors=("atlantis",)))


def test_the_page_has_them_with_a_form_and_the_sources_page_leads_there(client: TestClient) -> None:
    page = client.get("/differences", params={"states": "usa", "about": "date"}).text
    assert "between sources, on" in page
    assert 'value="usa"' in page
    assert "/entity/part-pacts-1-usa-party-1" in page
    assert 'href="/differences"' in client.get("/sources").text


def test_so_does_the_command(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    conflicts(actor="usa,jpn", home=home, format=Format.TABLE)
    shown = capfd.readouterr()
    assert "jpn, usa" in " ".join(shown.out.split())
    assert "2 differences on 1 agreement" in shown.err


def test_what_was_joined_is_listed_with_its_reason(
    home: Path, client: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    listed_joined(home=home, format=Format.CSV)
    shown = capfd.readouterr()
    assert 'pacts-1,others-1,First,"same day 2001-05-17' in shown.out
    assert "2 ids joined" in shown.err
    assert "pacts-1 (same day 2001-05-17" in client.get("/entity/others-1").text


def test_the_timeline_of_an_agreement_says_which_source_tells_of_a_spell(client: TestClient) -> None:
    page = client.get("/entity/others-1", params={"asOf": "2011-01-01", "lang": "en"}).text
    for source, end in (("others", "2012-05-05"), ("pacts", "2010-01-01")):
        assert f"2001-05-17 – {end} · {source}" in page
        assert f'href="/entity/part-{source}-1-jpn-party-1?asOf=2011-01-01"' in page


def test_what_a_release_says_differently_is_told_in_sentences_and_in_parts(client: TestClient) -> None:
    old, new = sorted(
        (e["id"] for e in client.get("/api/v1/releases").json()["items"]), key=lambda i: i == newest(client)
    )
    whole = client.get(f"/api/v1/releases/{old}/diff/{new}").json()
    told = {(item["what"], item["name"], item["sentence"]) for item in whole["items"]}
    assert told == {
        ("source added", "Pacts of somebody", "version 2026.01.31"),
        ("agreement changed", "First", "one more record of Japan and United States, from 2001-05-17 to 2010-01-01"),
        ("agreement changed", "Second", "one more record of Japan and United States, from 2003-03-03, no end recorded"),
    }
    assert (whole["old"], whole["new"], whole["total"]) == (old, new, len(told))
    parts = client.get(f"/api/v1/releases/{old}/diff/{new}", params={"offset": 1, "limit": 1}).json()
    assert (parts["items"], parts["total"]) == (whole["items"][1:2], len(told))
    page = client.get("/releases", params={"from": old, "to": new}).text
    assert all(sentence in page for _, _, sentence in told)


def newest(client: TestClient) -> str:
    return str(client.get("/api/v1/releases").json()["current"])


def test_a_release_is_the_same_as_itself_and_not_compared_with_none(home: Path, client: TestClient) -> None:
    name = current_release(home).id
    same = {"old": name, "new": name, "total": 0, "items": []}
    assert client.get(f"/api/v1/releases/{name}/diff/{name}").json() == same
    answer = client.get(f"/api/v1/releases/{name}/diff/2001.01.01-none")
    assert (answer.status_code, "no release '2001.01.01-none'" in answer.json()["detail"]) == (404, True)


@pytest.mark.parametrize(
    ("value", "english", "japanese"),
    [
        ("from 1981-12-03", "COW: from 1981-12-03", "COW：1981-12-03から"),
        (
            "open, looked until 2012-12-31",
            "COW: open, looked until 2012-12-31",
            "COW：終わりの記載なし（2012-12-31まで調査）",
        ),
        ("1947-09-02 (signature)", "COW: 1947-09-02 (signature)", "COW：1947-09-02（署名）"),
        ("1947-09-02 to 1960-01-01", "COW: 1947-09-02 to 1960-01-01", "COW：1947-09-02から1960-01-01まで"),
        ("defence, neutrality", "COW: defence and neutrality", "COW：防衛、中立"),
        ("", "COW: nothing", "COW：記載なし"),
        ("1947-09-02", "COW: 1947-09-02", "COW：1947-09-02"),
    ],
)
def test_what_a_source_says_is_told_in_both_languages(value: str, english: str, japanese: str) -> None:
    told = said((Name("COW"),), value)
    assert [language(code).t(told.text, **told.parts) for code in ("en", "ja")] == [english, japanese]
