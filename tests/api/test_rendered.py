import json
from datetime import date
from pathlib import Path

import pytest

from api.deps import Asked
from api.rendered import Rendered, RenderedEntities
from api.routes.entities import entity_on, rendered
from api.served import Served, Shelf
from graph.dates import Holding
from graph.parties import Basis
from graph.release import Release

BOTH = (Holding.HOLDS, Holding.UNKNOWN)


@pytest.fixture(scope="module")
def served(home: Path, release: Release) -> Served:
    return Shelf(home).current()


@pytest.mark.parametrize(
    "name", ["jpn", "USA", "phl", "agr-us-anzus-1951", "firm-ihi", "scenario/tsunami-hadr", "prov-g15-6a"]
)
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1951, 9, 8), date(2016, 5, 24), date(2026, 1, 1), date.max])
@pytest.mark.parametrize(("basis", "include"), [(Basis.IN_FORCE, BOTH[:1]), (Basis.SIGNED, BOTH)])
def test_the_written_form_is_that_of_the_model(
    served: Served, name: str, day: date, basis: Basis, include: tuple[Holding, ...]
) -> None:
    ask = Asked(served, day, basis, include)
    expected = entity_on(ask, name).model_dump_json(by_alias=True).encode()
    assert rendered(ask, name).on(day, basis, include) == expected
    assert json.loads(expected)["asOf"] == day.isoformat()


def made(size: int) -> Rendered:
    return Rendered(b"x" * size, b"", ())


def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept = RenderedEntities(most_bytes=100)
    kept.keep("a", made(40))
    kept.keep("b", made(40))
    assert kept.get("a") is not None
    kept.keep("c", made(40))
    assert [kept.get(name) is not None for name in "abc"] == [True, False, True]


def test_what_is_larger_than_the_room_is_not_kept_and_takes_none() -> None:
    kept = RenderedEntities(most_bytes=100)
    kept.keep("huge", made(500))
    assert kept.get("huge") is None
    kept.keep("a", made(90))
    assert kept.get("a") is not None
