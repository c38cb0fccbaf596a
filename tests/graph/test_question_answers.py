"""What the questions that the README names answer from the bundled facts."""

from collections.abc import Iterator
from datetime import date

import pytest

from graph.questions import question
from graph.release import Release
from graph.store import ReadStore, open_release_store, rows
from graph.tables import read_tables
from ontology.iris import expand, slug

Answer = list[tuple[str | None, ...]]


@pytest.fixture(scope="module")
def store(release: Release) -> Iterator[ReadStore]:
    yield open_release_store(release.store)


def ask(store: ReadStore, name: str, day: str, **values: str) -> Answer:
    return rows(store, question(name).bound(date.fromisoformat(day), values))


@pytest.mark.parametrize(("day", "members"), [("2003-01-01", 19), ("2004-04-01", 26), ("2024-04-01", 32)])
def test_nato_has_its_members_of_the_day(store: ReadStore, day: str, members: int) -> None:
    assert len(ask(store, "members", day)) == members


def test_japan_lacks_the_memorandum_before_it_and_not_after_with_evidence_and_list(
    store: ReadStore, release: Release
) -> None:
    before = {slug(row[0] or ""): row for row in ask(store, "allies-without", "2016-05-24")}
    after = {slug(row[0] or ""): row for row in ask(store, "allies-without", "2016-06-10")}
    assert "jpn" in before
    assert "jpn" not in after
    assert set(after) == set(before) - {"jpn"}
    _, _, status, complete, again, closed, treaties, evidence = before["jpn"]
    assert (status, complete, again, closed) == ("absent", "2015-12-31", None, "2016-06-04")
    assert (treaties or "").split() == [expand("agr-us-jpn-1960")]
    cited = set(read_tables(release).evidence["slug"])
    assert {slug(iri) for iri in (evidence or "").split()} <= cited
    assert len((evidence or "").split()) == 2
