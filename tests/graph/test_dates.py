from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Holding, Interval, PartialDate, Precision, parse_day

DAYS = st.dates(date(1800, 1, 1), date(2100, 1, 1))


def partial(text: str) -> PartialDate:
    return PartialDate.parse(text)


def test_a_year_runs_from_its_first_to_its_last_day() -> None:
    assert partial("2016") == PartialDate(date(2016, 1, 1), date(2016, 12, 31), Precision.YEAR)


def test_a_month_ends_on_its_own_last_day() -> None:
    assert partial("2016-02").latest == date(2016, 2, 29)
    assert partial("2015-02").latest == date(2015, 2, 28)


def test_about_is_kept_as_a_precision() -> None:
    assert str(partial("2013~")) == "about 2013"


@pytest.mark.parametrize("text", ["", "16", "2016-13", "2015-02-29", "2016-6-4", "2016-06-04Z", "04/06/2016", "n/a"])
def test_a_wrong_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar") as error:
        partial(text)
    assert repr(text) in str(error.value)


def test_the_first_day_is_inside_and_the_end_day_outside() -> None:
    spell = Interval.between(partial("1960-06-23"), partial("1970-06-23"))
    assert spell.on(date(1960, 6, 22)) is Holding.NOT
    assert spell.on(date(1960, 6, 23)) is Holding.HOLDS
    assert spell.on(date(1970, 6, 22)) is Holding.HOLDS
    assert spell.on(date(1970, 6, 23)) is Holding.NOT


def test_inside_an_imprecise_date_the_answer_is_unknown() -> None:
    spell = Interval.between(partial("2016"), partial("2018-03"))
    assert [spell.on(parse_day(d)).value for d in ("2015-12-31", "2016-06-01", "2016-12-31", "2018-03-15")] == [
        "not",
        "unknown",
        "holds",
        "unknown",
    ]
    assert spell.on(date(2018, 3, 31)) is Holding.NOT


def test_without_a_start_nothing_is_certain() -> None:
    assert Interval.between(None, partial("2000-01-01")).on(date(1999, 1, 1)) is Holding.UNKNOWN


@given(start=DAYS, length=st.integers(1, 5000), offset=st.integers(-6000, 6000))
def test_the_interval_agrees_with_a_plain_comparison(start: date, length: int, offset: int) -> None:
    end = start + timedelta(days=length)
    day = start + timedelta(days=offset)
    spell = Interval.between(partial(start.isoformat()), partial(end.isoformat()))
    assert (spell.on(day) is Holding.HOLDS) == (start <= day < end)
    assert spell.on(day) is not Holding.UNKNOWN


@given(day=DAYS)
def test_every_day_reads_back_as_itself(day: date) -> None:
    assert parse_day(day.isoformat()) == day == PartialDate.parse(day.isoformat()).earliest
