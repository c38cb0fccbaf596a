"""A source whose compilers stopped looking before the day is named, where it tells of what was asked."""

from datetime import date

import pytest

from graph.release import Release
from graph.store import ReadStore, open_release_store
from graph.unheard import Unheard, classes, told, unheard
from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

PACTS = Unheard("pacts", "Pacts of somebody", date(2026, 1, 31))
AGREEMENTS = "SELECT * WHERE { ?x a kn:Agreement }"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, ReadStore]:
    folder = tmp_path_factory.mktemp("unheard")
    mapping, table = mapped.write(folder / "mine")
    add_mapped(folder / "home", mapping, [table], Progress())
    release = build(folder / "home", sources=write_tiny(folder / "tiny")).release
    return release, open_release_store(release.store)


def test_a_source_is_named_from_the_day_after_its_horizon_on(made: tuple[Release, ReadStore]) -> None:
    assert unheard(*made, AGREEMENTS, date(2026, 1, 31)) == ()
    assert unheard(*made, AGREEMENTS, date(2026, 2, 1)) == (PACTS,)


@pytest.mark.parametrize(
    ("query", "found"), [("?x kn:participatesIn ?y", (PACTS,)), ("?x a kn:Firm", ()), ("?x ?y ?z", ())]
)
def test_only_sources_that_tell_of_what_was_asked_are_named(
    made: tuple[Release, ReadStore], query: str, found: tuple[Unheard, ...]
) -> None:
    assert unheard(*made, query, date(2027, 1, 1)) == found


def test_the_classes_of_a_query_are_those_that_it_writes_or_implies() -> None:
    assert classes("?x a kn:Measure ; kn:value ?v . ?p kn:participatesIn ?x") == {"Measure", "Participation"}


def test_what_is_told_says_that_unknown_is_not_absent() -> None:
    assert told((PACTS,), date(2027, 1, 1)) == (
        "not covered on 2027-01-01: pacts (looked until 2026-01-31); what only they tell is unknown then, not absent"
    )
    assert told((), date(2027, 1, 1)) == ""
