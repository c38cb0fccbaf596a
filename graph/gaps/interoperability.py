"""Interoperability gaps: pairs that jointly carry what a scenario needs, without an agreement that lets them do it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from graph.coverage.matrix import Row, Standing
from graph.dates import Holding
from graph.evidence import Evidence
from graph.gaps.agreement import Lack
from graph.pairs import bonds_in
from graph.parties import Bond, Parties

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

FUNCTIONS: Final = ("information", "logistics", "access")
"""The layers whose agreements let forces operate together: pass secrets, draw supplies, be on the other's soil."""


@dataclass(frozen=True)
class InteroperabilityGap:
    """A pair, an enabling function that no agreement in force gives it, and what the two jointly carry.

    `weight` is the sum of the weights of the capabilities that both bring at the level required, `share` its part of
    the scenario's whole weight. The lack is `not-found` or `unknown`, never `absent`: no source lists all agreements of
    a layer.
    """

    pair: tuple[str, str]
    function: str
    lack: Lack
    weight: float
    share: float
    capabilities: tuple[str, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding on another day or under other evidence."""
        return f"{'–'.join(self.pair)} {self.function}"


def interoperability_gaps(
    rows: Sequence[Row], parties: Parties, layers: Mapping[str, str], day: date
) -> list[InteroperabilityGap]:
    """Return the enabling functions that pairs of a coalition lack, what weighs most first.

    Parameters
    ----------
    rows
        The coverage matrix of the coalition and scenario on the day.
    layers
        The layer of each agreement.

    Notes
    -----
    Two nations jointly carry a capability when both meet the level required; a pair that jointly carries nothing gives
    no finding, however few agreements it has. A function is there when any agreement of its layer certainly joins the
    two; where one only may, the lack is `unknown`. That an agreement exists does not show that it is used, and what
    passes without one is not seen. Cost: the agreements of three layers, then the pairs times the capabilities.
    """
    carried = _carried(rows)
    whole = sum(row.weight for row in rows)
    gaps: list[InteroperabilityGap] = []
    for function in FUNCTIONS:
        joined = _joined(bonds_in(parties, layers, function, day), carried)
        for pair, together in carried.items():
            bonds = joined.get(pair, [])
            if not any(bond.holding is Holding.HOLDS for bond in bonds):
                gaps.append(_gap((pair, function), together, bonds, whole))
    return sorted(gaps, key=lambda g: (-g.weight, g.pair, g.function))


def _carried(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    carried: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for a, b in combinations(sorted(row.states(Standing.MEETS)), 2):
            carried.setdefault((a, b), []).append(row)
    return dict(sorted(carried.items()))


def _joined(bonds: Iterable[Bond], asked: Mapping[tuple[str, str], object]) -> dict[tuple[str, str], list[Bond]]:
    joined: dict[tuple[str, str], list[Bond]] = {}
    for bond in bonds:
        if bond.pair in asked:
            joined.setdefault(bond.pair, []).append(bond)
    return joined


def _gap(
    what: tuple[tuple[str, str], str], together: Sequence[Row], bonds: Sequence[Bond], whole: float
) -> InteroperabilityGap:
    pair, function = what
    levels = [s for row in together for cell in row.cells if cell.state in pair for s in cell.level.statements]
    doubtful = [spell.id for bond in bonds for spell in bond.spells]
    weight = sum(row.weight for row in together)
    return InteroperabilityGap(
        pair=pair,
        function=function,
        lack=Lack.UNKNOWN if bonds else Lack.NOT_FOUND,
        weight=weight,
        share=weight / whole if whole else 0.0,
        capabilities=tuple(row.requirement.capability for row in together),
        evidence=Evidence.of([*(row.requirement.id for row in together), *levels, *doubtful]),
    )
