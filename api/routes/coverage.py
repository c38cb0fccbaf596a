"""Coverage: required capabilities by nations, on one day or two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import AskOfLevels, Part
from api.findings import CellOut, CoverageOut, RowOut, ValueOut
from api.scenes import InScene, Teller
from graph.caveats import caveats
from graph.coverage.matrix import VERSION, Row, Standing
from graph.coverage.value import Value, coalition_value
from graph.dates import parse_day
from graph.errors import BadParameter
from graph.measures import matrix
from graph.world.reading import world_by

router = APIRouter(tags=["coverage"])


@router.get("/coverage")
def coverage(
    ask: AskOfLevels,
    part: Part,
    scene: InScene,
    against: Annotated[str | None, Query(description="an earlier day to compare with", examples=["2016-05-24"])] = None,
) -> CoverageOut:
    """Return what each nation of a coalition brings to what a scenario requires; what is not assessed is named."""
    here = world_by(ask.release, ask.reading)
    rows = matrix(here, scene)
    earlier = _day(against)
    then = matrix(here, replace(scene, day=earlier)) if earlier else []
    tell = Teller(ask.release, [*rows, *then])
    return CoverageOut(
        **ask.measured,
        total=len(rows),
        unknown=sum(row.best is None for row in rows),
        items=[row_out(tell, row) for row in part.of(rows)],
        measure=f"coverage {VERSION}",
        basis="judgement",
        notes=caveats(ask.release, here, scene),
        coalition=tell.all(scene.coalition),
        scenario=tell.named(scene.scenario),
        value=value_out(coalition_value(rows)),
        against=earlier,
        value_against=value_out(coalition_value(then)) if earlier else None,
        rows_against=[row_out(tell, row) for row in part.of(then)],
        cells_unknown=cells_unknown(rows),
    )


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return parse_day(given)
    except ValueError as error:
        raise BadParameter(f"against: {error}") from error


def row_out(tell: Teller, row: Row) -> RowOut:
    """Return a row as JSON."""
    return RowOut.model_validate(row_cells(tell, row))


def row_cells(tell: Teller, row: Row) -> dict[str, object]:
    """Return what the JSON of a row and of a gap share."""
    return {
        **tell.common(row),
        "capability": tell.named(row.requirement.capability),
        "required": row.requirement.level,
        "criticality": row.requirement.criticality,
        "weight": row.weight,
        "status": row.coverage.value,
        "best": row.best,
        "cells": [
            CellOut(
                state=cell.state,
                standing=cell.standing.value,
                level=cell.level.level,
                statements=list(cell.level.statements),
                possible=list(cell.level.possible),
            )
            for cell in row.cells
        ],
        "not_assessed": list(row.states(Standing.UNKNOWN)),
    }


def value_out(value: Value) -> ValueOut:
    """Return a coalition's value as JSON."""
    return ValueOut(known=value.known, possible=value.possible, whole=value.whole)


def cells_unknown(rows: Sequence[Row]) -> int:
    """Return how many cells nobody is known to have assessed."""
    return sum(len(row.states(Standing.UNKNOWN)) for row in rows)
