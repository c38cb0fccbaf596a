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
    from the tree of blocks and points, walked once, in which each piece is a slice: time linear in the network and in
    what is told.
    """
    network = projection.network
    tree = _tree(network)
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


@dataclass(frozen=True)
class _Tree:
    """The block-cut tree of a network, each component walked from a root so that a subtree is one slice of `order`.

    A node of the tree is an articulation point, by its number, or a block, numbered after all parties. `order` holds
    the parties, a block's own ones where it is entered; `span` is where a node's subtree begins and ends in it, and
    `whole` where its component does. `above` is the node over each, and `ends` the blocks that are a bridge.
    """

    parties: list[str]
    order: list[int]
    span: dict[int, tuple[int, int]]
    whole: dict[int, tuple[int, int]]
    above: dict[int, int]
    below: dict[int, list[int]]
    bridges: dict[int, tuple[int, int]]

    @property
    def points(self) -> list[int]:
        """Return the articulation points."""
        return [node for node in self.span if node < len(self.parties)]

    def pieces_without(self, point: int) -> list["_Piece"]:
        """Return what is left of a component, in pieces, without one of its points."""
        first, last = self.span[point]
        under = [_Piece((self.span[block],)) for block in self.below[point]]
        return [p for p in (self._around(point, first, last), *under) if p.size]

    def sides_of(self, bridge: int) -> list["_Piece"]:
        """Return the two sides of a bridge; the ends are points, or parties that hang on it alone."""
        first, last = self._under(bridge)
        return [_Piece(((first, last),)), self._around(bridge, first, last)]

    def _around(self, node: int, first: int, last: int) -> "_Piece":
        start, end = self.whole[node]
        return _Piece(((start, first), (last, end)))

    def _under(self, bridge: int) -> tuple[int, int]:
        """Return the slice of one side: the subtree of a point under the bridge, or the party that the bridge holds."""
        for point in self.below[bridge]:
            return self.span[point]
        first, _ = self.span[bridge]
        return first, first + 1

    def names(self, piece: "_Piece") -> tuple[str, ...]:
        """Return the parties of a piece in order."""
        return tuple(sorted(self.parties[p] for start, end in piece.slices for p in self.order[start:end]))


@dataclass(frozen=True)
class _Piece:
    """A piece of a component as slices of the order in which it was walked."""

    slices: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.slices)


def _tree(network: "nx.Graph[str]") -> _Tree:
    places, compact = indexed(network)
    size = len(places)
    points = set(rx.articulation_points(compact))
    members: dict[int, set[int]] = {}
    for (a, b), block in rx.biconnected_components(compact).items():
        members.setdefault(size + block, set()).update((a, b))
    blocks_of: dict[int, list[int]] = {}
    for block in sorted(members):
        for point in members[block] & points:
            blocks_of.setdefault(point, []).append(block)
    tree = _Tree(list(places), [], {}, {}, {}, {}, {})
    for block in sorted(members):
        if len(members[block]) == 2:  # rustworkx gives no parallel bonds here, so a block of two is a bridge
            a, b = sorted(members[block])
            tree.bridges[block] = (a, b)
        if block not in tree.span:
            _walk(tree, block, members, blocks_of)
    return tree


def _walk(tree: _Tree, root: int, members: dict[int, set[int]], blocks_of: dict[int, list[int]]) -> None:
    """Walk one component of the tree from a root block, each node entered before and left after what is under it."""
    began = len(tree.order)
    stack, seen = [(root, True)], {root}
    opened: dict[int, int] = {}
    while stack:
        node, entering = stack.pop()
        if not entering:
            tree.span[node] = (opened[node], len(tree.order))
            continue
        opened[node] = len(tree.order)
        is_block = node in members
        tree.order.extend(sorted(members[node] - blocks_of.keys()) if is_block else [node])
        near = sorted(members[node] & blocks_of.keys()) if is_block else blocks_of[node]
        under = [other for other in near if other not in seen]
        tree.below[node] = under
        seen.update(under)
        tree.above.update(dict.fromkeys(under, node))
        stack.append((node, False))
        stack.extend((other, True) for other in reversed(under))
    for node in seen:
        tree.whole[node] = (began, len(tree.order))


def _point(network: "nx.Graph[str]", tree: _Tree, point: int) -> StructuralChokepoint:
    party = tree.parties[point]
    remaining, parts = _named(tree, tree.pieces_without(point))
    severed = {member for part in parts for member in part}
    kept = min(other for other in network[party] if other not in severed)
    paths = [(_neighbour(network, party, part), party, kept) for part in parts]
    return _finding((Cut.ARTICULATION_POINT, (party,)), network, (remaining, parts), paths)


def _bridge(network: "nx.Graph[str]", tree: _Tree, bridge: int) -> StructuralChokepoint:
    a, b = sorted(tree.parties[end] for end in tree.bridges[bridge])
    return _finding((Cut.BRIDGE, (a, b)), network, _named(tree, tree.sides_of(bridge)), [(a, b)])


def _named(tree: _Tree, pieces: Sequence[_Piece]) -> tuple[int, list[tuple[str, ...]]]:
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
