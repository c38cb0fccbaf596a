"""Looks up things of a release by id, with their labels, and the relations in which they stand on a day."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from graph.dates import Holding, Precision, shown
from graph.errors import NotFound
from graph.parties import Basis
from graph.release import Release
from graph.succession import follow
from graph.tables import Tables, read_tables


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with its labels; `kind` is the id of its concept, `state` the state that it is or acts for."""

    id: str
    type: str
    label: str
    label_ja: str | None
    kind: str | None
    kind_label: str | None
    state: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A relation on a day: its two ends, what it is, whether it holds, and its dates no finer than they are known.

    `began` and `ended` are given where they are known to the day.
    """

    id: str
    type: str
    kind: str | None
    kind_label: str | None
    layer: str | None
    head: str
    tail: str
    role: str | None
    status: str | None
    holding: Holding
    since: str
    basis: str | None
    until: str
    signed: str
    value: float | None
    began: date | None
    ended: date | None


@lru_cache(maxsize=4)
def catalogue(release: Release) -> dict[str, Thing]:
    """Return every thing of a release by its id."""
    tables = read_tables(release)
    labels = tables.kinds.select("kind", kind_label="label")
    joined = tables.entities.join(labels, on="kind", how="left")
    columns = joined.select("slug", "class", "label", "label_ja", "kind", "kind_label", "state", "code")
    return {row[0]: Thing(row[0], row[1], row[2] or row[0], *row[3:]) for row in columns.iter_rows()}


def thing(release: Release, name: str) -> Thing:
    """Return a thing by its id in any case, a state by its ISO code, or what a source's own id was joined to.

    Raises
    ------
    Merged, Withdrawn
        The id was given up for another, or without one.
    NotFound
        There never was such an id; the message names ids that are near.
    """
    known = catalogue(release)
    plain = name.strip().lower()
    found = known.get(name) or known.get(plain) or known.get(_replaced(release).get(plain, ""))
    if found is None:
        follow(release, name)
        near = difflib.get_close_matches(name.lower(), known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "look it up by name with /api/v1/search"
        raise NotFound(f"nothing has the id {name!r} in release {release.id}; {hint}")
    return found


def addressed_thing(release: Release, name: str) -> Thing:
    """Return a thing whose id stands in an address: an id that was joined to it leads to the address of its own.

    Raises as `thing`, and `Merged` for another source's id of the same thing.
    """
    found = thing(release, name)
    if found.id != name.strip().lower():
        follow(release, name)
    return found


@lru_cache(maxsize=4)
def _replaced(release: Release) -> dict[str, str]:
    return dict(read_tables(release).aliases.select("alias", "slug").iter_rows())


def standings(tables: Tables, relations: pl.DataFrame, day: date, basis: Basis = Basis.IN_FORCE) -> list[Standing]:
    """Return rows of the table of relations as standings on a day."""
    judged = relations.with_columns(holding=holding(day, basis)).sort("slug", "head", "tail")
    return read_standings(tables, judged.drop("holding"), map(Holding, judged["holding"]))


def read_standings(tables: Tables, relations: pl.DataFrame, judged: Iterable[Holding]) -> list[Standing]:
    """Return rows of the table of relations, each judged, as standings in their order."""
    labels = tables.kind_labels
    rows = zip(relations.iter_rows(named=True), judged, strict=True)
    return [_standing(row, labels.get(row["kind"]), holding) for row, holding in rows]


def holding(day: date, basis: Basis) -> pl.Expr:
    """Return whether each relation holds on a day, as the text of a `Holding`; a requirement has no time and does."""
    on = pl.lit(day)
    start = pl.col("from") if basis is Basis.IN_FORCE else pl.coalesce("signed", "from")
    end = pl.coalesce("until", "maybe_until")
    certain = (start <= on) & (on < end)
    possible = (pl.col("maybe_from") <= on) & (on < pl.col("maybe_until"))
    timeless = pl.col("class") == "requirement"
    return (
        pl.when(certain.fill_null(value=False) | timeless)
        .then(pl.lit(Holding.HOLDS.value))
        .when(possible.fill_null(value=False))
        .then(pl.lit(Holding.UNKNOWN.value))
        .otherwise(pl.lit(Holding.NOT.value))
    )


def _standing(row: dict[str, Any], kind_label: str | None, holding: Holding) -> Standing:
    precision = str(row["start_precision"] or Precision.DAY)

    def day(name: str, how: str = Precision.DAY) -> str:
        value = row[name]
        return shown(value, how) if isinstance(value, date) else ""

    def exact(name: str) -> date | None:
        value = row[name]
        return value if isinstance(value, date) and precision == Precision.DAY else None

    def text(name: str) -> str | None:
        return None if row[name] is None else str(row[name])

    value = row["value"]
    return Standing(
        id=str(row["slug"]),
        type=str(row["class"]),
        kind=text("kind"),
        kind_label=kind_label,
        layer=text("layer"),
        head=str(row["head"]),
        tail=str(row["tail"]),
        role=text("role"),
        status=text("status"),
        holding=holding,
        since=day("start", precision),
        basis=text("basis"),
        until=day("end", precision),
        signed=day("signed"),
        value=value if isinstance(value, float) else None,
        began=exact("start"),
        ended=exact("end"),
    )
