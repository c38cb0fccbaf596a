"""What routes on coverage and gaps take besides: a coalition, a scenario, and whether to tell how findings fare."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Query

from api.deps import Ask
from api.models import FragilityOut, Named, Statement
from graph.actions import open_scene
from graph.evidence import Evidence, proofs
from graph.fragility import Fragility, citations, fragility
from graph.measures import Finding, Measure
from graph.release import Release
from graph.scene import Scene, scene
from graph.tables import read_tables
from graph.things import catalogue
from graph.world.reading import Reading, world_by

Coalition = Annotated[str, Query(description="states by commas", examples=["usa,jpn,aus,kor,phl"])]
Scenario = Annotated[str, Query(description="a scenario with requirements", examples=["taiwan-high-intensity"])]
Fragile = Annotated[bool, Query(description="tell in how many runs each finding stays without one of its sources")]


def split(names: str | None) -> list[str]:
    """Return names given by commas."""
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def scene_of(ask: Ask, coalition: Coalition, scenario: Scenario) -> Scene:
    """Return the scene that a request asks for."""
    return scene(ask.release, split(coalition), scenario, ask.day)


def loose_scene_of(
    ask: Ask,
    coalition: Coalition,
    scenario: Annotated[
        str | None, Query(description="a scenario with requirements; none: nothing is required")
    ] = None,
) -> Scene:
    """Return the scene that a request asks for; it may have no scenario."""
    return open_scene(ask.release, split(coalition), scenario, ask.day)


InScene = Annotated[Scene, Depends(scene_of)]
InLooseScene = Annotated[Scene, Depends(loose_scene_of)]


class Teller:
    """Tells findings as JSON: things by name, statements with their citations, and how each finding fares."""

    def __init__(self, release: Release, found: Iterable[Finding]) -> None:
        self._release = release
        self._found = list(found)
        self._known = catalogue(release)
        self._cited = proofs(read_tables(release), (s for f in self._found for s in f.evidence.statements))
        self._fates: Mapping[str, Fragility] = {}

    def weigh(self, measure: Measure, asked: Scene, reading: Reading, *, told: bool) -> "Teller":
        """Find out how the findings fare, where a request wants it told."""
        if told:
            release = self._release
            self._fates = fragility(measure, world_by(release, reading), asked, self._found, citations(release))
        return self

    def named(self, name: str) -> Named:
        """Return a thing by its id; a capability or scenario goes by its own name, a made-up one by its text."""
        for slug in (name, f"capability/{name}", f"scenario/{name}"):
            if slug in self._known:
                return Named.of(self._known[slug]).model_copy(update={"id": name})
        return Named(id=name, type="what-if", label=name)

    def all(self, names: Iterable[str]) -> list[Named]:
        """Return things by their ids."""
        return [self.named(name) for name in names]

    def statements(self, evidence: Evidence) -> Sequence[Statement]:
        """Return the statements of a finding with their citations."""
        return Statement.all_of(evidence, self._cited)

    def common(self, finding: Finding) -> dict[str, object]:
        """Return what every finding carries."""
        fate = self._fates.get(finding.key)
        return {
            "key": finding.key,
            "evidence": self.statements(finding.evidence),
            "fragility": FragilityOut.of(fate) if fate else None,
        }
