"""Who can do what, and which scenario asks for what: judgements, valid from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from graph.dates import Holding, Interval
from graph.parties import interval_of
from graph.tables import Tables


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judged level (0 to 4) at which a state has a capability, over a span of days."""

    id: str
    state: str
    capability: str
    level: int
    span: Interval


@dataclass(frozen=True, slots=True)
class Requirement:
    """The least level of a capability that a scenario asks for, and how critical it is."""

    id: str
    scenario: str
    capability: str
    level: int
    criticality: str


@dataclass(frozen=True, slots=True)
class Level:
    """What is known of one state's level of one capability on a day; `level` is None where nobody knows.

    `possible` holds the assessments that may speak for the day but are not known to: their start is not known.
    """

    level: int | None
    statements: tuple[str, ...]
    possible: tuple[str, ...] = ()


NOT_ASSESSED = Level(None, ())
"""Stands for a state and capability of which nothing is recorded."""


def levels_on(assessments: Iterable[Assessment], day: date) -> dict[tuple[str, str], Level]:
    """Return what is known on a day of each state's level of each capability.

    Of several assessments valid on the day the one that began last counts, and of those the highest id. An assessment
    whose start is not known before the day may hold: it gives no level, and is named.
    """
    certain: dict[tuple[str, str], Assessment] = {}
    possible: dict[tuple[str, str], list[str]] = {}
    for one in assessments:
        key, holding = (one.state, one.capability), one.span.on(day)
        if holding is Holding.UNKNOWN:
            possible.setdefault(key, []).append(one.id)
        elif holding is Holding.HOLDS:
            best = certain.get(key)
            if best is None or (one.span.start, one.id) > (best.span.start, best.id):
                certain[key] = one
    return {
        key: Level(certain[key].level if key in certain else None, _ids(certain.get(key)), _sorted(possible.get(key)))
        for key in sorted(certain.keys() | possible.keys())
    }


def _ids(assessment: Assessment | None) -> tuple[str, ...]:
    return () if assessment is None else (assessment.id,)


def _sorted(ids: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(sorted(ids or ()))


def assessments_of(tables: Tables) -> tuple[Assessment, ...]:
    """Return every assessment in tables."""
    rows = tables.relations.filter(pl.col("class") == "assessment").iter_rows(named=True)
    return tuple(Assessment(r["slug"], r["head"], bare(r["tail"]), int(r["value"]), interval_of(r)) for r in rows)


def requirements_of(tables: Tables) -> tuple[Requirement, ...]:
    """Return every requirement in tables."""
    rows = tables.relations.filter(pl.col("class") == "requirement").iter_rows(named=True)
    return tuple(Requirement(r["slug"], bare(r["head"]), bare(r["tail"]), int(r["value"]), r["kind"]) for r in rows)


def scenarios_of(requirements: Iterable[Requirement]) -> Mapping[str, tuple[Requirement, ...]]:
    """Return the requirements of each scenario, by capability."""
    gathered: dict[str, list[Requirement]] = {}
    for requirement in requirements:
        gathered.setdefault(requirement.scenario, []).append(requirement)
    return {name: tuple(sorted(found, key=lambda r: r.capability)) for name, found in sorted(gathered.items())}


def bare(slug: str) -> str:
    """Return a capability's or scenario's own name: `air-aar` for `capability/air-aar`."""
    return slug.rpartition("/")[2]
