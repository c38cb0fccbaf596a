"""Compares two worlds measure by measure: which gaps an overlay closes and which it opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.coverage.value import Value, coalition_value
from graph.measures import MEASURES, Finding, Measure, agreement_in, matrix, structural_in
from graph.scene import Scene
from graph.whatif.apply import overlaid
from graph.whatif.changes import AddSupplier, Change, Conclude, Denounce, Fund, LoseSupplier, Overlay, SetLevel
from graph.world.world import World

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

LAYERS: Final = ("security", "information", "logistics", "access", "industry")

COMPARED: Final[Mapping[str, Measure]] = {
    **{name: measure for name, measure in MEASURES.items() if name != "pivotal"},
    **{f"last link: {layer}": agreement_in(layer) for layer in LAYERS},
    **{f"structural: {layer}": structural_in(layer) for layer in LAYERS},
}
"""The measures that a what-if compares."""

_PARTIES: Final = (
    *("agreement", "interoperability", "commitment", "environment"),
    *(name for name in COMPARED if name.startswith(("last link", "structural"))),
)
TOUCHED: Final[Mapping[type[Change], tuple[str, ...]]] = {
    Conclude: _PARTIES,
    Denounce: _PARTIES,
    SetLevel: ("capability", "interoperability", "funding"),
    LoseSupplier: ("supply",),
    AddSupplier: ("supply",),
    Fund: ("funding",),
}
"""The measures that read what a change alters; the others need not run again."""


@dataclass(frozen=True)
class Difference:
    """One measure before and after: how many findings, which are gone or new, and which stay but not as they were."""

    measure: str
    before: int
    after: int
    closed: tuple[Finding, ...]
    opened: tuple[Finding, ...]
    changed: tuple[Finding, ...]

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is different."""
        return not (self.closed or self.opened or self.changed)


@dataclass(frozen=True)
class WhatIf:
    """What an overlay would change: every measure's difference, and the value of the coalition before and after."""

    overlay: Overlay
    before: Value
    after: Value
    differences: tuple[Difference, ...]

    @property
    def is_idle(self) -> bool:
        """Say whether no measure sees any change."""
        return self.before == self.after and all(d.is_idle for d in self.differences)


def what_if(world: World, scene: Scene, overlay: Overlay) -> WhatIf:
    """Return what an overlay would change on the day of a scene.

    Notes
    -----
    Both worlds go through the same measures and findings are told apart by their keys, so a finding that only becomes
    lighter shows as one gone and one new where its key says how bad it is. Without a scenario nothing is required, and
    the measures that need one find nothing. The changes are taken as made and nothing else as moved by them: no
    reaction of others, no cost. Measures that read nothing of what is changed run once.
    """
    changed = overlaid(world, overlay, scene.day)
    touched = {name for change in overlay for name in TOUCHED[type(change)]}
    return WhatIf(
        overlay=overlay,
        before=coalition_value(matrix(world, scene)),
        after=coalition_value(matrix(changed, scene)),
        differences=tuple(_difference(name, world, changed if name in touched else None, scene) for name in COMPARED),
    )


def _difference(name: str, before: World, after: World | None, scene: Scene) -> Difference:
    found = COMPARED[name](before, scene)
    return difference(name, found, found if after is None else COMPARED[name](after, scene))


def difference(name: str, old: Iterable[Finding], new: Iterable[Finding]) -> Difference:
    """Return which findings are gone, new or changed, in their order; a changed one is given as it is after."""
    before, after = {f.key: f for f in old}, {f.key: f for f in new}
    return Difference(
        measure=name,
        before=len(before),
        after=len(after),
        closed=tuple(f for key, f in before.items() if key not in after),
        opened=tuple(f for key, f in after.items() if key not in before),
        changed=tuple(f for key, f in after.items() if key in before and f != before[key]),
    )
