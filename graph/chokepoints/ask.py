"""Asks a release for chokepoints: what the command, the API and the pages share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from graph.chokepoints.agreement import AgreementChokepoint, agreement_chokepoints
from graph.chokepoints.broker import Broker
from graph.chokepoints.deadline import Deadline, Watch, deadlines
from graph.chokepoints.structural import StructuralChokepoint, minimum_cut, structural_chokepoints
from graph.chokepoints.supply import SupplyChokepoint, supply_chokepoints
from graph.dates import Holding
from graph.errors import BadParameter
from graph.fragility import citations
from graph.measures import Measure, brokers_in, layer_of, structural_in
from graph.pairs import Projection, project
from graph.release import Release
from graph.scene import Scene, states
from graph.tables import read_tables
from graph.things import thing
from graph.world.links import texts
from graph.world.reading import PLAIN, Reading, world_by
from graph.world.world import World


def ask_structural(
    release: Release, day: date, layer: str, between: Sequence[str] = (), reading: Reading = PLAIN
) -> tuple[Projection, list[StructuralChokepoint]]:
    """Return the projection of a layer on a day and its chokepoints, or the minimum cut between two parties.

    Raises
    ------
    NotFound
        One of the two parties has no such id.
    BadParameter
        The layer is none of agreements, or `between` does not name two parties that a path joins.
    """
    seen = layer_by(release, layer, day, reading)
    if not between:
        return seen, structural_chokepoints(seen)
    if len(between) != 2:
        raise BadParameter(f"a cut is asked between two parties, {len(between)} given; write for instance jpn,phl")
    a, b = (thing(release, name).id for name in between)
    cut = minimum_cut(seen, a, b)
    return seen, [cut] if cut is not None else []


def cuts_in(layer: str, between: Sequence[str] = ()) -> Measure:
    """Return the measure of cuts in a layer; between two parties it finds nothing where nothing joins them."""
    if not between:
        return structural_in(layer)

    def measure(here: World, asked: Scene) -> list[StructuralChokepoint]:
        try:
            cut = minimum_cut(layer_of(here, asked, layer), between[0], between[1])
        except BadParameter:
            return []
        return [cut] if cut is not None else []

    return measure


def ask_agreements(
    release: Release, day: date, layer: str, names: Sequence[str] = (), reading: Reading = PLAIN
) -> tuple[Projection, list[AgreementChokepoint]]:
    """Return the projection of a layer and the agreements that are some pair's last link in it."""
    among = states(release, names) if names else ()
    seen = layer_by(release, layer, day, reading)
    return seen, agreement_chokepoints(seen, among)


@lru_cache(maxsize=64)
def ask_brokers(release: Release, day: date, layer: str, reading: Reading = PLAIN) -> tuple[Projection, list[Broker]]:
    """Return the projection of a layer and its brokers, kept for the next question on the same day and layer."""
    found = brokers_in(layer, citations(release).unread)(world_by(release, reading), Scene((), "", day))
    return layer_by(release, layer, day, reading), found


def ask_supply(
    release: Release, day: date, names: Sequence[str] = (), reading: Reading = PLAIN
) -> list[SupplyChokepoint]:
    """Return the items that one state supplies, of all or of those on which some states depend."""
    wanted = [thing(release, name).id for name in names]
    return supply_chokepoints(world_by(release, reading).dependencies, day, wanted)


def ask_deadlines(release: Release, day: date, within: int, reading: Reading = PLAIN) -> list[Deadline]:
    """Return the agreements that end within a horizon [days], by what is on record."""
    return ending_within(release, within, reading.include)(world_by(release, reading.certain), Scene((), "", day))


def ending_within(
    release: Release, within: int, include: tuple[Holding, ...] = (Holding.HOLDS,)
) -> Callable[[World, Scene], list[Deadline]]:
    """Return the measure of deadlines within a horizon [days], for a world and the day of a scene.

    Ends are told as recorded, so what may hold is taken in here and not by a wider reading of the world: that would
    move each end to its last possible day.
    """
    terms = texts(read_tables(release), "section")
    return lambda here, asked: deadlines(
        here.parties, here.provisions, terms, Watch(asked.day, timedelta(days=within), include)
    )


@lru_cache(maxsize=64)
def layer_by(release: Release, layer: str, day: date, reading: Reading = PLAIN) -> Projection:
    """Return the projection of a layer by a reading; `unknown` counts what may hold, also where it is taken in."""
    here = world_by(release, reading)
    seen = project(here.parties, here.layers, layer, day)
    return replace(seen, unknown=layer_by(release, layer, day, reading.certain).unknown) if reading.is_wide else seen
