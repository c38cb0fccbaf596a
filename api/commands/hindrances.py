"""Commands on what a coalition could act on: gaps without a programme, impediments between states."""

from typing import Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.options import (
    FRAGILE_COLUMNS,
    ByBasis,
    Coalition,
    Fragile,
    Include,
    Labels,
    Scenario,
    evidence,
    frail_cells,
    frailty,
    number,
    reading_of,
    split,
    stamp,
    warn,
)
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, show
from graph.dates import Holding
from graph.gaps.capability import capability_gaps
from graph.gaps.environment import EnvironmentGap
from graph.gaps.funding import funding_gaps
from graph.measures import MEASURES, matrix, standing_impediments
from graph.parties import Basis
from graph.scene import Scene, scene, several
from graph.world.reading import world_by

FUNDING: Final = ("capability", "status", "weight", "may run", "evidence")
ENVIRONMENT: Final = (
    "kept up by",
    "hinders",
    "impediment",
    "kind",
    "standing",
    "since",
    "effect",
    "eased by",
    "would ease it",
    "evidence",
)


def gaps_funding(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the capability gaps on which no programme on record works in the coalition."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, reading = Labels(found), reading_of(include, basis)
    here = world_by(found, reading)
    items = funding_gaps(capability_gaps(matrix(here, asked)), here.programmes, asked.states, as_of)
    frail = frailty(found, MEASURES["funding"], asked, items, reading) if fragile else {}
    rows = [
        (
            f"{label(item.key)} ({item.key})",
            item.gap.coverage.value,
            number(item.gap.row.weight),
            label.all(item.possible, "; "),
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*FUNDING, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, sum(bool(item.possible) for item in items), reading, rows)
    warn(found, here, asked)


def gaps_environment(
    between: Annotated[str, typer.Option(help="two states or more, by commas")],
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List what stands between states on a day, what it blocks, and whether what would ease it came."""
    found = opened(home, release)
    asked, label, reading = Scene(several(found, split(between)), "", as_of), Labels(found), reading_of(include, basis)
    items = standing_impediments(world_by(found, reading), asked)
    frail = frailty(found, MEASURES["environment"], asked, items, reading) if fragile else {}
    rows = [
        (
            *impediment_cells(label, gap),
            evidence(gap.evidence, format),
            *(frail_cells(frail, gap.key) if fragile else ()),
        )
        for gap in items
    ]
    show((*ENVIRONMENT, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    certain = standing_impediments(world_by(found, reading.certain), asked)
    stamp(found, as_of, sum(gap.holding is Holding.UNKNOWN for gap in certain), reading, rows)


def impediment_cells(label: Labels, gap: EnvironmentGap) -> tuple[object, ...]:
    """Return the cells of an impediment."""
    return (
        label(gap.origin),
        label(gap.partner),
        f"{label(gap.impediment.id)} ({gap.impediment.id})",
        gap.impediment.kind,
        gap.holding.value,
        gap.since,
        gap.impediment.effect,
        "; ".join(f"{e.instrument} ({'in force' if e.holding is Holding.HOLDS else 'not yet'})" for e in gap.easings),
        gap.impediment.remedy,
    )
