import time

import networkx as nx
import numpy as np

from graph.views.gridlayout import grid_positions
from graph.views.language import ENGLISH
from graph.views.whole import Point, Whole, drawing, grouped, legible, whole_of


def network() -> "nx.MultiDiGraph[str]":
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, kind, state in (
        ("jpn", "state", "jpn"),
        ("usa", "state", "usa"),
        ("kor", "state", "kor"),
        ("treaty", "agreement", None),
        ("pact", "agreement", None),
        ("mhi", "firm", "jpn"),
        ("lift", "capability", None),
    ):
        made.add_node(name, type=kind, label=name.upper(), kind=None, state=state)
    for key, head, tail, kind, layer in (
        ("p1", "jpn", "treaty", "participation", "security"),
        ("p2", "usa", "treaty", "participation", "security"),
        ("p3", "jpn", "pact", "participation", "information"),
        ("p4", "usa", "pact", "participation", "information"),
        ("p5", "kor", "pact", "participation", "information"),
        ("t1", "mhi", "usa", "tie", "industry"),
        ("a1", "jpn", "lift", "assessment", "capability"),
    ):
        made.add_edge(head, tail, key=key, type=kind, layer=layer)
    return made


def test_an_agreement_of_two_is_a_line_and_one_of_more_a_thing() -> None:
    whole = whole_of(network())
    assert [point.id for point in whole.points] == ["jpn", "kor", "mhi", "pact", "usa"]
    named = {(whole.points[a].id, whole.points[b].id, layer) for a, b, layer, _ in whole.lines}
    assert ("jpn", "usa", "security") in named
    assert ("kor", "pact", "information") in named
    assert ("mhi", "usa", "industry") in named


def test_things_of_a_state_become_one_group_that_opens() -> None:
    whole = whole_of(network())
    closed = grouped(whole, (), {"jpn": "Japan"})
    assert [(p.id, p.label, p.count) for p in closed.points if p.kind == "group"] == [("group:jpn", "Japan", 2)]
    assert sum(count for *_, count in closed.lines) == sum(count for *_, count in whole.lines)
    opened = grouped(whole, ("jpn",), {"jpn": "Japan"})
    assert {p.id for p in opened.points} == {p.id for p in whole.points}


def test_a_drawing_has_a_place_and_the_number_of_ties_for_each_thing() -> None:
    shown = drawing(whole_of(network()), ENGLISH)
    points = shown["points"]
    assert isinstance(points, list)
    assert {(point[0], point[5]) for point in points} == {("jpn", 2), ("kor", 1), ("mhi", 1), ("pact", 3), ("usa", 3)}


def test_places_are_the_same_each_time_and_no_two_things_hide_each_other() -> None:
    random = np.random.default_rng(3)
    ends = np.column_stack((random.integers(0, 900, 1800), random.integers(0, 30, 1800)))
    places = grid_positions(900, ends)
    assert np.array_equal(places, grid_positions(900, ends))
    assert len({(x, y) for x, y in places.tolist()}) > 880
    assert grid_positions(0, ends[:0]).shape == (0, 2)


def test_tied_things_lie_nearer_than_others() -> None:
    ends = np.array([(2 * place, 2 * place + 1) for place in range(100)])
    places = grid_positions(200, ends)
    tied = np.sqrt(((places[ends[:, 0]] - places[ends[:, 1]]) ** 2).sum(axis=1))
    apart = np.sqrt(((places[:100] - places[100:]) ** 2).sum(axis=1))
    assert np.median(tied) < np.median(apart) / 2


def test_twenty_thousand_things_are_laid_out_while_a_reader_waits() -> None:
    random = np.random.default_rng(1)
    points = tuple(Point(f"n{place}", "", "firm", "") for place in range(20_000))
    lines = tuple((int(a), int(b), "industry", 1) for a, b in random.integers(0, 20_000, (40_000, 2)))
    started = time.thread_time()
    assert len(Whole(points, lines).places) == 20_000
    assert time.thread_time() - started < 10  # about 0.7 s of CPU; a loop over things takes minutes


def test_the_groups_of_a_picture_lie_apart_so_that_each_name_can_be_read() -> None:
    random = np.random.default_rng(7)
    points = tuple(Point(f"group:{n}", f"A group with a name {n}", "group", str(n), 2 + n) for n in range(30))
    places = legible(points, random.normal(size=(30, 2)))
    assert np.array_equal(places, legible(points, np.random.default_rng(7).normal(size=(30, 2))))
    across, down = (np.abs(places[:, None, axis] - places[None, :, axis]) for axis in (0, 1))
    near = (across < 150) & (down < 12)
    assert near.sum() == 30
