from datetime import date

import networkx as nx
import polars as pl
import pytest

from graph.errors import BadParameter
from graph.held import Wanted
from graph.paths import network_of, paths_between
from graph.tables import SCHEMAS, Tables

DAY = date(2016, 6, 10)
EDGES = (
    ("part-1", "participation", "jpn", "treaty"),
    ("part-2", "participation", "usa", "treaty"),
    ("part-3", "participation", "jpn", "convention"),
    ("part-4", "participation", "usa", "convention"),
    ("part-5", "participation", "kor", "convention"),
    ("level-1", "assessment", "jpn", "lift"),
    ("level-2", "assessment", "phl", "lift"),
    ("tie-1", "tie", "mhi", "lm"),
    ("tie-2", "tie", "lm", "mhi"),
    ("part-6", "participation", "lm", "f35"),
    ("part-7", "participation", "usa", "f35"),
)


def tables(edges: tuple[tuple[str, ...], ...] = EDGES, until: date | None = None) -> Tables:
    rows = [
        dict(zip(("slug", "class", "head", "tail"), edge, strict=True)) | {"from": date(2000, 1, 1), "until": until}
        for edge in edges
    ]
    empty = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
    return Tables(**{**empty, "relations": pl.DataFrame(rows, schema=SCHEMAS["relations"])})


def network(edges: tuple[tuple[str, ...], ...] = EDGES) -> "nx.Graph[str]":
    return network_of(tables(edges, until=date(2030, 1, 1)), Wanted(DAY))


def test_the_treaty_of_fewer_parties_comes_first() -> None:
    found = paths_between(network(), ("jpn", "usa"), 6, 5)
    assert [path.things[1] for path in found] == ["treaty", "convention"]
    assert found[0].relations == ("part-1", "part-2")


def test_parallel_relations_make_one_step_whichever_way_they_point() -> None:
    (path,) = paths_between(network(), ("mhi", "usa"), 6, 5)
    assert path.things == ("mhi", "lm", "f35", "usa")
    assert [hop.relations for hop in path.hops] == [("tie-1", "tie-2"), ("part-6",), ("part-7",)]


def test_what_two_can_do_alike_does_not_join_them() -> None:
    assert paths_between(network(), ("jpn", "phl"), 6, 5) == []


def test_a_relation_that_ended_leads_nowhere() -> None:
    ended = network_of(tables(until=date(2010, 1, 1)), Wanted(DAY))
    assert paths_between(ended, ("jpn", "usa"), 6, 5) == []


def test_nothing_is_asked_from_a_thing_to_itself_and_nothing_joins_what_is_not_there() -> None:
    with pytest.raises(BadParameter, match="jpn was given twice"):
        paths_between(network(), ("jpn", "jpn"), 6, 5)
    assert paths_between(network(), ("jpn", "atlantis"), 6, 5) == []


def test_a_path_of_too_many_steps_is_left_out() -> None:
    assert paths_between(network(), ("mhi", "usa"), 2, 5) == []


def test_the_order_in_which_relations_were_read_changes_nothing() -> None:
    there = paths_between(network(tuple(reversed(EDGES))), ("jpn", "usa"), 6, 5)
    assert there == paths_between(network(), ("jpn", "usa"), 6, 5)
