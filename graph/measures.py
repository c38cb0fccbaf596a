"""Every measure of a scene as a function of a world: what fragility, what-if, recommendation and evolution share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Protocol

from graph.chokepoints.agreement import agreement_chokepoints
from graph.chokepoints.broker import Broker, Doubts, brokers
from graph.chokepoints.pivotal import pivotal_nations
from graph.chokepoints.structural import structural_chokepoints
from graph.chokepoints.supply import supply_chokepoints
from graph.coverage.matrix import Row, coverage_matrix
from graph.dates import Holding
from graph.evidence import Evidence
from graph.gaps.agreement import agreement_gaps
from graph.gaps.capability import capability_gaps
from graph.gaps.commitment import Promise, commitment_gaps, promises
from graph.gaps.environment import EnvironmentGap, Law, environment_gaps
from graph.gaps.funding import funding_gaps
from graph.gaps.interoperability import InteroperabilityGap, interoperability_gaps
from graph.gaps.rules import rule_book
from graph.pairs import Projection, bonds_in, project
from graph.parties import Basis
from graph.scene import Scene
from graph.world.capabilities import levels_on
from graph.world.world import World


class Finding(Protocol):
    """What every measure gives: something to know it by, and the statements that it rests on."""

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        ...

    @property
    def evidence(self) -> Evidence:
        """Return the statements."""
        ...


Measure = Callable[[World, Scene], Sequence[Finding]]


def matrix(world: World, scene: Scene) -> list[Row]:
    """Return the coverage matrix of a scene."""
    required = world.scenarios.get(scene.scenario, ())
    return coverage_matrix(levels_on(world.assessments, scene.day), required, scene.coalition)


def kept_promises(world: World, scene: Scene) -> list[Promise]:
    """Return how the promises between the states of a scene stand; one state asks for all of its own."""
    found = promises(world.provisions, world.acts, world.parties, scene.day)
    wanted = min(2, len(scene.coalition))
    return [p for p in found if len(_signers(world, p.provision.instrument, scene.day) & scene.states) >= wanted]


def _signers(world: World, instrument: str, day: date) -> set[str]:
    members = world.parties.members(instrument, day, Basis.SIGNED)
    return {party for party, (holding, _) in members.items() if holding is not Holding.NOT}


def layer_of(world: World, scene: Scene, layer: str) -> Projection:
    """Return the projection of a layer on the day of a scene."""
    return project(world.parties, world.layers, layer, scene.day)


def needs(rows: Sequence[Row]) -> dict[str, float]:
    """Return what closing each capability gap of a matrix is worth: what is missing or at risk, all if unknown."""
    gaps = capability_gaps(rows)
    worth = {g.row.requirement.capability: g.shortfall or g.at_risk for g in gaps if g.shortfall is not None}
    unknown = {g.row.requirement.capability: g.row.weight for g in gaps if g.shortfall is None}
    return {capability: weight for capability, weight in {**worth, **unknown}.items() if weight}


def pairs_without(world: World, scene: Scene) -> list[InteroperabilityGap]:
    """Return the functions that pairs of a scene lack for what they jointly carry."""
    return interoperability_gaps(matrix(world, scene), world.parties, world.layers, scene.day)


def standing_impediments(world: World, scene: Scene) -> list[EnvironmentGap]:
    """Return what stands between the states of a scene."""
    return environment_gaps(world.impediments, Law(world.parties, world.policies), scene.coalition, scene.day)


MEASURES: Final[Mapping[str, Measure]] = {
    "capability": lambda world, scene: capability_gaps(matrix(world, scene)),
    "agreement": lambda world, scene: agreement_gaps(
        world.parties, world.listings, rule_book().rules, scene.day, scene.states
    ),
    "interoperability": pairs_without,
    "commitment": lambda world, scene: commitment_gaps(kept_promises(world, scene)),
    "environment": standing_impediments,
    "funding": lambda world, scene: funding_gaps(
        capability_gaps(matrix(world, scene)), world.programmes, scene.states, scene.day
    ),
    "pivotal": lambda world, scene: pivotal_nations(matrix(world, scene)),
    "supply": lambda world, scene: supply_chokepoints(world.dependencies, scene.day, scene.coalition),
}
"""The measures of a scene by name."""


def structural_in(layer: str) -> Measure:
    """Return the measure of structural chokepoints in a layer."""
    return lambda world, scene: structural_chokepoints(layer_of(world, scene, layer))


def agreement_in(layer: str) -> Measure:
    """Return the measure of agreement chokepoints among a coalition in a layer."""
    return lambda world, scene: agreement_chokepoints(layer_of(world, scene, layer), scene.coalition)


def between_in(layer: str) -> Callable[[World, Scene], list[Broker]]:
    """Return the measure of brokers in a layer without intervals of their ranks: enough to tell who is one."""
    return lambda world, scene: brokers(layer_of(world, scene, layer), Doubts((), ()), runs=0)


def brokers_in(layer: str, unread: frozenset[str]) -> Callable[[World, Scene], list[Broker]]:
    """Return the measure of brokers in a layer; `unread` are the statements that rest on unread sources alone."""
    return partial(_brokers, layer, unread)


def _brokers(layer: str, unread: frozenset[str], world: World, scene: Scene) -> list[Broker]:
    return brokers(layer_of(world, scene, layer), doubts_in(world, scene, layer, unread))


def doubts_in(world: World, scene: Scene, layer: str, unread: frozenset[str]) -> Doubts:
    """Return the bonds of a layer that rest on unread sources alone, and those that may hold."""
    seen = layer_of(world, scene, layer)
    possible: set[tuple[str, str]] = set()
    sound: set[tuple[str, str]] = set()
    for bond in bonds_in(world.parties, world.layers, layer, scene.day):
        if bond.holding is Holding.UNKNOWN:
            possible.add(bond.pair)
        elif unread.isdisjoint(spell.id for spell in bond.spells):
            sound.add(bond.pair)
    pairs = {(min(a, b), max(a, b)) for a, b in seen.network.edges()}
    inside = {p for p in possible - pairs if p[0] in seen.network and p[1] in seen.network}
    return Doubts(sorted(pairs - sound), sorted(inside))
