"""The gap function and the named query are two ways to one answer."""

from collections.abc import Iterator
from datetime import date

import pytest

from graph.gaps.ask import ask_agreement_gaps, rules
from graph.questions import question
from graph.release import Release
from graph.store import ReadStore, open_release_store, rows
from ontology.iris import slug

Finding = tuple[str, str, str | None, str | None, str | None]
DAYS = (
    "1950-01-01",
    "1955-06-30",
    "1960-06-22",
    "1960-06-23",
    "1978-12-31",
    "1986-08-11",
    "1999-03-12",
    "2004-04-01",
    "2015-12-31",
    "2016-05-24",
    "2016-06-03",
    "2016-06-04",
    "2016-06-10",
    "2017-12-28",
    "2020-02-29",
    "2026-11-23",
)


@pytest.fixture(scope="module")
def store(release: Release) -> Iterator[ReadStore]:
    yield open_release_store(release.store)


def by_query(store: ReadStore, day: str, state: str, expects: str) -> set[Finding]:
    bound = question("allies-without").bound(date.fromisoformat(day), {"state": state, "expects": f"knk:{expects}"})
    found = (row[:6] for row in rows(store, bound))
    return {(slug(ally or ""), status or "", before, after, closed) for ally, _, status, before, after, closed in found}


def by_function(release: Release, day: str, state: str, expects: str) -> set[Finding]:
    found = ask_agreement_gaps(release, date.fromisoformat(day), [state], rules(expects, "mutual-defence-treaty"))

    def text(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        (
            next(party for party in gap.pair if party != state),
            gap.lack.value,
            text(gap.list_before.day if gap.list_before else None),
            text(gap.list_after.day if gap.list_after else None),
            text(gap.closing.on if gap.closing else None),
        )
        for gap in found
    }


@pytest.mark.parametrize("day", DAYS)
def test_query_and_function_agree_on_the_procurement_memoranda(store: ReadStore, release: Release, day: str) -> None:
    assert by_query(store, day, "usa", "rdp-mou") == by_function(release, day, "usa", "rdp-mou")


@pytest.mark.parametrize(
    ("state", "expects"),
    [("usa", "gsomia"), ("usa", "acsa"), ("usa", "sosa"), ("jpn", "rdp-mou"), ("phl", "rdp-mou"), ("gbr", "gsomia")],
)
def test_query_and_function_agree_on_other_states_and_kinds(
    store: ReadStore, release: Release, state: str, expects: str
) -> None:
    for day in ("1985-01-01", "2016-05-24", "2026-11-23"):
        assert by_query(store, day, state, expects) == by_function(release, day, state, expects)


def test_the_days_tell_apart_what_there_is_to_tell(store: ReadStore) -> None:
    answers = [by_query(store, day, "usa", "rdp-mou") for day in DAYS]
    assert len({frozenset(answer) for answer in answers}) >= 10
    assert {finding[1] for answer in answers for finding in answer} == {"absent", "not-found", "unknown"}
