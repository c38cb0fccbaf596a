"""Structural chokepoints: parties and bonds whose loss splits a layer of the network."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import networkx as nx

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

    `members` is one party for an articulation point, two for a bridge, one or more for a minimum cut; `parts` are the
    pieces that fall apart, largest first; `paths` join the pieces and all run through the members; `agreements` carry
    the paths.
    """

    cut: Cut
    members: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    paths: tuple[tuple[str, ...], ...]
    agreements: tuple[str, ...]
    evidence: Evidence

    @property
    def severed(self) -> int:
        """Return how many parties lose their path to the largest part."""
        return sum(len(part) for part in self.parts[1:])


def structural_chokepoints(projection: Projection) -> list[StructuralChokepoint]:
    """Return the articulation points and bridges of a layer, those that sever most parties first.

    An articulation point is a party, and a bridge a bond, whose removal leaves a connected network in pieces
    (Tarjan 1972, SIAM Journal on Computing 1: 146-160). A bridge that carries several agreements is still one bond: all
    of them would have to lapse. Found in time linear in parties and bonds; the pieces of each finding cost one more
    pass each.
    """
    network = projection.network
    found = [_point(network, party) for party in sorted(nx.articulation_points(network))]
    found += [_bridge(network, tuple(sorted(bond))) for bond in sorted(nx.bridges(network), key=sorted)]
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
    return _finding(Cut.MINIMUM_CUT, network, tuple(members), _without(network, members), paths)


def _point(network: "nx.Graph[str]", party: str) -> StructuralChokepoint:
    parts = [part for part in _without(network, [party]) if any(network.has_edge(party, other) for other in part)]
    first = _neighbour(network, party, parts[0])
    paths = [(_neighbour(network, party, part), party, first) for part in parts[1:]]
    return _finding(Cut.ARTICULATION_POINT, network, (party,), parts, paths)


def _bridge(network: "nx.Graph[str]", bond: tuple[str, ...]) -> StructuralChokepoint:
    a, b = bond
    rest = nx.restricted_view(network, [], [(a, b)])
    parts = sorted((tuple(sorted(nx.node_connected_component(rest, end))) for end in bond), key=_by_size)
    return _finding(Cut.BRIDGE, network, bond, parts, [(a, b)])


def _without(network: "nx.Graph[str]", members: Iterable[str]) -> list[tuple[str, ...]]:
    rest = nx.restricted_view(network, list(members), [])
    return sorted((tuple(sorted(part)) for part in nx.connected_components(rest)), key=_by_size)


def _by_size(part: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(part), part


def _neighbour(network: "nx.Graph[str]", party: str, part: Iterable[str]) -> str:
    return min(other for other in part if network.has_edge(party, other))


def _finding(
    cut: Cut,
    network: "nx.Graph[str]",
    members: tuple[str, ...],
    parts: Iterable[tuple[str, ...]],
    paths: Iterable[tuple[str, ...]],
) -> StructuralChokepoint:
    taken = tuple(paths)
    bonds = [network.edges[step] for path in taken for step in _steps(path)]
    return StructuralChokepoint(
        cut=cut,
        members=members,
        parts=tuple(parts),
        paths=taken,
        agreements=tuple(sorted({agreement for bond in bonds for agreement in bond["agreements"]})),
        evidence=Evidence.of(spell for bond in bonds for spell in bond["spells"]),
    )


def _steps(path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return pairwise(path)
