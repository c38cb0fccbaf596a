"""Which actor a code or a name in a user's table means."""

import csv
import difflib
from datetime import date
from functools import cache
from typing import Final

from graph.errors import BuildError
from ingest.identity.codes import actor_ever, actor_on, meanings
from ingest.source import SOURCES

_CROSSWALKS: Final = ("cow", "gw", "iso2", "iso3", "sipri", "atop", "dcad", "troops")
_NAMES: Final = {"name": "label", "id": "state_id"}


def actor(scheme: str, code: str, day: date | None) -> str | None:
    """Return the id of the actor that a code names, or nothing; `day` decides where a code changed hands.

    Raises
    ------
    BuildError
        There is no such scheme.
    """
    if scheme in _NAMES:
        return _states(_NAMES[scheme]).get(code.casefold())
    if scheme not in _CROSSWALKS:
        known = (*_CROSSWALKS, *_NAMES)
        near = difflib.get_close_matches(scheme, known, n=1)
        raise BuildError(f"no code system {scheme!r}; {f'did you mean {near[0]}?' if near else f'use one of {known}'}")
    found = code.upper() if scheme.startswith("iso") and code.upper() in meanings(scheme) else code
    return (actor_ever(scheme, found) if day is None else actor_on(scheme, found, day)) or None


@cache
def _states(column: str) -> dict[str, str]:
    with (SOURCES / "curated" / "states.csv").open(encoding="utf-8", newline="") as lines:
        return {row[column].casefold(): row["state_id"] for row in csv.DictReader(lines) if row[column]}
