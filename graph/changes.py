"""What one release says differently from another, in the words of the field: agreements, parties, dates, ties."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from graph.dates import Precision, shown
from graph.release import Release
from graph.tables import Tables, read_tables

_THINGS: Final = {
    "agreement": "agreement",
    "policy": "policy",
    "programme": "programme",
    "firm": "firm",
    "agency": "agency",
    "body": "body",
    "state": "state",
}
_DATES: Final = {"start": "start moved", "end": "end moved", "signed": "signature moved"}
_RELATIONS: Final = {
    "participation": ("party joined", "party left"),
    "tie": ("tie added", "tie removed"),
    "assessment": ("assessment added", "assessment removed"),
    "requirement": ("requirement added", "requirement removed"),
    "dependency": ("dependency added", "dependency removed"),
}


@dataclass(frozen=True, order=True)
class Change:
    """One difference: what happened, to what, who is concerned, and the values before and after."""

    what: str
    thing: str
    actor: str
    before: str
    after: str


def changes(old: Release, new: Release) -> list[Change]:
    """Return what is different in the new release, in order of kind and name."""
    before, after = read_tables(old), read_tables(new)
    found = (*_things(before, after), *_relations(before, after), *_sources(old, new))
    return sorted(set(found))


def _things(before: Tables, after: Tables) -> Iterator[Change]:
    old, new = _entities(before), _entities(after)
    merged = dict(after.aliases.select("alias", "slug").iter_rows())
    for slug in old.keys() - new.keys():
        kind, label = old[slug]
        if slug in merged:
            yield Change(f"{_THINGS[kind]} merged", slug, "", label, merged[slug])
        else:
            yield Change(f"{_THINGS[kind]} removed", slug, "", label, "")
    for slug in new.keys() - old.keys():
        kind, label = new[slug]
        yield Change(f"{_THINGS[kind]} added", slug, "", "", label)
    for slug in old.keys() & new.keys():
        if old[slug][1] != new[slug][1]:
            yield Change("renamed", slug, "", old[slug][1], new[slug][1])


def _entities(tables: Tables) -> dict[str, tuple[str, str]]:
    rows = tables.entities.filter(pl.col("class").is_in(list(_THINGS))).select("slug", "class", "label")
    return {slug: (kind, label or slug) for slug, kind, label in rows.iter_rows()}


def _relations(before: Tables, after: Tables) -> Iterator[Change]:
    old, new = _edges(before), _edges(after)
    for key in old.keys() - new.keys():
        yield _edge("", old[key], _RELATIONS[str(old[key]["class"])][1])
    for key in new.keys() - old.keys():
        yield _edge("after", new[key], _RELATIONS[str(new[key]["class"])][0])
    for key in old.keys() & new.keys():
        a, b = old[key], new[key]
        ends = str(b["tail"]), str(b["head"])
        for column, what in _DATES.items():
            if a[column] != b[column] or (column == "start" and a["start_precision"] != b["start_precision"]):
                yield Change(what, *ends, _day(a, column), _day(b, column))
        if a["status"] != b["status"]:
            yield Change("status changed", *ends, str(a["status"] or ""), str(b["status"] or ""))
        if a["value"] != b["value"]:
            yield Change("value changed", *ends, str(a["value"]), str(b["value"]))


def _edges(tables: Tables) -> dict[tuple[str, str, str], dict[str, object]]:
    rows = tables.relations.filter(pl.col("class").is_in(list(_RELATIONS)))
    return {(str(r["slug"]), str(r["head"]), str(r["tail"])): r for r in rows.iter_rows(named=True)}


def _edge(side: str, row: dict[str, object], what: str) -> Change:
    start, end = _day(row, "start"), _day(row, "end")
    span = f"{start or '?'} to {end or 'open'}"
    return Change(what, str(row["tail"]), str(row["head"]), *(("", span) if side else (span, "")))


def _day(row: dict[str, object], column: str) -> str:
    value = row[column]
    # The coarsest of a relation's dates; an end is told to the day, as its table holds it.
    precision = str(row["start_precision"] or Precision.DAY) if column in ("start", "signed") else Precision.DAY
    return shown(value, precision) if value is not None else ""  # type: ignore[arg-type]


def _sources(old: Release, new: Release) -> Iterator[Change]:
    before = {s.key: s for s in old.manifest.sources}
    after = {s.key: s for s in new.manifest.sources}
    for key in before.keys() - after.keys():
        yield Change("source removed", key, "", before[key].version, "")
    for key in after.keys() - before.keys():
        yield Change("source added", key, "", "", after[key].version)
    for key in before.keys() & after.keys():
        if before[key].files != after[key].files:
            yield Change("source changed", key, "", _size(before[key].rows), _size(after[key].rows))


def _size(rows: dict[str, int]) -> str:
    return f"{sum(rows.values()):,} rows"
