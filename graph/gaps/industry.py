"""Industry gaps: firms of one state whose technology another could use, with no path to its programmes or primes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from graph.dates import Holding
from graph.evidence import Evidence
from graph.gaps.technologies import Technologies, Technology
from graph.world.industry import Firm, Programme, Tie

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

MAX_HOPS: Final = 3
"""The longest path that counts as a link where none is asked for [hops]."""


@dataclass(frozen=True)
class Reach:
    """How far a firm stands from a state's programmes and primes on a day.

    `path` runs from the firm by ties and parts in programmes to a programme of the state or a firm of it that takes
    part in one; it is empty where none is short enough. `worth` sums the weights of the
    capability gaps that its technologies could serve; evidence is the firm's own record and the steps of the path.
    """

    firm: Firm
    technologies: tuple[str, ...]
    dual_use: bool
    serves: tuple[str, ...]
    worth: float
    path: tuple[str, ...]
    evidence: Evidence

    @property
    def is_linked(self) -> bool:
        """Say whether a path was found."""
        return bool(self.path)

    @property
    def hops(self) -> int:
        """Return the length of the path [hops], 0 where there is none."""
        return max(0, len(self.path) - 1)

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return self.firm.id


@dataclass(frozen=True)
class Industry:
    """What an industry question is asked of: firms, ties and programmes, on a day."""

    firms: Sequence[Firm]
    ties: Sequence[Tie]
    programmes: Sequence[Programme]
    day: date


def reaches(
    industry: Industry, from_to: tuple[str, str], needs: Mapping[str, float], known: Technologies, hops: int = MAX_HOPS
) -> list[Reach]:
    """Return how far each firm of one state stands from the programmes and primes of another, what is worth most first.

    Parameters
    ----------
    from_to
        The firms' state, and the state whose programmes and primes are sought.
    needs
        What closing each capability gap is worth; only these capabilities give worth.
    hops
        The longest path that counts [ties and parts in programmes].

    Notes
    -----
    A target is a programme in which the second state, an agency or a firm of it takes part on the day, or a firm of it
    that takes part in any programme (a prime). Ties count in either direction and through third states. A firm without
    a recorded tie may well have one: the record of ties is a sample. Breadth first from all targets, linear in ties.
    """
    home, target = from_to
    steps = _steps(industry)
    nearest = _nearest(steps, _targets(industry, target), hops)
    found = [
        _reach(firm, nearest.get(firm.id, ()), steps, _Uses(needs, known))
        for firm in industry.firms
        if firm.state == home
    ]
    return sorted(found, key=lambda r: (-r.worth, r.firm.id))


def industry_gaps(found: Iterable[Reach], technology: Technology | None = None) -> list[Reach]:
    """Return the firms with no path that have some technology of the list, or the one asked for."""
    wanted = [r for r in found if not r.is_linked and r.technologies]
    return [r for r in wanted if technology is None or technology.id in r.technologies]


def industry_links(found: Iterable[Reach], technology: Technology | None = None) -> list[Reach]:
    """Return the firms with a path, all or those that have the technology asked for."""
    return [r for r in found if r.is_linked and (technology is None or technology.id in r.technologies)]


_Steps = dict[str, dict[str, str]]


def _steps(industry: Industry) -> _Steps:
    """Return what each firm and programme is joined to on the day, with the statement that joins them."""
    steps: _Steps = {}
    for tie in industry.ties:
        if tie.span.on(industry.day) is Holding.HOLDS:
            steps.setdefault(tie.head, {}).setdefault(tie.tail, tie.id)
            steps.setdefault(tie.tail, {}).setdefault(tie.head, tie.id)
    for programme in industry.programmes:
        for part in programme.parts:
            if part.on(industry.day) is Holding.HOLDS and part.actor.startswith("firm-"):
                steps.setdefault(part.actor, {})[programme.id] = part.id
                steps.setdefault(programme.id, {})[part.actor] = part.id
    return steps


def _targets(industry: Industry, state: str) -> list[str]:
    firms = {f.id for f in industry.firms if f.state == state}
    found: set[str] = set()
    for programme in industry.programmes:
        standing = [p for p in programme.parts if p.on(industry.day) is Holding.HOLDS]
        if any(p.party == state for p in standing):
            found.add(programme.id)
        found.update(p.actor for p in standing if p.actor in firms)
    return sorted(found, key=lambda name: (name in firms, name))  # a programme tells more than a prime


def _nearest(steps: _Steps, targets: Sequence[str], hops: int) -> dict[str, tuple[str, ...]]:
    """Return the shortest path from each thing within reach to its nearest target."""
    paths: dict[str, tuple[str, ...]] = {target: (target,) for target in targets}
    edge = list(targets)
    for _ in range(hops):
        further = []
        for near in edge:
            for other in sorted(steps.get(near, {})):
                if other not in paths:
                    paths[other] = (other, *paths[near])
                    further.append(other)
        edge = further
    return paths


@dataclass(frozen=True)
class _Uses:
    needs: Mapping[str, float]
    known: Technologies


def _reach(firm: Firm, path: tuple[str, ...], steps: _Steps, uses: _Uses) -> Reach:
    technologies, needs = uses.known.of(firm.sectors), uses.needs
    serves = sorted({c for t in technologies for c in t.capabilities if c in needs}, key=lambda c: (-needs[c], c))
    return Reach(
        firm=firm,
        technologies=tuple(t.id for t in technologies),
        dual_use=any(t.dual_use for t in technologies),
        serves=tuple(serves),
        worth=sum(needs[c] for c in serves),
        path=path,
        evidence=Evidence.of([firm.id, *(steps[a][b] for a, b in pairwise(path))]),
    )
