"""Structural chokepoints: parties and bonds whose loss splits a layer of the network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import networkx as nx

from graph.chokepoints.blocks import BlockTree, Piece, block_tree
from graph.errors import BadParameter
from graph.evidence import Evidence
from graph.pairs import Projection

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


class Cut(StrEnum):
    """What kind of thing is cut."""

    ARTICULATION_POINT = "articulation-point"
    BRIDGE = "bridge"
    MINIMUM_CUT = "minimum-cut"


@dataclass(frozen=True)
class StructuralChokepoint:
    """A party, a bond or a set of parties whose loss leaves `parts` without a path to each other.

    `members` is one party for an articulation point, two for a bridge, one or more for a minimum cut; `remaining` is
    how many parties the largest piece keeps, `parts` are the other pieces, largest first; `paths` join the pieces and
    all run through the members; `agreements` carry the paths.
    """

    cut: Cut
    members: tuple[str, ...]
    remaining: int
    parts: tuple[tuple[str, ...], ...]
    paths: tuple[tuple[str, ...], ...]
    agreements: tuple[str, ...]
    evidence: Evidence

    @property
    def severed(self) -> int:
        """Return how many parties lose their path to the largest piece."""
        return sum(len(part) for part in self.parts)

    @property
    def key(self) -> str:
        """Return what makes this the same finding on another day or under other evidence."""
        return f"{self.cut.value} {'–'.join(self.members)}"


def structural_chokepoints(projection: Projection) -> list[StructuralChokepoint]:
    """Return the articulation points and bridges of a layer, those that sever most parties first.

    An articulation point is a party, and a bridge a bond, whose removal leaves a connected network in pieces
    (Tarjan 1972, SIAM Journal on Computing 1: 146-160; found by rustworkx in time linear in parties and bonds). A
    bridge that carries several agreements is still one bond: all of them would have to lapse. What falls apart is read
    from the tree of blocks and points, walked once, in which each piece is a slice: time linear in the network and in
    what is told.
    """
    network = projection.network
    tree = block_tree(network)
    found = [_point(network, tree, point) for point in tree.points]
    found += [_bridge(network, tree, bridge) for bridge in tree.bridges]
    return sorted(found, key=lambda c: (-c.severed, c.cut, c.members))


def minimum_cut(projection: Projection, a: str, b: str) -> StructuralChokepoint | None:
    """Return the fewest parties whose loss leaves no path between two others, or None where a bond joins them directly.

    By Menger's theorem their number is the number of paths between the two that share no other party; the paths given
    are such a set, so no smaller cut exists.

    Raises
    ------
    BadParameter
        One of the two has no bond in the layer on the day, or no path joins them.
    """
    network = projection.network
    for party in (a, b):
        if party not in network:
            raise BadParameter(
                f"{party} has no {projection.layer} agreement in force on {projection.day}; try another layer or day"
            )
    if not nx.has_path(network, a, b):
        raise BadParameter(
            f"no path of {projection.layer} agreements joins {a} and {b} on {projection.day}; nothing to cut"
        )
    if network.has_edge(a, b):
        return None
    members = sorted(nx.minimum_node_cut(network, a, b))
    paths = sorted(tuple(path) for path in nx.node_disjoint_paths(network, a, b))
    first, *others = _without(network, members)
    return _finding((Cut.MINIMUM_CUT, tuple(members)), network, (len(first), others), paths)


def _point(network: "nx.Graph[str]", tree: BlockTree, point: int) -> StructuralChokepoint:
    party = tree.parties[point]
    remaining, parts = _named(tree, tree.pieces_without(point))
    severed = {member for part in parts for member in part}
    kept = min(other for other in network[party] if other not in severed)
    paths = [(_neighbour(network, party, part), party, kept) for part in parts]
    return _finding((Cut.ARTICULATION_POINT, (party,)), network, (remaining, parts), paths)


def _bridge(network: "nx.Graph[str]", tree: BlockTree, bridge: int) -> StructuralChokepoint:
    a, b = sorted(tree.parties[end] for end in tree.bridges[bridge])
    return _finding((Cut.BRIDGE, (a, b)), network, _named(tree, tree.sides_of(bridge)), [(a, b)])


def _named(tree: BlockTree, pieces: Sequence[Piece]) -> tuple[int, list[tuple[str, ...]]]:
    """Return how many parties the largest piece has, and the other pieces by name, largest first.

    The largest is as a rule nearly all of a component, so it is counted and not named; only of pieces alike in size is
    the one with the first name taken for it.
    """
    most = max(piece.size for piece in pieces)
    alike = [piece for piece in pieces if piece.size == most]
    kept = alike[0] if len(alike) == 1 else min(alike, key=tree.names)
    return most, sorted((tree.names(piece) for piece in pieces if piece is not kept), key=_by_size)


def _without(network: "nx.Graph[str]", members: Iterable[str]) -> list[tuple[str, ...]]:
    rest = nx.restricted_view(network, list(members), [])
    return sorted((tuple(sorted(part)) for part in nx.connected_components(rest)), key=_by_size)


def _by_size(part: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(part), part


def _neighbour(network: "nx.Graph[str]", party: str, part: Iterable[str]) -> str:
    inside = set(part)
    return min(other for other in network[party] if other in inside)


def _finding(
    what: tuple[Cut, tuple[str, ...]],
    network: "nx.Graph[str]",
    pieces: tuple[int, Sequence[tuple[str, ...]]],
    paths: Iterable[tuple[str, ...]],
) -> StructuralChokepoint:
    taken = tuple(paths)
    bonds = [network.edges[step] for path in taken for step in _steps(path)]
    return StructuralChokepoint(
        cut=what[0],
        members=what[1],
        remaining=pieces[0],
        parts=tuple(pieces[1]),
        paths=taken,
        agreements=tuple(sorted({agreement for bond in bonds for agreement in bond["agreements"]})),
        evidence=Evidence.of(spell for bond in bonds for spell in bond["spells"]),
    )


def _steps(path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return pairwise(path)
