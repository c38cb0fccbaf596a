"""Fragility: in how many runs a finding stays when single sources, or all unread ones, are left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.measures import Finding, Measure
from graph.release import Release
from graph.scene import Scene
from graph.tables import Tables, read_tables
from graph.world.world import World, without

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


@dataclass(frozen=True)
class Citations:
    """The sources of each statement, and the statements of which no source was opened (confidence B throughout)."""

    sources: Mapping[str, frozenset[str]]
    unread: frozenset[str]

    def resting_on(self, source: str) -> frozenset[str]:
        """Return the statements that cite this source and no other."""
        return frozenset(s for s, sources in self.sources.items() if sources == {source})


@dataclass(frozen=True)
class Fragility:
    """How a finding fares: runs that each leave out one of its sources, those in which it stays, and what breaks it.

    `stays_on_read` says whether it stays when every statement of which no source was opened is left out.
    """

    runs: int
    stays: int
    breaking: tuple[str, ...]
    stays_on_read: bool

    @property
    def share(self) -> float | None:
        """Return the share of runs in which the finding stays (0 to 1); None without a run."""
        return self.stays / self.runs if self.runs else None


def citations_of(tables: Tables) -> Citations:
    """Return the citations in tables."""
    sources: dict[str, set[str]] = {}
    read: set[str] = set()
    for slug, source, confidence in tables.evidence.select("slug", "source", "confidence").iter_rows():
        sources.setdefault(slug, set()).add(source)
        if confidence == "A":
            read.add(slug)
    return Citations({s: frozenset(found) for s, found in sources.items()}, frozenset(sources.keys() - read))


@lru_cache(maxsize=4)
def citations(release: Release) -> Citations:
    """Return the citations of a release."""
    return citations_of(read_tables(release))


def fragility(
    measure: Measure, world: World, scene: Scene, findings: Iterable[Finding], cited: Citations
) -> dict[str, Fragility]:
    """Return how each finding fares when evidence is taken away, by its key.

    Parameters
    ----------
    measure
        The measure that gave the findings on this world and scene.

    Notes
    -----
    For each source that a finding's statements cite, all statements of the world that rest on that source alone are
    left out and the measure is run again; the finding stays if one with its key is there. A finding of which every
    statement has two sources stays in all runs. The last run leaves out all that nobody read. Runs share sources, so
    the cost is that of the measure times the sources cited.
    """
    wanted = {finding.key: _sources(finding, cited) for finding in findings}
    left: dict[str, set[str]] = {}
    for source in sorted(set().union(*wanted.values()) if wanted else ()):
        left[source] = _keys(measure, without(world, cited.resting_on(source)), scene)
    read = _keys(measure, without(world, cited.unread), scene) if wanted else set()
    return {key: _fragility(key, sorted(sources), left, read) for key, sources in wanted.items()}


def _sources(finding: Finding, cited: Citations) -> set[str]:
    return {source for s in finding.evidence.statements for source in cited.sources.get(s, ())}


def _keys(measure: Measure, world: World, scene: Scene) -> set[str]:
    return {finding.key for finding in measure(world, scene)}


def _fragility(key: str, sources: Sequence[str], left: Mapping[str, set[str]], read: set[str]) -> Fragility:
    breaking = tuple(source for source in sources if key not in left[source])
    return Fragility(len(sources), len(sources) - len(breaking), breaking, key in read)
