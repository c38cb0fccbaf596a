"""Impediments: what one state keeps up that hinders cooperation with partners."""

from dataclasses import dataclass

import polars as pl

from graph.dates import Interval
from graph.parties import interval_of
from graph.tables import Tables
from graph.world.links import Links, texts


@dataclass(frozen=True, slots=True)
class Impediment:
    """An impediment: who keeps it up, against which partners (none listed: by its scope), and what would ease it.

    `eased_by` names instruments; `eased_by_kinds` the kinds of those that are agreements.
    """

    id: str
    kind: str
    origin: str
    partners: tuple[str, ...]
    scope: str
    status: str
    effect: str
    remedy: str
    eased_by: tuple[str, ...]
    eased_by_kinds: tuple[str, ...]
    span: Interval


def impediments_of(tables: Tables) -> tuple[Impediment, ...]:
    """Return every impediment in tables."""
    links, effect, remedy = Links.of(tables), texts(tables, "effect"), texts(tables, "remedy")
    kind = dict(tables.entities.filter(pl.col("class") == "impediment").select("slug", "kind").iter_rows())
    rows = tables.spans.filter(pl.col("class") == "impediment").sort("slug").iter_rows(named=True)
    of_kind = dict(tables.instruments.select("slug", "kind").iter_rows())
    return tuple(
        Impediment(
            id=r["slug"],
            kind=kind[r["slug"]] or "",
            origin=links.one(r["slug"], "issued-by"),
            partners=links.objects(r["slug"], "affects"),
            scope=links.one(r["slug"], "scope"),
            status=links.one(r["slug"], "status"),
            effect=effect.get(r["slug"], ""),
            remedy=remedy.get(r["slug"], ""),
            eased_by=links.objects(r["slug"], "eased-by"),
            eased_by_kinds=tuple(of_kind[a] for a in links.objects(r["slug"], "eased-by") if a in of_kind),
            span=interval_of(r),
        )
        for r in rows
    )


def policies_of(tables: Tables) -> dict[str, Interval]:
    """Return when each policy in tables holds."""
    rows = tables.spans.filter(pl.col("class") == "policy").sort("slug").iter_rows(named=True)
    return {r["slug"]: interval_of(r) for r in rows}
