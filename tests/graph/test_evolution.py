from datetime import date

import pytest

from graph.coverage.value import coalition_value
from graph.errors import BadParameter
from graph.evolution import INDICATORS, Step, days_of, evolution
from graph.measures import matrix
from graph.release import Release
from graph.scene import scene as scene_of
from graph.world.world import world as whole_world
from tests.graph.worked import bilateral, parties
from tests.graph.worlds import assess, require, scene, since, world

HERE = world(
    parties(bilateral("mdt-ab", "a", "b", "1995-05-05")),
    assessments=(assess("a", "air", 2, since(1991)), assess("a", "air", 4, since(1998))),
    requirements=(require("air", 4),),
)
ASKED = scene("a", "b")


def test_coverage_rises_with_the_levels() -> None:
    done = evolution(HERE, ASKED, "coverage", [date(1990, 1, 1), date(1991, 1, 1), date(1998, 1, 1)])
    assert done.series["known"] == (0.0, 0.5, 1.0)
    assert done.series["at most"] == (1.0, 1.0, 1.0)


def test_years_begin_and_end_with_the_days_asked() -> None:
    days = days_of(HERE, ASKED, date(1990, 6, 1), date(1992, 6, 1))
    assert days == [date(1990, 6, 1), date(1991, 1, 1), date(1992, 1, 1), date(1992, 6, 1)]


def test_changes_are_the_days_on_which_something_of_the_coalition_begins_or_ends() -> None:
    days = days_of(HERE, ASKED, date(1990, 1, 1), date(2000, 1, 1), Step.CHANGE)
    assert days == [date(1990, 1, 1), date(1991, 1, 1), date(1995, 5, 5), date(1998, 1, 1), date(2000, 1, 1)]


@pytest.mark.parametrize("measure", INDICATORS)
def test_every_measure_can_be_followed(measure: str) -> None:
    done = evolution(HERE, ASKED, measure, [date(1990, 1, 1), date(2000, 1, 1)])
    assert done.series
    assert all(len(values) == 2 for values in done.series.values())


def test_a_bad_measure_a_range_backwards_or_too_long_is_an_error() -> None:
    with pytest.raises(BadParameter, match="there are coverage"):
        evolution(HERE, ASKED, "morale", [date(1990, 1, 1)])
    with pytest.raises(BadParameter, match="runs backwards"):
        days_of(HERE, ASKED, date(2000, 1, 1), date(1990, 1, 1))
    with pytest.raises(BadParameter, match="narrow the range"):
        evolution(HERE, ASKED, "coverage", [date(1000 + i, 1, 1) for i in range(401)])


def test_each_day_is_what_the_measure_says_of_that_day(release: Release) -> None:
    here, day = whole_world(release), date(2016, 5, 24)
    asked = scene_of(release, ["usa", "jpn"], "taiwan-high-intensity", day)
    done = evolution(here, asked, "coverage", [day, date(2026, 1, 1)])
    assert done.series["known"][0] == coalition_value(matrix(here, asked)).share
    assert done.series["known"][0] < done.series["known"][1]
