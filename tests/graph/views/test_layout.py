import random
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest

from graph.views.layout import box_of, positions
from graph.views.model import NetworkView, ViewNode
from graph.views.spacing import overlaps, separate
from tests.graph.views import demo


def star(count: int) -> NetworkView:
    hub = demo.state("usa", focus=True)
    rim = tuple(ViewNode(f"n{place:03}", f"Thing number {place}", "agency") for place in range(count - 1))
    edges = tuple(demo.edge(f"e{node.id}", ("usa", node.id), "security", "Tie", "2001-01-01") for node in rim)
    return NetworkView("Star", demo.pair().as_of, "demo-1", ("usa",), (hub, *rim), edges, 0)


VIEWS = {"pair": demo.pair(), "alliance": demo.alliance(), "star of 40": star(40), "star of 200": star(200)}


@pytest.mark.parametrize("name", VIEWS)
def test_no_two_boxes_overlap(name: str) -> None:
    view = VIEWS[name]
    places = positions(view)
    nodes = view.nodes
    spots = np.array([places[node.id] for node in nodes], dtype=np.float64)
    boxes = np.array([box_of(node, len(nodes)) for node in nodes]) - 1.0  # places are rounded to pixels
    assert not overlaps(spots, boxes).any()


@pytest.mark.parametrize("name", VIEWS)
def test_the_order_of_rows_changes_nothing(name: str) -> None:
    view = VIEWS[name]
    shuffle = random.Random(7)
    nodes, edges = list(view.nodes), list(view.edges)
    shuffle.shuffle(nodes)
    shuffle.shuffle(edges)
    assert positions(replace(view, nodes=tuple(nodes), edges=tuple(edges))) == positions(view)


def test_another_hash_seed_gives_the_same_picture() -> None:
    code = "from tests.graph.views import demo; from graph.views.layout import positions; print(positions(demo.pair()))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert answers == {f"{positions(demo.pair())}\n"}


def test_the_focus_is_in_the_middle_and_two_stand_left_and_right() -> None:
    assert positions(star(12))["usa"] == (0, 0)
    places = positions(demo.pair())
    assert places["jpn"][0] == -places["usa"][0] < 0
    assert places["jpn"][1] == places["usa"][1] == 0


def test_an_agreement_lies_between_its_parties() -> None:
    places = positions(demo.pair())
    across = [places[party][0] for party in ("usa", "aus", "nzl")]
    assert min(across) <= places["anzus"][0] <= max(across)


def test_an_empty_view_has_no_places_and_a_lone_node_one() -> None:
    view = demo.pair()
    assert positions(replace(view, nodes=(), edges=())) == {}
    assert list(positions(replace(view, nodes=view.nodes[:1], edges=(), focus=()))) == ["jpn"]


def test_a_large_picture_is_laid_out_while_a_reader_waits() -> None:
    started = time.thread_time()
    positions(star(150))
    assert time.thread_time() - started < 5  # about 0.15 s; a slow loop takes many


def test_boxes_at_one_place_come_apart_even_when_all_are_pinned_there() -> None:
    places = separate(np.zeros((6, 2)), np.full((6, 2), 30.0), frozenset())
    assert not overlaps(places, np.full((6, 2), 29.0)).any()
