from dataclasses import replace

from graph.views.bundles import FOCAL, TELLABLE, lines
from graph.views.model import NetworkView
from tests.graph.views import demo


def parallel(count: int, *, focus: tuple[str, ...] = ("jpn",)) -> NetworkView:
    edges = tuple(
        demo.edge(f"e{place:02}", ("jpn", "usa"), ("security", "industry")[place % 2], "Tie", f"20{place:02}-01-01")
        for place in range(count)
    )
    return replace(demo.pair(), focus=focus, nodes=demo.pair().nodes[:2], edges=edges)


def test_a_few_parallel_agreements_stay_apart_and_many_become_one_line_a_layer() -> None:
    assert len(lines(parallel(TELLABLE))) == TELLABLE
    bundled = lines(parallel(TELLABLE + 4))
    assert [(line.layer, len(line.members)) for line in bundled] == [("security", 4), ("industry", 4)]
    assert bundled[0].since == "2000-01-01"


def test_no_relation_is_lost_in_a_bundle() -> None:
    view = parallel(30)
    assert sorted(edge.id for line in lines(view) for edge in line.members) == [edge.id for edge in view.edges]


def test_between_the_two_that_a_picture_is_about_many_more_stay_apart() -> None:
    assert len(lines(parallel(FOCAL, focus=("jpn", "usa")))) == FOCAL


def test_a_bundle_drawn_apart_is_its_relations() -> None:
    drawn = lines(parallel(12), apart=("security~jpn~usa",))
    assert sorted(len(line.members) for line in drawn) == [1, 1, 1, 1, 1, 1, 6]


def test_a_bundle_in_which_relations_differ_claims_no_common_status_or_change() -> None:
    view = parallel(8)
    mixed = replace(view, edges=(replace(view.edges[0], status="signed", change="new"), *view.edges[1:]))
    security = lines(mixed)[0]
    assert (security.status, security.change) == ("holds", "")
