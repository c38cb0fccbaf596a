"""The crosswalk of codes: which actor a code of some scheme names, and when."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from graph.dates import BEFORE_ALL, OPEN, PartialDate

_FILE: Final = Path(__file__).with_name("codes.csv")
_BASE: Final = {"atop": "cow", "dcad": "cow", "troops": "cow"}
"""Schemes that take over the codes of another and add a few of their own."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means over an interval, ``[start, end)``; `actor` is blank where the code names no actor."""

    actor: str
    start: date
    end: date


@cache
def meanings(scheme: str) -> dict[str, tuple[Meaning, ...]]:
    """Return the meanings of every code of a scheme, each code's in the order of time."""
    found: dict[str, list[Meaning]] = {}
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["scheme"] == scheme:
            meaning = Meaning(row["state"], _day(row["from"], BEFORE_ALL), _day(row["to"], OPEN))
            found.setdefault(row["code"], []).append(meaning)
    base = meanings(_BASE[scheme]) if scheme in _BASE else {}
    return {**base, **{code: tuple(sorted(listed, key=lambda m: m.start)) for code, listed in found.items()}}


def actor_on(scheme: str, code: str, day: date) -> str | None:
    """Return the actor that a code names on a day: blank if the code names none, `None` if the code is unknown then."""
    for meaning in meanings(scheme).get(code, ()):
        if meaning.start <= day < meaning.end:
            return meaning.actor
    return None


@cache
def actor_ever(scheme: str, code: str) -> str | None:
    """Return the actor of a code that always names the same, or `None`."""
    actors = {meaning.actor for meaning in meanings(scheme).get(code, ())}
    return actors.pop() if len(actors) == 1 else None


def stretches(scheme: str, code: str, start: date, end: date) -> tuple[Meaning, ...]:
    """Return the actors that a code names one after another from a start to an end, each over its part of the time.

    A spell of Yugoslavia and Serbia under one code becomes two spells, since they are two states. Empty if the code is
    unknown over the whole time.
    """
    return tuple(
        Meaning(m.actor, max(m.start, start), min(m.end, end))
        for m in meanings(scheme).get(code, ())
        if max(m.start, start) < min(m.end, end)
    )


def _day(text: str, missing: date) -> date:
    return PartialDate.parse(text).earliest if text else missing
