"""Supply chokepoints: items from one state or firm, how concentrated they are, and through whom supply runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import rustworkx as rx

from graph.dates import BEFORE_ALL, Holding
from graph.evidence import Evidence
from graph.world.industry import Dependency, Tie

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

SOLE: Final = 0.995
"""A share that rounds to the whole."""


class Grip(StrEnum):
    """How firmly one supplier holds an item."""

    SOLE = "sole"
    DOMINANT = "dominant"
    ONE_ON_RECORD = "one-on-record"
    NONE_LEFT = "none-left"


@dataclass(frozen=True)
class SupplyChokepoint:
    """An item that one state supplies, by what is on record on a day, and who depends on it.

    `share` is the part supplied (0 to 1), None where no source gives one. The Herfindahl–Hirschman index (0 to 1) lies
    between `hhi_least`, the rest split among very many, and `hhi_most`, the rest with one other supplier. `holding` is
    unknown where the record does not reach back to the day; `stated` is the year that the figures are of.
    """

    dependency: Dependency
    grip: Grip
    holding: Holding
    hhi_least: float | None
    hhi_most: float | None
    stated: date | None
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return f"{self.dependency.id} {self.grip.value}"


def supply_chokepoints(
    dependencies: Iterable[Dependency], day: date, states: Sequence[str] = ()
) -> list[SupplyChokepoint]:
    """Return the items that one state supplies, firmest grip and largest share first, those of unknown standing last.

    Parameters
    ----------
    states
        Keep what any of these depends on; none keeps all.

    Notes
    -----
    `none-left`: nobody on record supplies it (only in a what-if). `sole`: the share is whole. `dominant`: half or more.
    `one-on-record`: less, or no share stated; then others may supply too. An item with two supplier states is no
    chokepoint, however unequal they are. HHI after Hirschman (1964), American Economic Review 54: 761; with one share s
    known it is at least s² and less than s² + (1 - s)². Figures are of a year: whoever asks an earlier day gets
    `unknown`. One pass.
    """
    wanted = frozenset(states)
    found = [
        _item(d, holding)
        for d in dependencies
        if (holding := d.span.on(day)) is not Holding.NOT
        and (not wanted or not wanted.isdisjoint(d.dependents))
        and sum(not supplier.startswith("firm-") for supplier in d.suppliers) < 2
    ]
    order = [Grip.NONE_LEFT, Grip.SOLE, Grip.DOMINANT, Grip.ONE_ON_RECORD]
    return sorted(
        found,
        key=lambda c: (c.holding is Holding.UNKNOWN, order.index(c.grip), -(c.dependency.share or 0), c.key),
    )


def _item(dependency: Dependency, holding: Holding) -> SupplyChokepoint:
    share = dependency.share
    seen = dependency.span.start
    return SupplyChokepoint(
        dependency=dependency,
        grip=_grip(share) if dependency.suppliers else Grip.NONE_LEFT,
        holding=holding,
        hhi_least=None if share is None else share**2,
        hhi_most=None if share is None else share**2 + (1 - share) ** 2,
        stated=seen if seen > BEFORE_ALL else None,
        evidence=Evidence((dependency.id,)),
    )


def _grip(share: float | None) -> Grip:
    if share is None or share < 0.5:
        return Grip.ONE_ON_RECORD
    return Grip.SOLE if share >= SOLE else Grip.DOMINANT


@dataclass(frozen=True)
class Dominator:
    """A firm through which every recorded supply path to others runs: without it they get nothing that is on record."""

    firm: str
    cuts_off: tuple[str, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return self.firm


def dominators(ties: Iterable[Tie], day: date) -> list[Dominator]:
    """Return the firms that dominate others in the supply graph of a day, those that cut off most first.

    Notes
    -----
    The graph joins supplier to supplied by the ties of the layer `supply` that hold; its root feeds every firm that
    nobody on record supplies. A firm d dominates another when each path from the root to it runs through d (Lengauer
    and Tarjan 1979, ACM TOPLAS 1: 121-141; computed by rustworkx). Firms in a ring that no outside firm supplies are
    out of the root's reach and are left out. Near linear in ties.
    """
    held = [t for t in ties if t.layer == "supply" and t.span.on(day) is Holding.HOLDS]
    names = sorted({end for t in held for end in (t.head, t.tail)})
    place = {name: i for i, name in enumerate(names)}
    network: rx.PyDiGraph[str, None] = rx.PyDiGraph()
    network.add_nodes_from(names)
    network.add_edges_from_no_data([(place[t.head], place[t.tail]) for t in held])
    root = network.add_node("")
    network.add_edges_from_no_data([(root, place[n]) for n in names if network.in_degree(place[n]) == 0])
    cut = _cut_off(rx.immediate_dominators(network, root), root)
    found = [_dominator(names[d], [names[i] for i in others], held) for d, others in cut.items()]
    return sorted(found, key=lambda d: (-len(d.cuts_off), d.firm))


def _cut_off(immediate: Mapping[int, int], root: int) -> dict[int, list[int]]:
    cut: dict[int, list[int]] = {}
    for node in immediate:
        above = node
        while above != root and (above := immediate[above]) != root:
            cut.setdefault(above, []).append(node)
    return cut


def _dominator(firm: str, others: Sequence[str], held: Sequence[Tie]) -> Dominator:
    inside = {firm, *others}
    statements = [t.id for t in held if t.tail in others and t.head in inside]
    return Dominator(firm, tuple(sorted(others)), Evidence.of(statements))
