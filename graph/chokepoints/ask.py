"""Asks a release for chokepoints: what the command, the API and the pages share."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from graph.chokepoints.agreement import AgreementChokepoint, agreement_chokepoints
from graph.chokepoints.broker import Broker
from graph.chokepoints.deadline import Deadline, deadlines
from graph.chokepoints.structural import StructuralChokepoint, minimum_cut, structural_chokepoints
from graph.chokepoints.supply import SupplyChokepoint, supply_chokepoints
from graph.errors import BadParameter
from graph.fragility import citations
from graph.measures import brokers_in
from graph.pairs import Projection, projection
from graph.parties import Basis
from graph.release import Release
from graph.scene import Scene, states
from graph.tables import read_tables
from graph.things import thing
from graph.world.links import texts
from graph.world.world import world


def ask_structural(
    release: Release, day: date, layer: str, basis: Basis = Basis.IN_FORCE, between: Sequence[str] = ()
) -> tuple[Projection, list[StructuralChokepoint]]:
    """Return the projection of a layer on a day and its chokepoints, or the minimum cut between two parties.

    Raises
    ------
    NotFound
        One of the two parties has no such id.
    BadParameter
        The layer is none of agreements, or `between` does not name two parties that a path joins.
    """
    seen = projection(release, layer, day, basis)
    if not between:
        return seen, structural_chokepoints(seen)
    if len(between) != 2:
        raise BadParameter(f"a cut is asked between two parties, {len(between)} given; write for instance jpn,phl")
    a, b = (thing(release, name).id for name in between)
    cut = minimum_cut(seen, a, b)
    return seen, [cut] if cut is not None else []


def ask_agreements(
    release: Release, day: date, layer: str, names: Sequence[str] = ()
) -> tuple[Projection, list[AgreementChokepoint]]:
    """Return the projection of a layer and the agreements that are some pair's last link in it."""
    among = states(release, names) if names else ()
    seen = projection(release, layer, day)
    return seen, agreement_chokepoints(seen, among)


@lru_cache(maxsize=64)
def ask_brokers(release: Release, day: date, layer: str) -> tuple[Projection, list[Broker]]:
    """Return the projection of a layer and its brokers, kept for the next question on the same day and layer."""
    asked = Scene((), "", day)
    return projection(release, layer, day), brokers_in(layer, citations(release).unread)(world(release), asked)


def ask_supply(release: Release, day: date, names: Sequence[str] = ()) -> list[SupplyChokepoint]:
    """Return the items that one state supplies, of all or of those on which some states depend."""
    wanted = [thing(release, name).id for name in names]
    return supply_chokepoints(world(release).dependencies, day, wanted)


def ask_deadlines(release: Release, day: date, within: int) -> list[Deadline]:
    """Return the agreements that end within a horizon [days], by what is on record."""
    here = world(release)
    return deadlines(here.parties, here.provisions, texts(read_tables(release), "section"), day, within)
