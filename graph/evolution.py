"""Evolution: a measure over a range of days, yearly or at each change, as series that can be drawn and tabled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

from graph.chokepoints.pivotal import pivotal_nations
from graph.coverage.matrix import Coverage
from graph.coverage.value import coalition_value
from graph.dates import BEFORE_ALL, OPEN, Interval
from graph.errors import BadParameter
from graph.gaps.commitment import Standing
from graph.gaps.counted import missing_pairs
from graph.gaps.rules import rule_book
from graph.measures import MEASURES, kept_promises, matrix, structural_in
from graph.pairs import AGREEMENT_LAYERS, project
from graph.scene import Scene
from graph.world.world import World

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

MOST_DAYS: Final = 400
"""Most days in one answer."""


class Step(StrEnum):
    """On which days a measure is taken."""

    YEAR = "year"
    CHANGE = "change"


@dataclass(frozen=True)
class Days:
    """The range of days of a question: from the first to the last, in which steps."""

    first: date
    last: date
    step: Step = Step.YEAR


@dataclass(frozen=True)
class Evolution:
    """A measure on each of some days: one series or several, by name, a value a day."""

    measure: str
    unit: str
    days: tuple[date, ...]
    series: Mapping[str, tuple[float, ...]]

    @property
    def rests_on_levels(self) -> bool:
        """Say whether the measure reads levels, which are judgements."""
        return self.measure in ("coverage", "statuses", "pivotal", "interoperability")


Indicator = Callable[[World, Scene], dict[str, float]]


def _coverage(world: World, scene: Scene) -> dict[str, float]:
    value = coalition_value(matrix(world, scene))
    whole = value.whole or 1.0
    return {"known": value.known / whole, "at most": value.possible / whole}


def _statuses(world: World, scene: Scene) -> dict[str, float]:
    rows = matrix(world, scene)
    return {status.value: float(sum(row.coverage is status for row in rows)) for status in Coverage}


def _pivotal(world: World, scene: Scene) -> dict[str, float]:
    return {nation.state: nation.share for nation in pivotal_nations(matrix(world, scene))}


def _promises(world: World, scene: Scene) -> dict[str, float]:
    found = kept_promises(world, scene)
    return {s.value: float(sum(p.standing is s for p in found)) for s in (Standing.OPEN, Standing.ACTED_ON)}


def _counted(name: str, world: World, scene: Scene) -> dict[str, float]:
    return {"findings": float(len(MEASURES[name](world, scene)))}


def _expected(world: World, scene: Scene) -> dict[str, float]:
    return {
        rule.expects: float(len(missing_pairs(world.spell_table, rule, scene.day, scene.coalition)))
        for rule in rule_book().rules
    }


def _bonds(world: World, scene: Scene) -> dict[str, float]:
    return {
        layer: float(project(world.parties, world.layers, layer, scene.day).network.number_of_edges())
        for layer in AGREEMENT_LAYERS
    }


def _structural(world: World, scene: Scene) -> dict[str, float]:
    return {layer: float(len(structural_in(layer)(world, scene))) for layer in AGREEMENT_LAYERS}


INDICATORS: Final[Mapping[str, tuple[str, Indicator]]] = {
    "coverage": ("share of the scenario's weight", _coverage),
    "statuses": ("required capabilities", _statuses),
    "pivotal": ("share of the Shapley values", _pivotal),
    "interoperability": ("pairs and functions missing", partial(_counted, "interoperability")),
    "agreement": ("pairs without an expected agreement", _expected),
    "commitment": ("promises", _promises),
    "environment": ("impediments", partial(_counted, "environment")),
    "bonds": ("pairs joined", _bonds),
    "structural": ("cut points and bridges", _structural),
}
"""The measures that can be followed, each with its unit; those on coverage and interoperability need a scenario."""


def evolution(world: World, scene: Scene, measure: str, days: Sequence[date]) -> Evolution:
    """Return a measure on each of some days, the scene's own day aside.

    Raises
    ------
    BadParameter
        There is no such measure, no day, or too many.

    Notes
    -----
    Each day is asked as the records tell it now, with hindsight: an act recorded later counts on its own day. A series
    that has nothing on a day, such as a nation without assessments, is 0 there. Cost: the measure times the days.
    """
    if measure not in INDICATORS:
        raise BadParameter(f"no measure {measure!r} to follow; there are {', '.join(INDICATORS)}")
    if not 0 < len(days) <= MOST_DAYS:
        raise BadParameter(f"{len(days)} days are asked, 1 to {MOST_DAYS} can be; narrow the range or go by year")
    unit, indicator = INDICATORS[measure]
    taken = [indicator(world, replace(scene, day=day)) for day in days]
    names = list(dict.fromkeys(name for values in taken for name in values))
    return Evolution(measure, unit, tuple(days), {n: tuple(v.get(n, 0.0) for v in taken) for n in names})


def days_of(world: World, scene: Scene, first: date, last: date, step: Step = Step.YEAR) -> list[date]:
    """Return the days on which to take a measure: first, last, and between them each 1 January, or each change.

    A change is a day on which something that concerns the coalition certainly begins or ends: a state's part in an
    agreement, an assessment, an act, an impediment.
    """
    if first > last:
        raise BadParameter(f"the range {first} to {last} runs backwards; give the earlier day first")
    if step is Step.YEAR:
        between = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    else:
        between = sorted(_changes(world, scene))
    return sorted({first, last, *(day for day in between if first <= day <= last)})


def _changes(world: World, scene: Scene) -> set[date]:
    states = scene.states
    spans: list[Interval] = [s.in_force for x in world.parties.spells.values() for s in x if s.party in states]
    spans += [a.span for a in world.assessments if a.state in states]
    spans += [a.span for a in world.acts]
    spans += [i.span for i in world.impediments if i.origin in states]
    return {day for span in spans for day in (span.start, span.end) if BEFORE_ALL < day < OPEN}
