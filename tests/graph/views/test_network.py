from collections import Counter
from dataclasses import replace

import pytest
from pyvis.network import Network

from graph.views.network import build_network
from graph.views.palette import STROKES
from tests.graph.views import demo


def test_a_view_becomes_a_pyvis_network_with_given_places_and_physics_off() -> None:
    network = build_network(demo.pair())
    assert isinstance(network, Network)
    assert network.directed
    assert network.options["physics"] == {"enabled": False}
    assert network.num_nodes() == len(demo.pair().nodes)
    assert all({"x", "y", "shape", "size", "title"} <= set(node) for node in network.nodes)
    assert network.get_node("jpn")["label"] == "JPN"


def test_parallel_agreements_are_parallel_edges() -> None:
    network = build_network(demo.pair())
    ends = Counter(frozenset((edge["from"], edge["to"])) for edge in network.edges)
    assert ends[frozenset(("jpn", "usa"))] == 6
    assert len({edge["id"] for edge in network.edges}) == len(demo.pair().edges)
    bends = {
        (edge["smooth"]["type"], edge["smooth"]["roundness"], edge["from"])
        for edge in network.edges
        if {edge["from"], edge["to"]} == {"jpn", "usa"}
    }
    assert len(bends) == 6


def test_status_is_told_by_the_dash_and_type_by_the_shape() -> None:
    network = build_network(demo.pair())
    dashes = {edge["id"]: edge["dashes"] for edge in network.edges}
    assert dashes["treaty"] is False
    assert dashes["acsa"] == list(STROKES["signed"].dashes)
    assert dashes["part-anzus-nzl"] == list(STROKES["suspended"].dashes)
    assert dashes["sm3-mhi"] == list(STROKES["unknown"].dashes)
    shapes = {node["id"]: node["shape"] for node in network.nodes}
    assert shapes == shapes | {"jpn": "dot", "anzus": "diamond", "atla": "square", "mhi": "hexagon", "sm3": "triangle"}


def test_only_one_way_ties_have_an_arrow() -> None:
    arrows = {edge["id"]: "arrows" in edge for edge in build_network(demo.pair()).edges}
    assert arrows["mhi-jpn"]
    assert not arrows["treaty"]


def test_titles_are_plain_text_with_dates() -> None:
    edges = {edge["id"]: edge["title"] for edge in build_network(demo.pair()).edges}
    assert edges["rdp"] == "Reciprocal Defense Procurement MOU · agreement · in force, since 2016-06-04"
    assert edges["sm3-mhi"].endswith("unknown, start not recorded")


def test_an_edge_to_nowhere_is_named() -> None:
    view = replace(demo.pair(), edges=(demo.edge("lost", ("jpn", "atlantis"), "security", "Tie", ""),))
    with pytest.raises(ValueError, match="'lost' names the node 'atlantis'"):
        build_network(view)
