"""Small worlds for worked examples: assessments and requirements written as one line each."""

from dataclasses import replace
from datetime import date

from graph.dates import BEFORE_ALL, OPEN, Interval
from graph.gaps.agreement import Listing
from graph.parties import Parties
from graph.scene import Scene
from graph.world.capabilities import Assessment, Requirement
from graph.world.world import Kind, World
from tests.graph.worked import KINDS, LAYER, layers

DAY = date(2000, 1, 1)
EVER = Interval(BEFORE_ALL, OPEN, BEFORE_ALL, OPEN)
SPELLS: Parties = Parties.of([], {})


def since(year: int) -> Interval:
    """Return a span that begins on the first day of a year."""
    return Interval(date(year, 1, 1), OPEN, date(year, 1, 1), OPEN)


def assess(state: str, capability: str, level: int, span: Interval = EVER) -> Assessment:
    return Assessment(f"asm-{state}-{capability}-{level}", state, capability, level, span)


def require(capability: str, level: int, criticality: str = "critical", scenario: str = "war") -> Requirement:
    return Requirement(f"req-{scenario}-{capability}", scenario, capability, level, criticality)


def world(parties: Parties = SPELLS, listings: tuple[Listing, ...] = (), **parts: object) -> World:
    """Return a world of these parts; agreements lie in the layer that their names begin with."""
    kinds = {names[0]: Kind(names, LAYER[key]) for key, names in KINDS.items()}
    return replace(World(parties, layers(parties), listings, kinds=kinds), **parts)  # type: ignore[arg-type]


def scene(*coalition: str, scenario: str = "war", day: date = DAY) -> Scene:
    return Scene(coalition, scenario, day)
