from datetime import date

import pytest

from api.pages.params import day_of, explored_of
from graph.errors import BadParameter
from graph.exploration import Exploration, Opening
from graph.neighbourhood import Asked
from graph.parties import Basis
from graph.views.model import Look

TODAY = date(2026, 11, 24)


def test_a_day_is_read_and_today_is_the_default() -> None:
    assert day_of({"asOf": "2016-05-24"}, TODAY) == date(2016, 5, 24)
    assert day_of({}, TODAY) == day_of({"asOf": ""}, TODAY) == TODAY


@pytest.mark.parametrize("text", ["2016", "20160524", "2016-02-30", "24.5.2016", "2016-05-24T00:00", "<b>"])
def test_any_other_day_is_refused_with_its_value(text: str) -> None:
    with pytest.raises(BadParameter, match=r"asOf=.*write YYYY-MM-DD"):
        day_of({"asOf": text}, TODAY)


def test_an_explore_address_is_read_without_repeats() -> None:
    query = {"focus": "jpn, usa,,jpn", "add": "aus", "layer": "security,access", "basis": "signed"}
    found = explored_of(query, TODAY)
    asked = Asked(("jpn", "usa", "aus"), TODAY, ("security", "access"), Basis.SIGNED)
    assert found.exploration == Exploration(asked)
    assert found.query == (("focus", "jpn,usa,aus"), ("layer", "security,access"), ("basis", "signed"))
    assert explored_of({}, TODAY).query == ()


def test_an_address_holds_what_a_reader_did_to_a_picture() -> None:
    query = {
        "focus": "jpn",
        "with": "2015-01-01",
        "open": "usa,aus*2",
        "hide": "kor",
        "pin": "usa:-12:40",
        "apart": "x~a~b",
    }
    found = explored_of(query, TODAY)
    assert found.exploration.opened == (Opening("usa"), Opening("aus", 2))
    assert found.exploration.hidden == ("kor",)
    assert found.exploration.other_day == date(2015, 1, 1)
    assert found.look == Look((("usa", -12, 40),), ("x~a~b",))
    assert dict(found.query) == query


@pytest.mark.parametrize(
    "query",
    [
        {"layer": "magic"},
        {"basis": "hoped-for"},
        {"focus": ",".join(map(str, range(41)))},
        {"open": "usa*many"},
        {"open": "usa*99"},
        {"pin": "usa:left:up"},
        {"path": "usa"},
        {"with": "yesterday"},
    ],
)
def test_a_strange_value_is_refused_with_what_to_use(query: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match=r"use|at most|write|name both ends"):
        explored_of(query, TODAY)
