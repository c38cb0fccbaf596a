"""Which actor a code or a name in a user's table means."""

import csv
import difflib
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from graph.errors import BuildError
from ingest.identity import actors
from ingest.identity.codes import actor_ever, actor_on, meanings
from ingest.source import SOURCES

_CROSSWALKS: Final = ("cow", "gw", "iso2", "iso3", "sipri", "atop", "dcad", "troops")
_TABLES: Final = (
    (SOURCES / "curated" / "states.csv", "state_id"),
    (Path(actors.__file__).with_name("actors.csv"), "actor_id"),
)
_WORD: Final = re.compile(r"\w+")
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


def names_of(scheme: str) -> tuple[str, ...]:
    """Return the names that a code system of names has, in lower case; of codes, nothing."""
    return tuple(_states(_NAMES[scheme])) if scheme in _NAMES else ()


def no_actor(scheme: str, code: str, day: date | None) -> str:
    """Say why a code names no actor, and what to do."""
    if scheme in _NAMES:
        near = _near(code, {key: name for key, (name, _) in _states(_NAMES[scheme]).items()})
        meant = f"did you mean {near!r}? Correct it here" if near else "correct it here"
        return f"no state has this {scheme}; {meant}, or under corrections"
    if code not in meanings(scheme) and code.upper() not in meanings(scheme):
        return f"not a code of {scheme}; correct it, or name it under missing if it stands for no actor"
    if day is None:
        return f"this code of {scheme} has named several actors, or none; name a date column under code_on"
    return f"no actor has this code of {scheme} then; correct it, or the date"


def _near(name: str, known: Mapping[str, str]) -> str:
    """Return the name that was meant: the longest whose words are all there, else the shortest that has all of its."""
    words = _words(name)
    within = [key for key in known if _words(key) and _words(key) <= words]
    around = [key for key in known if words and words <= _words(key)]
    alike = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.8)
    best = sorted(within, key=len, reverse=True)[:1] or sorted(around, key=len)[:1] or alike
    return known[best[0]] if best else ""


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


@cache
def _states(column: str) -> dict[str, tuple[str, str]]:
    """Return what a column has for each state, as it is written and the state's id, by it in lower case.

    States that are no more are among them, and of names those in Japanese.
    """
    found: dict[str, tuple[str, str]] = {}
    for path, own in _TABLES:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row.get("class", "State") == "State"]
        for name in ("label", "label_ja") if column == "label" else (own,):
            found = {**{row[name].casefold(): (row[name], row[own]) for row in rows if row[name]}, **found}
    return found
