"""Asks a release for gaps: what the command, the API and the pages share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.errors import BadParameter
from graph.gaps.agreement import AgreementGap, agreement_gaps, listings
from graph.gaps.commitment import Promise, promises
from graph.gaps.industry import MAX_HOPS, Industry, Reach, reaches
from graph.gaps.rules import Rule, rule_book
from graph.gaps.technologies import technologies
from graph.measures import kept_promises, matrix, needs
from graph.parties import parties
from graph.release import Release
from graph.scene import Scene, pair, scene, states
from graph.things import thing
from graph.weights import CRITICALITY
from graph.world.world import world


def ask_agreement_gaps(
    release: Release, day: date, names: Sequence[str] = (), expects: str | None = None, premise: str | None = None
) -> list[AgreementGap]:
    """Return the agreement gaps of a release on a day.

    One state asks for its pairs, several for the pairs among them, none for all. `expects` and `premise` keep the rules
    with that kind.

    Raises
    ------
    NotFound
        A state has no such id.
    BadParameter
        A name is no state's or body's, or no rule has the kind.
    """
    found = [thing(release, name) for name in names]
    for item in found:
        if item.type not in ("state", "body"):
            raise BadParameter(f"{item.id} is a {item.type}; agreement gaps are asked of states, such as usa or jpn")
    asked = frozenset(item.id for item in found) if found else None
    return _gaps(release, day, rules(expects, premise), asked)


@lru_cache(maxsize=32)
def _gaps(release: Release, day: date, chosen: tuple[Rule, ...], asked: frozenset[str] | None) -> list[AgreementGap]:
    """Return agreement gaps, kept for the next page of the same question."""
    return agreement_gaps(parties(release), listings(release), chosen, day, asked)


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
    release: Release, day: date, names: Sequence[str] = (), instrument: str | None = None
) -> list[Promise]:
    """Return how the promises of a release stand on a day: all, those among states, or those of one instrument.

    Raises
    ------
    NotFound
        A state or the instrument has no such id.
    """
    here = world(release)
    if instrument is not None:
        wanted = thing(release, instrument).id
        own = [p for p in here.provisions if p.instrument == wanted]
        return promises(own, here.acts, here.parties, day)
    if names:
        return kept_promises(here, Scene(states(release, names), "", day))
    return promises(here.provisions, here.acts, here.parties, day)


@dataclass(frozen=True)
class Need:
    """Whose gaps give a firm's technology its worth, and how long a path may be [hops].

    Without a scenario every capability that some scenario requires counts by its heaviest weight.
    """

    coalition: tuple[str, ...] = ()
    scenario: str | None = None
    hops: int = MAX_HOPS


def ask_reaches(release: Release, day: date, from_to: tuple[str, str], need: Need) -> list[Reach]:
    """Return how far each firm of one state stands from the programmes and primes of another.

    Raises
    ------
    NotFound
        A state or the scenario has no such id.
    BadParameter
        A scenario comes without a coalition, or the two states are one.
    """
    here = world(release)
    ends = pair(release, from_to)
    if need.scenario is not None:
        worth = needs(matrix(here, scene(release, need.coalition, need.scenario, day)))
    else:
        worth = {}
        for requirement in here.requirements:
            weight = CRITICALITY.of(requirement.criticality)
            worth[requirement.capability] = max(weight, worth.get(requirement.capability, 0.0))
    industry = Industry(here.firms, here.ties, here.programmes, day)
    return reaches(industry, ends, worth, technologies(), need.hops)
