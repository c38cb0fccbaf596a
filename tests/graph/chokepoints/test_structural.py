"""Worked example: a triangle a–b–c, the bond c–d, and a triangle d–e–f.

c and d are articulation points and c–d is a bridge. Removing c severs {a, b} from {d, e, f}.
"""

from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chokepoints.structural import Cut, minimum_cut, structural_chokepoints
from graph.errors import BadParameter
from graph.pairs import Projection, project
from tests.graph.worked import bilateral, layers, parties, spell

DAY = date(2000, 1, 1)
BOWTIE = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")]


def drawn(bonds: list[tuple[str, str]], end: str | None = None) -> Projection:
    found = parties(*(bilateral(f"mdt-{a}{b}", a, b, "1990-01-01", end) for a, b in bonds))
    return project(found, layers(found), "security", DAY)


def test_the_bowtie_hangs_on_two_parties_and_one_bond() -> None:
    found = structural_chokepoints(drawn(BOWTIE))
    assert [(c.cut, c.members, c.remaining, c.parts) for c in found] == [
        (Cut.BRIDGE, ("c", "d"), 3, (("d", "e", "f"),)),
        (Cut.ARTICULATION_POINT, ("c",), 3, (("a", "b"),)),
        (Cut.ARTICULATION_POINT, ("d",), 3, (("e", "f"),)),
    ]
    bridge = found[0]
    assert bridge.agreements == ("mdt-cd",)
    assert bridge.evidence.statements == ("part-mdt-cd-c-1990-01-01", "part-mdt-cd-d-1990-01-01")
    assert found[1].paths == (("a", "c", "d"),)


def test_after_the_agreements_lapse_nothing_is_left_to_cut() -> None:
    assert structural_chokepoints(drawn(BOWTIE, end="1999-01-01")) == []


def test_one_multilateral_agreement_has_no_chokepoint() -> None:
    found = parties([spell("nat-1", party, "1949-08-24") for party in "abcd"])
    assert structural_chokepoints(project(found, layers(found), "security", DAY)) == []


def test_a_bridge_of_parallel_agreements_names_them_all() -> None:
    found = parties(bilateral("mdt-ab1", "a", "b", "1990-01-01"), bilateral("mdt-ab2", "a", "b", "1995-01-01"))
    (bridge,) = structural_chokepoints(project(found, layers(found), "security", DAY))
    assert bridge.agreements == ("mdt-ab1", "mdt-ab2")


def test_what_may_hold_is_counted_and_is_no_edge() -> None:
    found = parties(bilateral("mdt-ab", "a", "b", None))
    seen = project(found, layers(found), "security", DAY)
    assert (seen.network.number_of_edges(), seen.unknown) == (0, 1)


def test_a_minimum_cut_of_a_ring_takes_two_parties() -> None:
    ring = drawn([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    cut = minimum_cut(ring, "a", "c")
    assert cut is not None
    assert cut.members == ("b", "d")
    assert cut.paths == (("a", "b", "c"), ("a", "d", "c"))


def test_parties_with_a_direct_bond_cannot_be_cut_by_removing_others() -> None:
    assert minimum_cut(drawn(BOWTIE), "c", "d") is None


def test_a_party_outside_the_layer_is_an_error_that_says_so() -> None:
    with pytest.raises(BadParameter, match="zzz has no security agreement in force on 2000-01-01"):
        minimum_cut(drawn(BOWTIE), "a", "zzz")


def test_an_unknown_layer_is_an_error_that_names_the_layers() -> None:
    with pytest.raises(BadParameter, match="use one of security"):
        project(parties(), {}, "capability", DAY)


BONDS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda b: b[0] < b[1]), max_size=14
)


@given(BONDS)
def test_removing_a_chokepoint_really_splits_what_it_says(bonds: list[tuple[str, str]]) -> None:
    seen = drawn(sorted(set(bonds)))
    before = nx.number_connected_components(seen.network)
    for finding in structural_chokepoints(seen):
        left = nx.Graph(seen.network)
        if finding.cut is Cut.BRIDGE:
            left.remove_edge(*finding.members)
        else:
            left.remove_nodes_from(finding.members)
        assert nx.number_connected_components(left) == before + len(finding.parts)
        pieces = {tuple(sorted(piece)) for piece in nx.connected_components(left)}
        assert set(finding.parts) <= pieces
        assert finding.remaining >= max(len(part) for part in finding.parts)
        assert all(nx.is_path(seen.network, list(path)) for path in finding.paths)


@given(BONDS)
def test_without_its_evidence_a_bridge_is_gone(bonds: list[tuple[str, str]]) -> None:
    unique = sorted(set(bonds))
    for finding in structural_chokepoints(drawn(unique)):
        if finding.cut is Cut.BRIDGE:
            left = [b for b in unique if f"mdt-{b[0]}{b[1]}" not in finding.agreements]
            assert finding.members not in [c.members for c in structural_chokepoints(drawn(left))]


@given(BONDS)
def test_chokepoints_are_those_that_networkx_finds(bonds: list[tuple[str, str]]) -> None:
    seen = drawn(sorted(set(bonds)))
    found = structural_chokepoints(seen)
    assert {c.members[0] for c in found if c.cut is Cut.ARTICULATION_POINT} == set(nx.articulation_points(seen.network))
    assert {c.members for c in found if c.cut is Cut.BRIDGE} == {tuple(sorted(b)) for b in nx.bridges(seen.network)}


@given(BONDS)
def test_an_agreement_of_others_or_in_another_layer_changes_no_finding(bonds: list[tuple[str, str]]) -> None:
    unique = sorted(set(bonds))
    found = structural_chokepoints(drawn(unique))
    apart = structural_chokepoints(drawn([*unique, ("y", "z")]))
    assert [c for c in apart if not {"y", "z"} & set(c.members)] == found
    held = parties(
        *(bilateral(f"mdt-{a}{b}", a, b, "1990-01-01") for a, b in unique), bilateral("rdp-ag", "a", "g", "1990-01-01")
    )
    assert structural_chokepoints(project(held, layers(held), "security", DAY)) == found
