import networkx as nx

from graph.paths import paths_between

EDGES = (
    ("jpn", "treaty", "part-1", "participation"),
    ("usa", "treaty", "part-2", "participation"),
    ("jpn", "convention", "part-3", "participation"),
    ("usa", "convention", "part-4", "participation"),
    ("kor", "convention", "part-5", "participation"),
    ("jpn", "lift", "level-1", "assessment"),
    ("phl", "lift", "level-2", "assessment"),
    ("mhi", "lm", "tie-1", "tie"),
    ("lm", "mhi", "tie-2", "tie"),
    ("lm", "f35", "part-6", "participation"),
    ("usa", "f35", "part-7", "participation"),
)


def network() -> "nx.MultiDiGraph[str]":
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for head, tail, key, kind in EDGES:
        made.add_edge(head, tail, key=key, type=kind)
    return made


def test_the_treaty_of_fewer_parties_comes_first() -> None:
    found = paths_between(network(), "jpn", "usa")
    assert [path.things[1] for path in found[:2]] == ["treaty", "convention"]
    assert found[0].relations == (("part-1",), ("part-2",))
    assert found[0].steps == 2


def test_parallel_relations_make_one_step_whichever_way_they_point() -> None:
    (path,) = paths_between(network(), "mhi", "usa")
    assert path.things == ("mhi", "lm", "f35", "usa")
    assert path.relations == (("tie-1", "tie-2"), ("part-6",), ("part-7",))


def test_what_two_can_do_alike_does_not_join_them() -> None:
    assert paths_between(network(), "jpn", "phl") == []


def test_nothing_joins_a_thing_to_itself_or_to_what_is_not_there() -> None:
    assert paths_between(network(), "jpn", "jpn") == []
    assert paths_between(network(), "jpn", "atlantis") == []


def test_a_path_of_too_many_steps_is_left_out() -> None:
    assert paths_between(network(), "mhi", "usa", longest=2) == []


def test_the_order_in_which_relations_were_read_changes_nothing() -> None:
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for head, tail, key, kind in reversed(EDGES):
        turned.add_edge(head, tail, key=key, type=kind)
    assert paths_between(turned, "usa", "jpn") == paths_between(network(), "usa", "jpn")
