"""Caveats: what a reader has to know before taking an answer on levels for a fact."""

from collections.abc import Sequence

from graph.coverage.matrix import Row, Standing
from graph.measures import matrix
from graph.release import Release
from graph.scene import Scene
from graph.world.world import World


def caveats(release: Release, world: World, scene: Scene) -> tuple[str, ...]:
    """Return what to say with an answer that rests on the levels of a scene: nothing where no scenario asks for any."""
    rows = matrix(world, scene)
    return (_judged(release, scene), _unknown(rows, scene)) if rows else ()


def _judged(release: Release, scene: Scene) -> str:
    said = "Levels, requirements and weights are judgements"
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
