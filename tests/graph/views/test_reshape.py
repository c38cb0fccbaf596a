from dataclasses import replace
from datetime import date

from graph.views.layout import positions
from graph.views.legend import legend_of
from graph.views.model import NetworkView
from graph.views.reshape import compared, opened, without
from graph.views.visible import visible
from tests.graph.views import demo

BEFORE, AFTER = date(2016, 5, 24), date(2016, 6, 10)


def pair(day: date, *names: str) -> NetworkView:
    edges = tuple(edge for edge in demo.PAIR_EDGES if edge.id in names)
    return replace(demo.pair(), as_of=day, nodes=demo.pair().nodes[:2], edges=edges)


def around_usa() -> NetworkView:
    nodes = (demo.state("usa", focus=True), *(demo.state(name) for name in ("jpn", "aus", "kor", "phl")))
    edges = (
        demo.PAIR_EDGES[0],
        demo.edge("aus-1", ("aus", "usa"), "security", "Treaty", "1952-04-29"),
        demo.edge("aus-2", ("aus", "usa"), "industry", "Memorandum", "1995-04-19"),
        demo.edge("kor-1", ("kor", "usa"), "security", "Treaty", "1954-11-17"),
        demo.edge("phl-1", ("phl", "usa"), "security", "Treaty", "1952-08-27"),
    )
    return replace(demo.pair(), focus=("usa",), nodes=nodes, edges=edges)


def test_two_days_laid_over_each_other_mark_what_began_and_what_ended() -> None:
    both = compared(pair(AFTER, "treaty", "rdp"), pair(BEFORE, "treaty", "acsa"))
    assert {edge.id: edge.change for edge in both.edges} == {"treaty": "", "rdp": "new", "acsa": "ended"}
    assert (both.as_of, both.compared) == (AFTER, BEFORE)


def test_new_and_ended_do_not_depend_on_which_of_the_days_is_shown() -> None:
    both = compared(pair(BEFORE, "treaty", "acsa"), pair(AFTER, "treaty", "rdp"))
    assert {edge.id: edge.change for edge in both.edges} == {"treaty": "", "rdp": "new", "acsa": "ended"}


def test_a_third_party_that_joins_an_agreement_does_not_end_it_for_the_two() -> None:
    bond = replace(demo.edge("anzus", ("aus", "usa"), "security", "Treaty", "1952"), id="anzus", about="anzus")
    nodes = (demo.state("aus"), demo.state("usa"), demo.state("nzl"))
    early = replace(demo.pair(), as_of=BEFORE, focus=("usa",), nodes=nodes[:2], edges=(bond,))
    hub = next(node for node in demo.pair().nodes if node.id == "anzus")
    spokes = tuple(
        replace(demo.edge(f"part-{name}", (name, "anzus"), "security", "Treaty", "1952"), about="anzus")
        for name in ("aus", "usa", "nzl")
    )
    late = replace(early, as_of=AFTER, nodes=(*nodes, hub), edges=spokes)
    changes = {edge.id: edge.change for edge in compared(late, early).edges}
    assert changes == {"part-aus": "", "part-usa": "", "part-nzl": "new"}


def test_opening_a_thing_shows_its_busiest_neighbours_first_and_moves_nothing() -> None:
    base = pair(AFTER, "treaty")
    more = opened(base, around_usa(), most=1)
    assert {node.id: node.stage for node in more.nodes} == {"jpn": 0, "usa": 0, "aus": 1}
    assert [edge.id for edge in more.edges] == ["treaty", "aus-1", "aus-2"]
    before, after = positions(base), positions(more)
    assert {name: after[name] for name in before} == before


def test_opening_in_a_crowd_moves_nothing_either() -> None:
    base = demo.alliance()
    names = tuple(f"new-{place}" for place in range(40))
    edges = tuple(demo.edge(f"t-{name}", ("deu", name), "industry", "Tie", "2001-01-01") for name in names)
    nodes = (demo.state("deu", focus=True), *(demo.state(name) for name in names))
    more = opened(base, replace(demo.pair(), focus=("deu",), nodes=nodes, edges=edges), most=40)
    before, after = positions(base), positions(more)
    assert len(after) == len(before) + 40
    assert {name: after[name] for name in before} == before


def test_a_pinned_thing_lies_where_its_pin_is_and_moves_no_other() -> None:
    base = positions(demo.pair())
    pinned = positions(demo.pair(), {"kor": (5, -7), "nobody": (1, 1)})
    assert pinned == {**base, "kor": (5, -7)}


def test_hiding_a_thing_hides_what_only_it_tied() -> None:
    left = without(opened(pair(AFTER, "treaty"), around_usa(), most=9), ["usa"])
    assert [node.id for node in left.nodes] == ["jpn"]
    assert left.edges == ()


def test_hiding_a_thing_moves_no_other() -> None:
    before = positions(demo.pair())
    after = positions(without(demo.pair(), ["kor", "sm3"]))
    assert after == {name: before[name] for name in after}
    assert not {"kor", "sm3"} & after.keys()


def test_the_legend_hides_by_layer_confidence_kind_and_change() -> None:
    both = compared(pair(AFTER, "treaty", "rdp"), pair(BEFORE, "treaty", "acsa"))
    assert {(entry.key, entry.count) for entry in legend_of(both) if entry.group == "change"} == {
        ("new", 1),
        ("ended", 1),
        ("same", 1),
    }
    for off, left in (
        ("layer.industry", {"treaty", "acsa"}),
        ("change.ended", {"treaty", "rdp"}),
        ("confidence.B", {"treaty", "acsa"}),
        ("status.signed", {"treaty", "rdp"}),
        ("kind.state", set()),
    ):
        assert {edge.id for edge in visible(both, frozenset({off})).edges} == left, off
