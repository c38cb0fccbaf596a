"""The objective at work: what the measures find, and how heavy each kind of gap is before it is weighed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from graph.chokepoints.supply import Grip, SupplyChokepoint
from graph.dates import Holding
from graph.gaps.agreement import AgreementGap, Lack
from graph.gaps.capability import CapabilityGap
from graph.gaps.environment import EnvironmentGap
from graph.gaps.funding import FundingGap
from graph.gaps.interoperability import InteroperabilityGap
from graph.measures import MEASURES, Finding
from graph.scene import Scene
from graph.world.world import World

T = TypeVar("T")

Findings = Mapping[str, Sequence[Finding]]
"""The findings of each measure that the objective counts, by its name."""

COUNTED: Final = ("capability", "agreement", "interoperability", "commitment", "environment", "funding", "supply")


def findings(world: World, scene: Scene, names: Iterable[str] = COUNTED) -> dict[str, Sequence[Finding]]:
    """Return what some measures find."""
    return {name: MEASURES[name](world, scene) for name in names}


def burden(found: Findings, whole: float) -> dict[str, float]:
    """Return how heavy each kind of gap is, `whole` being the scenario's weight.

    What is unknown weighs nothing: a gap of which nobody knows whether it is one gives no action its rank.
    """
    scale = whole or 1.0
    capability = _found(found["capability"], CapabilityGap)
    functions = _found(found["interoperability"], InteroperabilityGap)
    return {
        "capability": sum(g.shortfall or 0.0 for g in capability) / scale,
        "single": sum(g.at_risk or 0.0 for g in capability) / scale,
        "interoperability": sum(g.share for g in functions if g.lack is not Lack.UNKNOWN),
        "agreement": float(sum(g.lack is not Lack.UNKNOWN for g in _found(found["agreement"], AgreementGap))),
        "commitment": float(len(found["commitment"])),
        "environment": float(sum(_stands(g) for g in _found(found["environment"], EnvironmentGap))),
        "funding": sum(g.gap.shortfall or g.gap.at_risk or 0.0 for g in _found(found["funding"], FundingGap)) / scale,
        "supply": float(sum(_grips(c) for c in _found(found["supply"], SupplyChokepoint))),
    }


def _found(findings: Sequence[object], kind: type[T]) -> list[T]:
    return [f for f in findings if isinstance(f, kind)]


def _stands(gap: EnvironmentGap) -> bool:
    """Say whether an impediment counts: it stands, or is a lack of which only the start is not known."""
    return gap.holding is Holding.HOLDS or gap.impediment.kind == "missing-agreement"


def _grips(found: SupplyChokepoint) -> bool:
    return found.holding is Holding.HOLDS and found.grip is not Grip.ONE_ON_RECORD
