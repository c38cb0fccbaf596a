"""Asks a release for gaps: what the command, the API and the pages share."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from graph.errors import BadParameter
from graph.gaps.agreement import AgreementGap, agreement_gaps
from graph.gaps.commitment import Promise, Standing, promises, standing_so
from graph.gaps.industry import MAX_HOPS, Industry, Reach, reaches
from graph.gaps.rules import Rule, rule_book
from graph.gaps.technologies import technologies
from graph.measures import kept_promises, matrix, needs
from graph.release import Release
from graph.scene import Scene, pair, scene, states
from graph.things import thing
from graph.weights import CRITICALITY
from graph.world.capabilities import Requirement
from graph.world.reading import PLAIN, Reading, world_by
from graph.world.world import World


def ask_agreement_gaps(
    release: Release, day: date, names: Sequence[str] = (), wanted: Sequence[Rule] = (), reading: Reading = PLAIN
) -> list[AgreementGap]:
    """Return the agreement gaps of a release on a day.

    One state asks for its pairs, several for the pairs among them, none for all; without rules all are asked.

    Raises
    ------
    NotFound
        A state has no such id.
    BadParameter
        A name is no state's or body's.
    """
    found = [thing(release, name) for name in names]
    for item in found:
        if item.type not in ("state", "body"):
            raise BadParameter(f"{item.id} is a {item.type}; agreement gaps are asked of states, such as usa or jpn")
    asked = frozenset(item.id for item in found) if found else None
    return _gaps(release, _Question(day, tuple(wanted) or rules(), asked), reading)


@dataclass(frozen=True)
class _Question:
    day: date
    rules: tuple[Rule, ...]
    states: frozenset[str] | None


@lru_cache(maxsize=32)
def _gaps(release: Release, asked: _Question, reading: Reading) -> list[AgreementGap]:
    """Return agreement gaps, kept for the next page of the same question."""
    here = world_by(release, reading)
    return agreement_gaps(here.parties, here.listings, asked.rules, asked.day, asked.states)


def rules(expects: str | None = None, premise: str | None = None) -> tuple[Rule, ...]:
    """Return the rules of the book that expect a kind where a premise stands; without either, all."""
    book = rule_book().rules
    found = tuple(r for r in book if expects in (None, r.expects) and premise in (None, r.premise))
    if not found:
        kinds = ", ".join(sorted({r.expects for r in book}))
        premises = ", ".join(sorted({r.premise for r in book}))
        raise BadParameter(f"no rule expects {expects!r} from {premise!r}; rules expect {kinds} from {premises}")
    return found


def ask_promises(
    release: Release,
    day: date,
    names: Sequence[str] = (),
    instrument: str | None = None,
    reading: Reading = PLAIN,
) -> list[Promise]:
    """Return how the promises of a release stand on a day: all, those among states, or those of one instrument.

    Raises
    ------
    NotFound
        A state or the instrument has no such id.
    """
    here = world_by(release, reading)
    if instrument is not None:
        wanted = thing(release, instrument).id
        own = [p for p in here.provisions if p.instrument == wanted]
        return promises(own, here.acts, here.parties, day)
    if names:
        return kept_promises(here, Scene(states(release, names), "", day))
    return promises(here.provisions, here.acts, here.parties, day)


def expected_by(chosen: Sequence[Rule]) -> Callable[[World, Scene], list[AgreementGap]]:
    """Return the measure of agreement gaps of all pairs by some rules, for a world and the day of a scene."""
    return lambda here, asked: agreement_gaps(here.parties, here.listings, chosen, asked.day)


def promise_measure(standings: Collection[Standing]) -> Callable[[World, Scene], list[Promise]]:
    """Return the measure of all promises of some standings, for a world and the day of a scene."""
    return lambda here, asked: standing_so(promises(here.provisions, here.acts, here.parties, asked.day), standings)


@dataclass(frozen=True)
class Need:
    """Whose gaps give a firm's technology its worth, and how long a path may be [hops].

    Without a scenario every capability that some scenario requires counts by its heaviest weight.
    """

    coalition: tuple[str, ...] = ()
    scenario: str | None = None
    hops: int = MAX_HOPS


def reach_measure(release: Release, from_to: tuple[str, str], need: Need) -> Callable[[World, Scene], list[Reach]]:
    """Return the measure of how far firms stand from another state's programmes, for a world and the day of a scene.

    Raises
    ------
    NotFound
        A state or the scenario has no such id.
    BadParameter
        A scenario comes without a coalition, or the two states are one.
    """
    ends = pair(release, from_to)
    wanted = scene(release, need.coalition, need.scenario, date.min) if need.scenario is not None else None

    def measure(here: World, asked: Scene) -> list[Reach]:
        worth = _of_any(here.requirements) if wanted is None else needs(matrix(here, replace(wanted, day=asked.day)))
        industry = Industry(here.firms, here.ties, here.programmes, asked.day)
        return reaches(industry, ends, worth, technologies(), need.hops)

    return measure


def _of_any(requirements: Iterable[Requirement]) -> dict[str, float]:
    """Return the heaviest weight of each capability that some scenario requires."""
    worth: dict[str, float] = {}
    for requirement in requirements:
        weight = CRITICALITY.of(requirement.criticality)
        worth[requirement.capability] = max(weight, worth.get(requirement.capability, 0.0))
    return worth
