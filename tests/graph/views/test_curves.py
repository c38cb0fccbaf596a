import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.views.bundles import lines
from graph.views.curves import GAP, ROUNDEST, curves, reach, roundness_of
from graph.views.model import NetworkView
from tests.graph.views import demo

PLACES = {"jpn": (-300, 0), "usa": (300, 0)}


def bundle(count: int) -> NetworkView:
    ends = itertools.cycle((("jpn", "usa"), ("usa", "jpn")))
    edges = tuple(demo.edge(f"e{place:02}", next(ends), "security", "Tie", "2001-01-01") for place in range(count))
    return replace(demo.pair(), nodes=demo.pair().nodes[:2], edges=edges)


def side_of(view: NetworkView) -> list[float]:
    """Return how far each line bends to one side, seen from Japan whichever way it was drawn."""
    bends = curves(lines(view), PLACES)
    forward = {edge.id: edge.source == "jpn" for edge in view.edges}
    return [
        reach(bend.roundness) * (1 if (bend.type == "curvedCW") == forward[name] else -1)
        for name, bend in bends.items()
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 6, 30])
def test_parallel_lines_bend_apart_whichever_way_they_were_drawn(count: int) -> None:
    sides = sorted(side_of(bundle(count)))
    gaps = [after - before for before, after in itertools.pairwise(sides)]
    assert all(gap > 0.01 for gap in gaps)
    assert sum(sides) == pytest.approx(0, abs=1e-3)


def test_lines_leave_room_for_text_between_them() -> None:
    sides = sorted(side_of(bundle(6)))
    assert (sides[1] - sides[0]) * 600 / 2 == pytest.approx(GAP, rel=0.01)


def test_a_single_line_is_straight() -> None:
    assert side_of(bundle(1)) == pytest.approx([0], abs=1e-3)


def test_loops_on_one_thing_grow() -> None:
    edges = tuple(demo.edge(f"e{place}", ("usa", "usa"), "security", "Tie", "") for place in range(3))
    loops = [bend.loop for bend in curves(lines(replace(demo.pair(), edges=edges)), PLACES).values()]
    assert len(set(loops)) == 3
    assert min(loops) > 0


@given(st.floats(0.0, reach(ROUNDEST)))
def test_roundness_is_the_inverse_of_reach(share: float) -> None:
    assert reach(roundness_of(share)) == pytest.approx(share, abs=1e-4)
