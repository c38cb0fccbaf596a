"""Ranks actions by how much they lighten the gaps of a scene, with what was before, what would be after, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from graph.evidence import Evidence
from graph.measures import matrix
from graph.recommend.candidates import candidates
from graph.recommend.objective import COUNTED, Findings, burden, findings
from graph.scene import Scene
from graph.weights import Objective
from graph.whatif.apply import PREFIX, overlaid
from graph.whatif.changes import Change
from graph.whatif.compare import TOUCHED, Difference, difference
from graph.world.world import World, among, known_on

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


@dataclass(frozen=True)
class Recommendation:
    """An action, by how much it lightens the weighted burden, and the gaps that it closes, with their evidence.

    `before` and `after` hold the burden of each kind that it changes; `evidence` are statements on record that bear out
    the gaps it acts on, never the made-up ones of the what-if.
    """

    action: Change
    score: float
    before: dict[str, float]
    after: dict[str, float]
    differences: tuple[Difference, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return str(self.action)


def recommendations(world: World, scene: Scene, objective: Objective | None = None) -> list[Recommendation]:
    """Return the actions that lighten the gaps of a scene, those that lighten most first.

    Parameters
    ----------
    world
        The world of a release; what its records could not have told on the day of the scene is taken out first, so
        that a past day is asked without hindsight. Levels are judgements made later about the day, and stay.
    objective
        What each kind of gap counts; the documented weights where none is given.

    Notes
    -----
    Each candidate is laid over the world alone and every measure that it can touch is run again, so an action counts
    for all it changes, also for what it makes worse; actions that lighten nothing are left out. The rank says what
    would close most by these weights, not what is cheap, likely or wise; equal scores are in the order of the actions'
    texts. Cost: candidates times measures, on the part of the world that concerns the coalition.
    """
    known = among(known_on(world, scene.day), scene.states)
    stand = _Stand(known, scene, objective or Objective(), findings(known, scene))
    found = (_weighed(stand, action) for action in candidates(known, scene))
    return sorted((r for r in found if r is not None), key=lambda r: (-r.score, r.key))


@dataclass(frozen=True)
class _Stand:
    """Where things stand before any action."""

    world: World
    scene: Scene
    objective: Objective
    found: Findings

    @cached_property
    def whole(self) -> float:
        return sum(row.weight for row in matrix(self.world, self.scene))

    @cached_property
    def burden(self) -> dict[str, float]:
        return burden(self.found, self.whole)


def _weighed(stand: _Stand, action: Change) -> Recommendation | None:
    changed = overlaid(stand.world, [action], stand.scene.day)
    touched = findings(changed, stand.scene, [name for name in COUNTED if name in TOUCHED[type(action)]])
    before, after = stand.burden, burden({**stand.found, **touched}, stand.whole)
    score = stand.objective.score(before, after)
    if round(score, 9) <= 0:
        return None
    compared = (difference(name, stand.found[name], new) for name, new in touched.items())
    differences = tuple(d for d in compared if not d.is_idle)
    changes = sorted(name for name, value in before.items() if value != after[name])
    return Recommendation(
        action=action,
        score=score,
        before={name: before[name] for name in changes},
        after={name: after[name] for name in changes},
        differences=differences,
        evidence=Evidence.of(_on_record(differences)),
    )


def _on_record(differences: Iterable[Difference]) -> list[str]:
    found = [s for d in differences for f in (*d.closed, *d.opened, *d.changed) for s in f.evidence.statements]
    return [s for s in found if not s.startswith(PREFIX)]
