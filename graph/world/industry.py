"""Firms, the ties between them, programmes with who takes part, and what states rely on whom for."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from graph.dates import Interval
from graph.parties import Spell, interval_of, spells_in
from graph.tables import Tables
from graph.world.capabilities import bare
from graph.world.links import Links, lists, texts


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of a state with its sectors, as words of the source."""

    id: str
    state: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A directed link between two firms: from owner, licensor or supplier."""

    id: str
    kind: str
    layer: str
    head: str
    tail: str
    span: Interval


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with the capabilities that it serves and the spells of all who take part."""

    id: str
    status: str
    capabilities: tuple[str, ...]
    parts: tuple[Spell, ...]
    span: Interval


@dataclass(frozen=True, slots=True)
class Dependency:
    """Reliance on suppliers for one item: states and firms on either side, and the suppliers' joint share (0 to 1)."""

    id: str
    item: str
    kind: str
    suppliers: tuple[str, ...]
    dependents: tuple[str, ...]
    share: float | None
    share_basis: str
    alternatives: str
    span: Interval


def firms_of(tables: Tables) -> tuple[Firm, ...]:
    """Return every firm in tables."""
    sectors = lists(tables, "sector")
    rows = tables.entities.filter(pl.col("class") == "firm").sort("slug")
    return tuple(Firm(slug, state or "", sectors.get(slug, ())) for slug, state in rows.select("slug", "state").rows())


def ties_of(tables: Tables) -> tuple[Tie, ...]:
    """Return every tie in tables."""
    rows = tables.relations.filter(pl.col("class") == "tie").sort("slug").iter_rows(named=True)
    return tuple(Tie(r["slug"], r["kind"], r["layer"] or "", r["head"], r["tail"], interval_of(r)) for r in rows)


def programmes_of(tables: Tables) -> tuple[Programme, ...]:
    """Return every programme in tables."""
    links, parts = Links.of(tables), _by_thing(tables)
    rows = tables.spans.filter(pl.col("class") == "programme").sort("slug").iter_rows(named=True)
    return tuple(
        Programme(
            id=r["slug"],
            status=links.one(r["slug"], "status"),
            capabilities=tuple(bare(c) for c in links.objects(r["slug"], "contributes-to")),
            parts=parts.get(r["slug"], ()),
            span=interval_of(r),
        )
        for r in rows
    )


def _by_thing(tables: Tables) -> Mapping[str, tuple[Spell, ...]]:
    gathered: dict[str, list[Spell]] = {}
    for spell in spells_in(tables, "programme"):
        gathered.setdefault(spell.agreement, []).append(spell)
    return {slug: tuple(found) for slug, found in gathered.items()}


def dependencies_of(tables: Tables) -> tuple[Dependency, ...]:
    """Return every dependency in tables."""
    labels, bases, others = texts(tables, "label"), texts(tables, "share-basis"), texts(tables, "remedy")
    rows = tables.relations.filter(pl.col("class") == "dependency")
    found = []
    for (slug,), ends in rows.group_by("slug", maintain_order=True):
        first = ends.row(0, named=True)
        found.append(
            Dependency(
                id=str(slug),
                item=labels.get(str(slug), str(slug)),
                kind=first["kind"],
                suppliers=tuple(ends["head"].unique().sort()),
                dependents=tuple(ends["tail"].unique().sort()),
                share=first["value"],
                share_basis=bases.get(str(slug), ""),
                alternatives=others.get(str(slug), ""),
                span=interval_of(first),
            )
        )
    return tuple(sorted(found, key=lambda d: d.id))
