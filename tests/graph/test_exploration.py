from dataclasses import replace
from datetime import date

from graph.exploration import NEIGHBOURS, Exploration, Opening, explored
from graph.neighbourhood import Asked
from graph.release import Release

DAY = date(2016, 6, 10)
PAIR = Exploration(Asked(("jpn", "usa"), DAY))


def test_the_memorandum_is_marked_as_new_beside_the_day_before_it(release: Release) -> None:
    view = explored(release, replace(PAIR, other_day=date(2016, 5, 24)))
    assert "agr-jpn-us-rdpmou-2016" in {edge.about for edge in view.edges if edge.change == "new"}
    assert view.compared == date(2016, 5, 24)


def test_what_is_not_shown_of_a_thing_is_counted_and_shrinks_when_it_is_opened(release: Release) -> None:
    before = {node.id: node for node in explored(release, PAIR).nodes}
    after = {node.id: node for node in explored(release, replace(PAIR, opened=(Opening("usa"),))).nodes}
    assert before["usa"].more > after["usa"].more
    assert 0 < len(after.keys() - before.keys()) <= NEIGHBOURS
    assert {after[name].stage for name in after.keys() - before.keys()} == {1}


def test_a_thing_hidden_is_gone_and_the_focus_stays(release: Release) -> None:
    hub = next(node.id for node in explored(release, PAIR).nodes if node.kind == "agreement")
    view = explored(release, replace(PAIR, hidden=(hub,)))
    assert hub not in {node.id for node in view.nodes}
    assert {"jpn", "usa"} <= {node.id for node in view.nodes}


def test_a_path_runs_only_over_what_holds_on_the_day(release: Release) -> None:
    ends = ("firm-mhi", "firm-lockheed")
    now = explored(release, Exploration(Asked((), date(2026, 1, 1)), path=ends))
    assert now.focus == ends
    assert now.edges
    assert {edge.status for edge in now.edges} == {"holds"}
    then = explored(release, Exploration(Asked((), date(1930, 1, 1)), path=ends))
    assert (then.edges, len(then.nodes)) == ((), 2)
