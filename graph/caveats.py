"""Caveats: what a reader has to know before taking an answer on levels for a fact."""

from collections.abc import Sequence
from datetime import date

from graph.answers import judged_by
from graph.coverage.matrix import Row, Standing
from graph.dates import BEFORE_ALL
from graph.measures import matrix
from graph.release import Release
from graph.scene import Scene
from graph.world.world import World


def caveats(release: Release, world: World, scene: Scene) -> tuple[str, ...]:
    """Return what to say with an answer that rests on the levels of a scene: nothing where no scenario asks for any."""
    rows = matrix(world, scene)
    return (_judged(release, scene), _unknown(rows, scene)) if rows else ()


def silence(world: World, day: date) -> str:
    """Return why an answer is empty, as far as the records tell."""
    begun = [s.in_force.maybe_start for spells in world.parties.spells.values() for s in spells]
    first = min((on for on in begun if on > BEFORE_ALL), default=day)
    if day < first:
        return f"Nothing is found: no agreement on record began by {day}, the first may have on {first}."
    return "Nothing is found on record for this question and day; that does not show that there is nothing."


def _judged(release: Release, scene: Scene) -> str:
    said = f"Levels, requirements and weights are judged, not recorded: {judged_by(release)}"
    if scene.day >= release.observed_until:
        return f"{said}; the last sources were read on {release.observed_until}."
    return (
        f"{said}, made with hindsight: what is said of {scene.day} was judged from sources read up to "
        f"{release.observed_until}, and nobody judged it at the time."
    )


def _unknown(rows: Sequence[Row], scene: Scene) -> str:
    unknown = sum(len(row.states(Standing.UNKNOWN)) for row in rows)
    cells = len(rows) * len(scene.coalition)
    if not unknown:
        return f"All {cells} levels asked for are assessed on {scene.day}."
    return (
        f"{unknown} of {cells} levels ({unknown / cells:.0%}) are not assessed on {scene.day}; "
        "they count as unknown, neither as 0 nor as enough."
    )
