"""Of a source that a user added, answers say how far it looked and on which terms it may be used, on every surface."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

AFTER, BEFORE = "2026-02-01", "2026-01-31"
PACTS = {"source": "pacts", "title": "Pacts of somebody", "lookedUntil": "2026-01-31"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("added")
    mapping, table = mapped.write(folder / "mine")
    add_mapped(folder / "home", mapping, [table], Progress())
    build(folder / "home", sources=write_tiny(folder / "tiny"))
    return folder / "home"


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=home, query_workers=1))) as found:
        yield found


def test_an_answer_names_the_source_that_had_stopped_looking(client: TestClient) -> None:
    def silent(day: str) -> object:
        return client.get("/api/v1/questions/pair-agreements", params={"asOf": day}).json()["notCovered"]

    assert (silent(BEFORE), silent(AFTER)) == ([], [PACTS])
    table = client.get("/api/v1/questions/pair-agreements", params={"asOf": AFTER, "format": "csv"})
    assert table.headers["Kaname-Not-Covered"] == "pacts"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Not covered: Pacts of somebody"), ("ja", "対象外：Pacts of somebody")]
)
def test_so_does_the_page(client: TestClient, language: str, said: str) -> None:
    pages = [
        client.get("/questions/pair-agreements", params={"asOf": d, "lang": language}).text for d in (BEFORE, AFTER)
    ]
    assert [said in page for page in pages] == [False, True]


def test_so_does_the_command(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def notes(day: str) -> str:
        monkeypatch.setattr(sys, "argv", ["kaname", "ask", "pair-agreements", "--as-of", day, "--home", str(home)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        return capfd.readouterr().err

    assert "not covered" not in notes(BEFORE)
    assert f"not covered on {AFTER}: pacts (looked until {BEFORE})" in notes(AFTER)


def test_a_citation_has_the_licence_and_the_citation_asked_for(client: TestClient) -> None:
    cited = client.get("/api/v1/entities/pact-1").json()["evidence"]
    assert {(one["source"], one["licence"], one["citeAs"]) for one in cited} == {
        ("src-pacts", "CC BY 4.0", "Somebody (2026), Pacts.")
    }
    page = client.get("/entity/pact-1", params={"lang": "en"}).text
    assert "Data: CC BY 4.0" in page
    assert "Cite as Somebody (2026), Pacts." in page
