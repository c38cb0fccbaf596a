"""Candidate actions: what could be done about the gaps of a scene, each one change."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from graph.chokepoints.supply import Grip, supply_chokepoints
from graph.coverage.matrix import Coverage
from graph.dates import Holding
from graph.gaps.capability import capability_gaps
from graph.gaps.funding import funding_gaps
from graph.gaps.rules import rule_book
from graph.measures import matrix
from graph.scene import Scene
from graph.whatif.apply import carried_out, carries_out
from graph.whatif.changes import AddSupplier, Change, Conclude, Fund, SetLevel
from graph.world.world import World

ENABLING: Final = ("gsomia", "acsa", "visiting-forces")
"""The kinds that give a pair the functions information, logistics and access."""


def candidates(world: World, scene: Scene) -> list[Change]:
    """Return every action that could close a gap of a scene, each once.

    Agreements for each pair of the coalition that lacks one: of the kinds that rules expect, that give an enabling
    function, or that would carry out an open promise. Levels: one step up for each nation below what a gap requires.
    Second suppliers: a state of the coalition for an item from one sole or dominant state. Programmes: the whole
    coalition for a capability gap without one.
    """
    return [*_agreements(world, scene), *_levels(world, scene), *_suppliers(world, scene), *_programmes(world, scene)]


def _agreements(world: World, scene: Scene) -> Iterator[Change]:
    expected = {rule.expects for rule in rule_book().rules} | set(ENABLING)
    promised = {kind for kinds in carries_out().values() for kind in kinds}
    # A kind without a broader one is a heading of the scheme, such as access and status: nobody concludes that.
    kinds = sorted(k for k in expected | promised if k in world.kinds and len(world.kinds[k].counts_as) > 1)
    for kind in kinds:
        joined = {b.pair for b in world.parties.bonds(kind, scene.day) if b.holding is not Holding.NOT}
        for a, b in combinations(sorted(scene.coalition), 2):
            action = Conclude(kind, (a, b))
            if (a, b) not in joined and (kind in expected or carried_out(world, action, scene.day)):
                yield action


def _levels(world: World, scene: Scene) -> Iterator[Change]:
    for gap in capability_gaps(matrix(world, scene)):
        if gap.coverage is Coverage.UNKNOWN:
            continue
        for cell in gap.row.cells:
            level = cell.level.level
            if level is not None and level < gap.row.requirement.level:
                yield SetLevel(cell.state, gap.row.requirement.capability, level + 1)


def _suppliers(world: World, scene: Scene) -> Iterator[Change]:
    for found in supply_chokepoints(world.dependencies, scene.day, scene.coalition):
        if found.holding is Holding.HOLDS and found.grip in (Grip.SOLE, Grip.DOMINANT):
            for state in scene.coalition:
                if state not in found.dependency.suppliers:
                    yield AddSupplier(found.dependency.id, state)


def _programmes(world: World, scene: Scene) -> Iterator[Change]:
    gaps = (g for g in capability_gaps(matrix(world, scene)) if g.coverage is not Coverage.UNKNOWN)
    for gap in funding_gaps(gaps, world.programmes, scene.states, scene.day):
        yield Fund(gap.key, tuple(sorted(scene.coalition)))
