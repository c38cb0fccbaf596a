"""Which actor a code or a name in a user's table means."""

import csv
import difflib
from datetime import date
from functools import cache
from typing import Final

from graph.errors import BuildError
from ingest.source import SOURCES

_COLUMNS: Final = {"iso3": "iso3", "iso2": "iso2", "cow": "cow_code", "name": "label", "id": "state_id"}


def actor(scheme: str, code: str, day: date | None) -> str | None:
    """Return the id of the state that a code names, or nothing; `day` decides where a code changed hands.

    Raises
    ------
    BuildError
        There is no such scheme.
    """
    del day  # no code of these schemes has changed hands
    return _states(scheme).get(code.strip().casefold())


@cache
def _states(scheme: str) -> dict[str, str]:
    if scheme not in _COLUMNS:
        near = difflib.get_close_matches(scheme, _COLUMNS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(_COLUMNS)}"
        raise BuildError(f"no code system {scheme!r}; {hint}")
    with (SOURCES / "curated" / "states.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    column = _COLUMNS[scheme]
    return {row[column].casefold(): row["state_id"] for row in rows if row[column]}
