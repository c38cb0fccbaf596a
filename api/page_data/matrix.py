"""The coverage matrix as a heat map, on one day or beside another."""

from collections.abc import Iterable
from datetime import date

from api.page_data.citing import Citer
from api.page_data.labels import Labels
from api.pages.board import Matrix, MatrixCell, MatrixRow
from api.pages.timeline import Tick
from graph.coverage.matrix import Cell, Row
from graph.dates import OPEN
from graph.scene import Scene
from graph.world.world import World


def heat_map(
    now: list[Row], before: list[Row], asked: Scene, other: date | None, names: tuple[Labels, Citer]
) -> Matrix:
    """Return the matrix of a day; where another day is given, cells and rows that differed then say so."""
    label, citer = names
    earlier = {row.requirement.capability: row for row in before}
    return Matrix(
        nations=tuple(label.name(state, asked.day) for state in asked.coalition),
        rows=tuple(_row(row, earlier.get(row.requirement.capability), asked, label, citer) for row in now),
        other_day=other,
    )


def _row(row: Row, before: Row | None, asked: Scene, label: Labels, citer: Citer) -> MatrixRow:
    then = {cell.state: cell for cell in before.cells} if before else {}
    refs, _ = citer.refs(row.evidence)
    return MatrixRow(
        name=label.name(row.requirement.capability, asked.day),
        required=row.requirement.level,
        criticality=row.requirement.criticality,
        cells=tuple(_cell(cell, then.get(cell.state), asked.day) for cell in row.cells),
        status=row.coverage.value,
        before=before.coverage.value if before and before.coverage is not row.coverage else "",
        refs=refs,
    )


def _cell(cell: Cell, before: Cell | None, day: date) -> MatrixCell:
    level, then = _level(cell), _level(before) if before else ""
    statement = next(iter(cell.level.statements), "")
    href = f"/entity/{statement}?asOf={day}" if statement else ""
    return MatrixCell(level, cell.standing.value, then if before and then != level else "", href)


def _level(cell: Cell) -> str:
    return "?" if cell.level.level is None else str(cell.level.level)


def level_ticks(world: World, asked: Scene) -> Iterable[Tick]:
    """Yield the days on which an assessment of a nation of the coalition begins or ends."""
    wanted = {r.capability for r in world.scenarios.get(asked.scenario, ())}
    for one in world.assessments:
        if one.state in asked.states and one.capability in wanted:
            for day in (one.span.start, one.span.end):
                if date(1900, 1, 1) < day < OPEN:
                    yield Tick(day, f"{one.state.upper()} {one.capability}")
