from datetime import date

import pytest

from api.pages.context import Frame, ReleaseNote
from api.pages.render import year_off
from api.pages.timeline import Tick, lay_out
from graph.views.language import ENGLISH
from tests.api.pages.demo import TICKS, DemoPages


def frame(day: str) -> Frame:
    query = (("focus", "jpn,usa"),)
    return Frame(
        "Title", date.fromisoformat(day), date(2026, 11, 24), ReleaseNote("r1", "CC BY 4.0"), "/explore", query
    )


def test_a_page_keeps_its_query_on_another_day() -> None:
    assert frame("2016-05-24").at(date(2016, 6, 10)) == "/explore?focus=jpn,usa&asOf=2016-06-10"


@pytest.mark.parametrize(("day", "tint"), [("2016-05-24", "past"), ("2026-11-24", ""), ("2030-01-01", "future")])
def test_a_page_knows_whether_its_day_is_today(day: str, tint: str) -> None:
    assert frame(day).tint == tint


def test_citations_are_numbered_once_in_reading_order() -> None:
    page = DemoPages().entity("jpn", date(2016, 5, 24))
    assert [proof.source for proof in page.sources] == ["src-mofa-treaty", "src-dfars"]
    assert sorted(page.numbers.values()) == [1, 2]


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [("2016-05-24", -1, "2015-05-24"), ("2016-02-29", 1, "2017-02-28"), ("0001-01-01", -1, "0001-01-01")],
)
def test_a_year_away_is_a_day_of_the_calendar(day: str, years: int, then: str) -> None:
    assert year_off(date.fromisoformat(day), years) == date.fromisoformat(then)


def test_a_day_is_written_in_words() -> None:
    assert ENGLISH.day(date(2016, 6, 4)) == "4 June 2016"


def test_events_lie_in_order_with_the_ones_before_and_after() -> None:
    line = lay_out(reversed(TICKS), date(2016, 5, 24))
    places = [mark.x for mark in line.marks]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 100)
    assert line.before is not None
    assert line.after is not None
    assert (line.before.day, line.after.day) == (date(2015, 10, 1), date(2016, 6, 4))


def test_events_of_one_day_share_a_mark_and_a_day_outside_widens_the_line() -> None:
    day = date(2016, 6, 4)
    line = lay_out((Tick(day, "b"), Tick(day, "a"), Tick(day, "a")), date(2020, 1, 1))
    assert [mark.tick.label for mark in line.marks] == ["a; b"]
    assert (line.first, line.last, line.here, line.after) == (day, date(2020, 1, 1), 100, None)
    assert lay_out((), day).marks == ()
