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
        return _states(_NAMES[scheme]).get(code.casefold(), ("", None))[1]
    if scheme not in _CROSSWALKS:
        known = (*_CROSSWALKS, *_NAMES)
        near = difflib.get_close_matches(scheme, known, n=1)
        raise BuildError(f"no code system {scheme!r}; {f'did you mean {near[0]}?' if near else f'use one of {known}'}")
    found = code.upper() if scheme.startswith("iso") and code.upper() in meanings(scheme) else code
    return (actor_ever(scheme, found) if day is None else actor_on(scheme, found, day)) or None


def no_actor(scheme: str, code: str, day: date | None) -> str:
    """Say why a code names no actor, and what to do."""
    if scheme in _NAMES:
        near = difflib.get_close_matches(code.casefold(), _states(_NAMES[scheme]), n=1, cutoff=0.8)
        meant = (
            f"did you mean {_states(_NAMES[scheme])[near[0]][0]!r}?" if near else "correct it here or under corrections"
        )
        return f"no state has this {scheme}; {meant}"
    if code not in meanings(scheme) and code.upper() not in meanings(scheme):
        return f"not a code of {scheme}; correct it, or name it under missing if it stands for no actor"
    if day is None:
        return f"this code of {scheme} has named several actors, or none; name a date column under code_on"
    return f"no actor has this code of {scheme} then; correct it, or the date"


@cache
def _states(column: str) -> dict[str, tuple[str, str]]:
    """Return what a column has for each state, as it is written and the state's id, by it in lower case."""
    with (SOURCES / "curated" / "states.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row[column].casefold(): (row[column], row["state_id"]) for row in rows if row[column]}
