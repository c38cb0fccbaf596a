from datetime import date

import pytest

from api.pages.params import Asked, asked_of, day_of
from graph.errors import BadParameter

TODAY = date(2026, 11, 24)


def test_a_day_is_read_and_today_is_the_default() -> None:
    assert day_of({"asOf": "2016-05-24"}, TODAY) == date(2016, 5, 24)
    assert day_of({}, TODAY) == day_of({"asOf": ""}, TODAY) == TODAY


@pytest.mark.parametrize("text", ["2016", "20160524", "2016-02-30", "24.5.2016", "2016-05-24T00:00", "<b>"])
def test_any_other_day_is_refused_with_its_value(text: str) -> None:
    with pytest.raises(BadParameter, match=r"asOf=.*write YYYY-MM-DD"):
        day_of({"asOf": text}, TODAY)


def test_an_explore_address_is_read_without_repeats() -> None:
    asked = asked_of({"focus": "jpn, usa,,jpn", "add": "aus", "layer": "security,access", "basis": "signed"})
    assert asked == Asked(("jpn", "usa", "aus"), ("security", "access"), "signed")
    assert asked.query == (("focus", "jpn,usa,aus"), ("layer", "security,access"), ("basis", "signed"))
    assert asked_of({}).query == ()


@pytest.mark.parametrize(
    "query", [{"layer": "magic"}, {"basis": "hoped-for"}, {"focus": ",".join(map(str, range(41)))}]
)
def test_a_strange_value_is_refused_with_what_to_use(query: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match=r"use|at most"):
        asked_of(query)
