"""Options that analyses share, and what they do alike: say what an answer speaks of, and how sure it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

import typer

from api.commands.output import Format, notes
from graph.caveats import caveats, silence
from graph.dates import Holding
from graph.evidence import Evidence
from graph.fragility import Fragility, citations, fragility
from graph.measures import Finding, Measure
from graph.parties import Basis
from graph.release import Release
from graph.scene import Scene
from graph.things import catalogue
from graph.world.reading import PLAIN, Reading, world_by
from graph.world.world import World

Coalition = Annotated[str, typer.Option("--coalition", "-c", help="states by commas, such as usa,jpn,aus")]
Scenario = Annotated[str, typer.Option("--scenario", "-s", help="a scenario with requirements")]
Layer = Annotated[str, typer.Option(help="security, framework, access, logistics, information or industry")]
ByBasis = Annotated[Basis, typer.Option("--basis", help="what makes a party: being bound, or having signed")]


class Doubt(StrEnum):
    """What else may count as holding."""

    UNKNOWN = "unknown"


Include = Annotated[Doubt | None, typer.Option("--include", help="unknown: what may hold counts as holding")]
Fragile = Annotated[bool, typer.Option("--fragility", help="add in how many runs each stays without one source")]

FRAGILE_COLUMNS: Final = ("stays", "breaks without", "stays on read sources")


def reading_of(include: Doubt | None, basis: Basis = Basis.IN_FORCE) -> Reading:
    """Return how a command reads the records."""
    return Reading(basis, (Holding.HOLDS, Holding.UNKNOWN) if include else (Holding.HOLDS,))


def stamp(
    release: Release, day: date, unknown: int = 0, reading: Reading = PLAIN, found: Sequence[object] = ("",)
) -> None:
    """Tell on stderr what the answer speaks of, and why it is empty where nothing is `found`."""
    how = "that may hold count as holding" if reading.is_wide else "more are unknown (--include unknown takes them in)"
    doubt = f"; {unknown} {how}" if unknown else ""
    notes.print(f"as of {day}, release {release.id}, sources looked until {release.observed_until}{doubt}")
    if reading != PLAIN:
        notes.print(f"read as {reading}")
    if not found:
        notes.print(silence(world_by(release, reading), day))


def warn(release: Release, world: World, scene: Scene) -> None:
    """Tell on stderr what to know before taking levels for facts."""
    for caveat in caveats(release, world, scene):
        notes.print(caveat)


def evidence(found: Evidence, form: Format) -> str:
    """Return the statements of a finding; a table has room for their number only."""
    return str(len(found.statements)) if form is Format.TABLE else " ".join(found.statements)


def split(names: str) -> list[str]:
    """Return names given by commas."""
    return [name.strip() for name in names.split(",") if name.strip()]


class Labels:
    """Writes the labels of things; a capability or scenario goes by its own name."""

    def __init__(self, release: Release) -> None:
        self._known = catalogue(release)

    def __call__(self, name: str) -> str:
        """Return a thing's label, or its id where it has none."""
        for slug in (name, f"capability/{name}", f"scenario/{name}"):
            if slug in self._known:
                return self._known[slug].label
        return name

    def all(self, names: Iterable[str], between: str = ", ") -> str:
        """Return labels in a row."""
        return between.join(self(name) for name in names)


def frailty(
    release: Release, measure: Measure, scene: Scene, found: Sequence[Finding], reading: Reading = PLAIN
) -> Mapping[str, Fragility]:
    """Return how each finding fares without single sources."""
    return fragility(measure, world_by(release, reading), scene, found, citations(release))


def frail_cells(found: Mapping[str, Fragility], key: str) -> tuple[str, str, bool]:
    """Return the cells of the columns on fragility."""
    one = found[key]
    return f"{one.stays} of {one.runs}", " ".join(one.breaking), one.stays_on_read


def number(value: float | None) -> str:
    """Write a weight or score with as many decimals as help, or nothing."""
    return "" if value is None else f"{value:.3g}"
