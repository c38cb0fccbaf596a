"""Asks a release for structural chokepoints: what the command, the API and the pages share."""

from collections.abc import Sequence
from datetime import date

from graph.chokepoints.structural import StructuralChokepoint, minimum_cut, structural_chokepoints
from graph.errors import BadParameter
from graph.pairs import Projection, projection
from graph.parties import Basis
from graph.release import Release
from graph.things import thing


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
