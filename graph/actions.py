"""Asks a release for what-ifs, recommendations, backtests and evolution: what the command and the API share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.backtest.history import history_of
from graph.backtest.run import WINDOW, Backtest, backtest, chances
from graph.errors import BadParameter
from graph.evolution import Days, Evolution, days_of, evolution
from graph.gaps.rules import rule_book
from graph.recommend.candidates import ENABLING
from graph.recommend.rank import Recommendation, recommendations
from graph.release import Release
from graph.scene import Scene, scene, states
from graph.weights import Objective
from graph.whatif.changes import Change, Conclude, read_overlay
from graph.whatif.compare import WhatIf, what_if
from graph.world.reading import PLAIN, Reading, world_by
from graph.world.world import known_on, world


def open_scene(release: Release, coalition: Sequence[str], scenario: str | None, day: date) -> Scene:
    """Return a scene; without a scenario it is one that requires nothing."""
    return scene(release, coalition, scenario, day) if scenario else Scene(states(release, coalition), "", day)


def ask_what_if(release: Release, asked: Scene, text: str, reading: Reading = PLAIN) -> WhatIf:
    """Return what the changes of a text would do to the gaps and chokepoints of a scene."""
    return what_if(world_by(release, reading), asked, read_overlay(release, text))


@lru_cache(maxsize=32)
def ask_recommendations(
    release: Release, asked: Scene, objective: Objective, reading: Reading = PLAIN
) -> list[Recommendation]:
    """Return the actions that lighten the gaps of a scene, kept for the next page of the same question."""
    if len(asked.coalition) < 2:
        raise BadParameter(f"a coalition of {len(asked.coalition)} has no pair to act on; name two states or more")
    return recommendations(world_by(release, reading), asked, objective)


@lru_cache(maxsize=8)
def ask_chances(release: Release, day: date) -> dict[tuple[str, tuple[str, str]], float]:
    """Return a model's estimate, by what was on record on a day, of what pairs conclude within five years, kept."""
    kinds = dict.fromkeys((*(rule.expects for rule in rule_book().rules), *ENABLING))
    return chances(history_of(known_on(world(release), day), tuple(kinds)), day)


def chance_of(found: Mapping[tuple[str, tuple[str, str]], float], action: Change) -> float | None:
    """Return the chance of an action, None where the model says nothing of its kind."""
    if not isinstance(action, Conclude) or len(action.states) != 2:
        return None
    return found.get((action.kind, (action.states[0], action.states[1])))


@dataclass(frozen=True)
class Span:
    """The years of a backtest and the day on which it is made: what was concluded later is not seen."""

    first: int
    last: int
    day: date


def ask_backtest(release: Release, span: Span, kinds: tuple[str, ...] = ()) -> Backtest:
    """Return the backtest of a release over years, kept: it takes seconds, and no day after the last source matters.

    Raises
    ------
    BadParameter
        A kind is none of agreements, or the record does not reach five years past the last year.
    """
    here, first, last = world(release), span.first, span.last
    for kind in kinds:
        if kind not in here.kinds:
            raise BadParameter(f"no kind of agreement {kind!r}; there are {', '.join(sorted(here.kinds))}")
    reach = min(release.observed_until, span.day).year - WINDOW
    if last > reach:
        raise BadParameter(f"the five years after {last} are not over on record; ask for {reach} at the latest")
    if first < 1950 or first > last:
        raise BadParameter(f"years {first} to {last}: give two years from 1950 on, the earlier one first")
    return _backtest(release, Span(first, last, min(span.day, release.observed_until)), kinds)


@lru_cache(maxsize=8)
def _backtest(release: Release, span: Span, kinds: tuple[str, ...]) -> Backtest:
    return backtest(history_of(known_on(world(release), span.day), kinds), span.first, span.last)


def ask_evolution(release: Release, asked: Scene, measure: str, days: Days, reading: Reading = PLAIN) -> Evolution:
    """Return a measure over a range of days."""
    here = world_by(release, reading)
    return evolution(here, asked, measure, days_of(here, asked, days.first, days.last, days.step))
