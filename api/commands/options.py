"""Options that commands share, and what they do alike: open a release, say what an answer speaks of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.commands.output import Format, notes
from api.settings import read_settings
from graph.release import Release, current_release

if TYPE_CHECKING:
    from graph.evidence import Evidence
    from graph.fragility import Fragility
    from graph.measures import Finding, Measure
    from graph.scene import Scene

Home = Annotated[Path | None, typer.Option("--home", help="folder of the releases; KANAME_HOME, or .kaname")]
Coalition = Annotated[str, typer.Option("--coalition", "-c", help="states by commas, such as usa,jpn,aus")]
Scenario = Annotated[str, typer.Option("--scenario", "-s", help="a scenario with requirements")]
Layer = Annotated[str, typer.Option(help="security, framework, access, logistics, information or industry")]
Fragile = Annotated[bool, typer.Option("--fragility", help="add in how many runs each stays without one source")]

FRAGILE_COLUMNS: Final = ("stays", "breaks without", "stays on read sources")


def opened(home: Path | None, release_id: str | None) -> Release:
    """Return the release that a command asks."""
    return current_release(home or read_settings().home, release_id)


def stamp(release: Release, day: date, unknown: int = 0) -> None:
    """Tell on stderr what the answer speaks of."""
    doubt = f"; {unknown} more are unknown" if unknown else ""
    notes.print(f"as of {day}, release {release.id}, sources looked until {release.observed_until}{doubt}")


def evidence(found: "Evidence", form: Format) -> str:
    """Return the statements of a finding; a table has room for their number only."""
    return f"{len(found.statements)} statements" if form is Format.TABLE else " ".join(found.statements)


def split(names: str) -> list[str]:
    """Return names given by commas."""
    return [name.strip() for name in names.split(",") if name.strip()]


class Labels:
    """Writes the labels of things; a capability or scenario goes by its own name."""

    def __init__(self, release: Release) -> None:
        # What analyses needs takes longer to import than a light command to run.
        from graph.things import catalogue  # noqa: PLC0415

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
    release: Release, measure: "Measure", scene: "Scene", found: "Sequence[Finding]"
) -> "Mapping[str, Fragility]":
    """Return how each finding fares without single sources."""
    from graph.fragility import citations, fragility  # noqa: PLC0415
    from graph.world.world import world  # noqa: PLC0415

    return fragility(measure, world(release), scene, found, citations(release))


def frail_cells(found: "Mapping[str, Fragility]", key: str) -> tuple[str, str, bool]:
    """Return the cells of the columns on fragility."""
    one = found[key]
    return f"{one.stays} of {one.runs}", " ".join(one.breaking), one.stays_on_read


def number(value: float | None) -> str:
    """Write a weight or score with as many decimals as help, or nothing."""
    return "" if value is None else f"{value:.3g}"
