"""The command on coverage: what each nation brings to a scenario, and what changed between two days."""

from datetime import date
from typing import Annotated

import typer

from api.commands.opening import Home, opened
from api.commands.options import Coalition, Include, Labels, Scenario, evidence, number, reading_of, split, stamp, warn
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, parse_as_of, show
from graph.coverage.matrix import Cell, Row, Standing
from graph.coverage.value import coalition_value
from graph.measures import matrix
from graph.scene import scene
from graph.world.reading import world_by


def coverage(
    coalition: Coalition,
    scenario: Scenario,
    against: Annotated[
        date | None, typer.Option("--against", parser=parse_as_of, metavar="DAY", help="an earlier day to compare with")
    ] = None,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """Show required capabilities by nations: a cell is a level, ? not assessed, * where it meets what is asked."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, reading = Labels(found), reading_of(include)
    here = world_by(found, reading)
    now = matrix(here, asked)
    before = {}
    if against is not None:
        earlier = scene(found, split(coalition), scenario, against)
        before = {row.requirement.capability: row for row in matrix(here, earlier)}
    rows = [
        (
            f"{label(row.requirement.capability)} ({row.requirement.capability})",
            row.requirement.level,
            row.requirement.criticality,
            *(cell_text(cell, before.get(row.requirement.capability)) for cell in row.cells),
            row.coverage.value,
            *(() if against is None else (before[row.requirement.capability].coverage.value,)),
            evidence(row.evidence, format),
        )
        for row in now
    ]
    last = () if against is None else (f"on {against}",)
    show(("capability", "required", "criticality", *asked.coalition, "status", *last, "evidence"), rows, format)
    worth = coalition_value(now)
    stamp(found, as_of, reading=reading)
    notes.print(
        f"The coalition meets {number(worth.known)} of {number(worth.whole)} by weight, "
        f"at most {number(worth.possible)} if every level not assessed met what is asked."
    )
    warn(found, here, asked)


def cell_text(cell: Cell, before: Row | None) -> str:
    """Write a cell: its level, a star where it meets the requirement, and the level of the earlier day if another."""
    now = _level(cell)
    then = next((_level(c) for c in before.cells if c.state == cell.state), now) if before else now
    return now if then == now else f"{then} → {now}"


def _level(cell: Cell) -> str:
    if cell.level.level is None:
        return "?"
    return f"{cell.level.level}{'*' if cell.standing is Standing.MEETS else ''}"
