"""Structural chokepoints: parties and bonds whose loss splits a layer of the network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import networkx as nx
import rustworkx as rx

from graph.betweenness import indexed
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
    from a much smaller network, in which all that no articulation point divides is one node: one pass over it for each
    finding.
    """
    skeleton = _Skeleton.of(projection.network)
    found = [_point(projection.network, skeleton, party) for party in sorted(skeleton.points)]
    found += [_bridge(projection.network, skeleton, bond) for bond in sorted(skeleton.bridges)]
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


@dataclass(frozen=True)
class _Skeleton:
    """A network with all that hangs together without articulation points drawn into one node each.

    `groups` are the parties behind each node; `place` finds a party's node.
    """

    points: frozenset[str]
    bridges: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, ...], ...]
    place: dict[str, int]
    network: "rx.PyGraph[None, None]"

    @classmethod
    def of(cls, network: "nx.Graph[str]") -> "_Skeleton":
        parties = list(network)
        _, compact = indexed(network)
        points = sorted(rx.articulation_points(compact))
        ends = sorted(sorted(parties[end] for end in bond) for bond in rx.bridges(compact))
        bridges = tuple((bond[0], bond[1]) for bond in ends)
        rest = compact.copy()
        rest.remove_nodes_from(points)
        pieces = [[p] for p in points] + [sorted(piece) for piece in rx.connected_components(rest)]
        place = {member: node for node, piece in enumerate(pieces) for member in piece}
        small: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
        small.add_nodes_from([None] * len(pieces))
        small.add_edges_from_no_data([(place[p], place[other]) for p in points for other in compact.neighbors(p)])
        return cls(
            points=frozenset(parties[p] for p in points),
            bridges=bridges,
            groups=tuple(tuple(sorted(parties[m] for m in piece)) for piece in pieces),
            place={parties[member]: node for member, node in place.items()},
            network=small,
        )

    def pieces(self, near: Sequence[str], cut: "rx.PyGraph[None, None]") -> tuple[int, list[tuple[str, ...]]]:
        """Return the size of the largest piece of a cut skeleton that touches `near`, and the other such pieces."""
        ends = {self.place[party] for party in near}
        touched = [sorted(piece) for piece in rx.connected_components(cut) if not ends.isdisjoint(piece)]
        sizes = [sum(len(self.groups[node]) for node in piece) for piece in touched]
        first = [self.groups[piece[0]][0] for piece in touched]
        order = sorted(range(len(touched)), key=lambda i: (-sizes[i], first[i]))
        named = [tuple(sorted(m for node in touched[i] for m in self.groups[node])) for i in order[1:]]
        return sizes[order[0]], sorted(named, key=_by_size)


def _point(network: "nx.Graph[str]", skeleton: _Skeleton, party: str) -> StructuralChokepoint:
    cut = skeleton.network.copy()
    cut.remove_node(skeleton.place[party])
    remaining, parts = skeleton.pieces(list(network[party]), cut)
    severed = {member for part in parts for member in part}
    kept = min(other for other in network[party] if other not in severed)
    paths = [(_neighbour(network, party, part), party, kept) for part in parts]
    return _finding((Cut.ARTICULATION_POINT, (party,)), network, (remaining, parts), paths)


def _bridge(network: "nx.Graph[str]", skeleton: _Skeleton, bond: tuple[str, str]) -> StructuralChokepoint:
    a, b = skeleton.place[bond[0]], skeleton.place[bond[1]]
    cut = skeleton.network.copy()
    if a == b:  # two parties with nobody else
        return _finding((Cut.BRIDGE, bond), network, (1, [(max(bond),)]), [bond])
    cut.remove_edge(a, b)
    return _finding((Cut.BRIDGE, bond), network, skeleton.pieces(bond, cut), [bond])


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
