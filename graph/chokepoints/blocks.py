"""The block-cut tree of a network: its points and blocks, and what falls apart without a point or a bridge."""

from dataclasses import dataclass

import networkx as nx
import rustworkx as rx

from graph.betweenness import indexed


@dataclass(frozen=True)
class BlockTree:
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

    def pieces_without(self, point: int) -> list["Piece"]:
        """Return what is left of a component, in pieces, without one of its points."""
        first, last = self.span[point]
        under = [Piece((self.span[block],)) for block in self.below[point]]
        return [p for p in (self._around(point, first, last), *under) if p.size]

    def sides_of(self, bridge: int) -> list["Piece"]:
        """Return the two sides of a bridge; the ends are points, or parties that hang on it alone."""
        first, last = self._under(bridge)
        return [Piece(((first, last),)), self._around(bridge, first, last)]

    def _around(self, node: int, first: int, last: int) -> "Piece":
        start, end = self.whole[node]
        return Piece(((start, first), (last, end)))

    def _under(self, bridge: int) -> tuple[int, int]:
        """Return the slice of one side: the subtree of a point under the bridge, or the party that the bridge holds."""
        for point in self.below[bridge]:
            return self.span[point]
        first, _ = self.span[bridge]
        return first, first + 1

    def names(self, piece: "Piece") -> tuple[str, ...]:
        """Return the parties of a piece in order."""
        return tuple(sorted(self.parties[p] for start, end in piece.slices for p in self.order[start:end]))


@dataclass(frozen=True)
class Piece:
    """A piece of a component as slices of the order in which it was walked."""

    slices: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """Return how many parties the piece has."""
        return sum(end - start for start, end in self.slices)


def block_tree(network: "nx.Graph[str]") -> BlockTree:
    """Return the block-cut tree of a network; blocks, points and bridges are found by rustworkx."""
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
    tree = BlockTree(list(places), [], {}, {}, {}, {}, {})
    for block in sorted(members):
        if len(members[block]) == 2:  # rustworkx gives no parallel bonds here, so a block of two is a bridge
            a, b = sorted(members[block])
            tree.bridges[block] = (a, b)
        if block not in tree.span:
            _walk(tree, block, members, blocks_of)
    return tree


def _walk(tree: BlockTree, root: int, members: dict[int, set[int]], blocks_of: dict[int, list[int]]) -> None:
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
