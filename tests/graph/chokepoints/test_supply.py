"""Worked supply graph: ore → a → b → c, and ore → a → d, and x → c. All that b and d get runs through a; c also gets
from x. So a dominates b and d, and nobody dominates c."""

from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chokepoints.supply import Grip, dominators, supply_chokepoints
from graph.dates import BEFORE_ALL, OPEN, Holding, Interval
from graph.release import Release
from graph.world.industry import Dependency, Tie
from graph.world.world import world
from tests.graph.worlds import DAY, EVER


def item(name: str, share: float | None, suppliers: tuple[str, ...] = ("chn",), span: Interval = EVER) -> Dependency:
    return Dependency(name, name, "material", suppliers, ("jpn", "usa"), share, "", "", span)


def test_grip_goes_by_the_share_and_bounds_the_concentration() -> None:
    found = supply_chokepoints([item("d", None), item("c", 0.3), item("b", 0.6), item("a", 1.0)], DAY)
    assert [(c.dependency.id, c.grip) for c in found] == [
        ("a", Grip.SOLE),
        ("b", Grip.DOMINANT),
        ("c", Grip.ONE_ON_RECORD),
        ("d", Grip.ONE_ON_RECORD),
    ]
    assert found[1].hhi_least == pytest.approx(0.36)
    assert found[1].hhi_most == pytest.approx(0.36 + 0.16)
    assert found[3].hhi_least is None


def test_an_item_of_two_states_is_no_chokepoint_and_one_of_a_state_and_its_firm_is() -> None:
    assert supply_chokepoints([item("a", 0.9, ("chn", "rus"))], DAY) == []
    assert len(supply_chokepoints([item("a", 0.9, ("usa", "firm-ampac"))], DAY)) == 1


def test_an_item_that_nobody_supplies_any_more_comes_first() -> None:
    assert supply_chokepoints([item("a", 1.0), item("b", 0.0, ())], DAY)[0].grip is Grip.NONE_LEFT


def test_figures_of_a_later_year_are_unknown_for_the_day_and_come_last() -> None:
    later = Interval(date(2024, 12, 31), OPEN, BEFORE_ALL, OPEN)
    found = supply_chokepoints([item("a", 1.0, span=later), item("b", None)], DAY)
    assert [(c.dependency.id, c.holding) for c in found] == [("b", Holding.HOLDS), ("a", Holding.UNKNOWN)]
    assert found[1].stated == date(2024, 12, 31)


def test_only_what_the_states_depend_on_is_asked() -> None:
    assert supply_chokepoints([item("a", 1.0)], DAY, ["aus"]) == []


def tie(head: str, tail: str) -> Tie:
    return Tie(f"tie-{head}-{tail}", "supply", "supply", head, tail, EVER)


def test_the_worked_graph_hangs_on_a_alone() -> None:
    ties = [tie("ore", "a"), tie("a", "b"), tie("b", "c"), tie("a", "d"), tie("x", "c")]
    found = {d.firm: d for d in dominators(ties, DAY)}
    assert found["a"].cuts_off == ("b", "d")
    assert found["ore"].cuts_off == ("a", "b", "d")
    assert set(found) == {"a", "ore"}
    assert found["a"].evidence.statements == ("tie-a-b", "tie-a-d")


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12, unique=True))
def test_removing_a_dominator_cuts_off_just_what_it_says(pairs: list[tuple[str, str]]) -> None:
    ties = [tie(a, b) for a, b in pairs if a != b]
    network: nx.DiGraph[Any] = nx.DiGraph([(t.head, t.tail) for t in ties])
    sources = [n for n in network if network.in_degree(n) == 0]
    network.add_edges_from(("root", n) for n in sources)
    reached: set[str] = set(nx.descendants(network, "root")) if sources else set()
    found = {d.firm: set(d.cuts_off) for d in dominators(ties, DAY)}
    for firm in reached:
        left = network.copy()
        left.remove_node(firm)
        lost = reached - nx.descendants(left, "root") - {firm}
        assert found.get(firm, set()) == lost


def test_gallium_comes_from_china_and_its_share_is_of_a_year(release: Release) -> None:
    here = world(release)
    found = supply_chokepoints(here.dependencies, date(2026, 1, 1), ["usa", "jpn"])
    gallium = next(c for c in found if c.dependency.id == "dep-d01")
    assert (gallium.grip, gallium.dependency.suppliers, gallium.dependency.share) == (Grip.DOMINANT, ("chn",), 0.99)
    assert gallium.stated is not None
    assert gallium.stated.year == 2025
    assert all(c.holding is Holding.UNKNOWN for c in supply_chokepoints(here.dependencies, date(2010, 1, 1)))
