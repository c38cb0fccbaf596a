from collections import Counter
from datetime import date

import pytest

from graph.dates import Holding
from graph.errors import BadParameter, NotFound
from graph.neighbourhood import Asked, network_view
from graph.release import Release
from graph.views.model import NetworkView

DAY = date(2016, 6, 10)
RDP = "agr-jpn-us-rdpmou-2016"


def view(
    release: Release, *focus: str, day: date = DAY, layers: tuple[str, ...] = (), unknown: bool = False
) -> NetworkView:
    include = (Holding.HOLDS, Holding.UNKNOWN) if unknown else (Holding.HOLDS,)
    return network_view(release, Asked(focus, day, layers, include=include))


def test_parallel_agreements_are_parallel_edges(release: Release) -> None:
    drawn = view(release, "jpn", "usa")
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in drawn.edges)
    assert pairs[frozenset(("jpn", "usa"))] >= 10
    assert len({edge.id for edge in drawn.edges}) == len(drawn.edges)
    assert RDP in {edge.id for edge in drawn.edges}


def test_the_day_decides_what_is_drawn(release: Release) -> None:
    assert RDP not in {edge.id for edge in view(release, "jpn", "usa", day=date(2016, 6, 3)).edges}
    assert RDP in {edge.id for edge in view(release, "jpn", "usa", day=date(2016, 6, 4)).edges}


def test_a_treaty_of_many_is_a_node_with_an_edge_to_each_party_in_the_picture(release: Release) -> None:
    drawn = view(release, "agr-us-nato-1949", day=date(2004, 4, 1))
    assert {node.id for node in drawn.nodes if node.kind == "agreement"} == {"agr-us-nato-1949"}
    assert len(drawn.edges) == 26
    assert {edge.target for edge in drawn.edges} == {"agr-us-nato-1949"}
    assert all(len(edge.parties) == 26 for edge in drawn.edges)


def test_a_coalition_shows_what_joins_two_of_it_and_no_stranger(release: Release) -> None:
    drawn = view(release, "jpn", "usa", "aus", layers=("security", "access", "logistics", "information"))
    kinds = {node.id: node.kind for node in drawn.nodes}
    assert {name for name, kind in kinds.items() if kind == "state"} >= {"jpn", "usa", "aus"}
    for edge in drawn.edges:
        assert edge.source in kinds
        assert edge.target in kinds


def test_every_edge_has_its_dates_and_evidence(release: Release) -> None:
    for edge in view(release, "jpn", "usa").edges:
        assert edge.evidence, edge.id
        assert all(proof.url.startswith("http") for proof in edge.evidence)
    rdp = next(edge for edge in view(release, "jpn", "usa").edges if edge.id == RDP)
    assert (rdp.since, rdp.status, rdp.layer, rdp.parties) == (
        "2016-06-04",
        "holds",
        "industry",
        ("Japan", "United States"),
    )


def test_what_is_unknown_is_counted_and_drawn_only_when_asked_for(release: Release) -> None:
    plain = view(release, "jpn", "usa")
    wide = network_view(release, Asked(("jpn", "usa"), DAY, include=(Holding.HOLDS, Holding.UNKNOWN)))
    assert plain.unknown > 0
    assert wide.unknown == 0
    assert {edge.status for edge in plain.edges} <= {"holds", "signed", "suspended"}
    added = {edge.id for edge in wide.edges} - {edge.id for edge in plain.edges}
    assert "unknown" in {edge.status for edge in wide.edges if edge.id in added}


def test_layers_keep_their_own_edges(release: Release) -> None:
    drawn = view(release, "jpn", "usa", layers=("security", "information"))
    assert {edge.layer for edge in drawn.edges} == {"security", "information"}


def test_one_focus_shows_all_its_relations(release: Release) -> None:
    drawn = view(release, "firm-mhi")
    assert {edge.source for edge in drawn.edges} | {edge.target for edge in drawn.edges} > {"firm-mhi", "firm-lockheed"}
    assert next(node for node in drawn.nodes if node.id == "firm-mhi").focus


def test_nothing_chosen_is_an_empty_picture(release: Release) -> None:
    drawn = view(release)
    assert (drawn.nodes, drawn.edges, drawn.unknown) == ((), (), 0)


def test_a_focus_named_twice_or_in_capitals_is_one(release: Release) -> None:
    assert view(release, "JPN", "jpn", "usa") == view(release, "jpn", "usa")


def test_a_wrong_name_is_told(release: Release) -> None:
    with pytest.raises(NotFound, match="jpnn"):
        view(release, "jpnn")
    with pytest.raises(BadParameter, match="no layer 'magic'; use security, framework"):
        view(release, "jpn", layers=("magic",))
