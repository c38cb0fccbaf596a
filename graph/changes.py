"""What one release says differently from another, in the words of the field: agreements, parties, dates, ties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

import polars as pl

from graph.dates import Precision, shown
from graph.release import Release, SourceEntry
from graph.tables import Tables, read_tables
from graph.wording import count

_THINGS: Final = {
    "agreement": "agreement",
    "policy": "policy",
    "programme": "programme",
    "firm": "firm",
    "agency": "agency",
    "body": "body",
    "state": "state",
}
_DATES: Final = {"start": "start moved", "signed": "signature moved"}
_RELATIONS: Final = {
    "participation": ("party added", "party removed"),
    "tie": ("tie added", "tie removed"),
    "assessment": ("assessment added", "assessment removed"),
    "requirement": ("requirement added", "requirement removed"),
    "dependency": ("dependency added", "dependency removed"),
}
_RECORDS: Final = ("record added", "record removed")
"""Of a party that another source, or another stay, has too."""
_CARD: Final = "source.toml"
_Row = Mapping[str, object]


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
    said = (*_things(before, after), *_instruments(before, after), *_relations(before, after))
    return sorted({*said, *_sources(old, new)})


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
    for key in old.keys() & new.keys():
        yield from _moved(old[key], new[key])
    were, are = _members(old.values()), _members(new.values())
    gone = _alike(old[key] for key in old.keys() - new.keys())
    come = _alike(new[key] for key in new.keys() - old.keys())
    for ends in gone.keys() | come.keys():
        # The same party to the same thing under another id is not one that left and one that joined.
        for was, now in zip_longest(gone.get(ends, ()), come.get(ends, ())):
            if was is None or now is None:
                yield _edge(was, now, were & are)
            else:
                yield from _moved(was, now)


def _moved(was: _Row, now: _Row) -> Iterator[Change]:
    ends = str(now["tail"]), str(now["head"])
    for column, what in _DATES.items():
        if column == "signed" and all(row["signed"] == row["start"] for row in (was, now)):
            # Of who has no signature of its own, the start stands for it, and is told as such.
            continue
        if was[column] != now[column] or (column == "start" and was["start_precision"] != now["start_precision"]):
            yield Change(what, *ends, _day(was, column), _day(now, column))
    if was["end"] != now["end"]:
        yield Change(_end(was, now), *ends, _day(was, "end"), _day(now, "end"))
    if was["status"] != now["status"]:
        yield Change("status changed", *ends, str(was["status"] or ""), str(now["status"] or ""))
    if was["value"] != now["value"]:
        yield Change("value changed", *ends, _number(was["value"]), _number(now["value"]))


def _end(was: _Row, now: _Row) -> str:
    if was["end"] is None:
        return "party left" if now["class"] == "participation" else "end added"
    return "end withdrawn" if now["end"] is None else "end moved"


def _number(value: object) -> str:
    return "" if value is None else f"{value:g}"


def _edges(tables: Tables) -> dict[tuple[str, str, str], _Row]:
    rows = tables.relations.filter(pl.col("class").is_in(list(_RELATIONS)))
    return {(str(r["slug"]), str(r["head"]), str(r["tail"])): r for r in rows.iter_rows(named=True)}


def _alike(rows: Iterable[_Row]) -> dict[tuple[str, ...], list[_Row]]:
    """Return relations by what they are and between whom, those of one pair in the order of time."""
    found: dict[tuple[str, ...], list[_Row]] = {}
    for row in sorted(rows, key=lambda r: (str(r["start"] or ""), str(r["slug"]))):
        found.setdefault(tuple(str(row[column]) for column in ("class", "kind", "role", "head", "tail")), []).append(
            row
        )
    return found


def _members(rows: Iterable[_Row]) -> frozenset[tuple[str, str]]:
    """Return who is a party to what, by any record."""
    return frozenset((str(row["tail"]), str(row["head"])) for row in rows if row["class"] == "participation")


def _edge(was: _Row | None, now: _Row | None, lasting: frozenset[tuple[str, str]]) -> Change:
    """Return a relation that came or went; one more record of who is a party before and after is no new party."""
    row = now or was or {}
    ends = str(row["tail"]), str(row["head"])
    added, removed = _RECORDS if row["class"] == "participation" and ends in lasting else _RELATIONS[str(row["class"])]
    span = _span(row)
    return Change(added if now else removed, *ends, *(("", span) if now else (span, "")))


def _span(row: _Row) -> str:
    start, end = _day(row, "start"), _day(row, "end")
    return f"from {start or 'an unknown day'}" + (f" to {end}" if end else ", no end recorded")


def _instruments(before: Tables, after: Tables) -> Iterator[Change]:
    """Yield what is said differently of agreements themselves."""
    old, new = ({str(r["slug"]): r for r in t.instruments.iter_rows(named=True)} for t in (before, after))
    for slug in old.keys() & new.keys():
        was, now = old[slug], new[slug]
        if (was["signed"], was["signed_precision"]) != (now["signed"], now["signed_precision"]):
            yield Change("signature moved", slug, "", _signed(was), _signed(now))
        for column in ("kind", "status"):
            if was[column] != now[column]:
                yield Change(f"{column} changed", slug, "", str(was[column] or ""), str(now[column] or ""))


def _signed(row: _Row) -> str:
    day = row["signed"]
    return shown(day, str(row["signed_precision"] or Precision.DAY)) if isinstance(day, date) else ""


def _day(row: _Row, column: str) -> str:
    value = row[column]
    # The coarsest of a relation's dates; an end is told to the day, as its table holds it.
    precision = str(row["start_precision"] or Precision.DAY) if column in ("start", "signed") else Precision.DAY
    return shown(value, precision) if isinstance(value, date) else ""


def _sources(old: Release, new: Release) -> Iterator[Change]:
    before = {s.key: s for s in old.manifest.sources}
    after = {s.key: s for s in new.manifest.sources}
    for key in before.keys() - after.keys():
        yield Change("source removed", key, "", before[key].version, "")
    for key in after.keys() - before.keys():
        yield Change("source added", key, "", "", after[key].version)
    for key in before.keys() & after.keys():
        if _content(before[key]) != _content(after[key]):
            yield Change("source changed", key, "", _edition(before[key]), _edition(after[key]))


def _content(source: SourceEntry) -> tuple[object, ...]:
    """Return what a source is read from; what else its card says is not of its content."""
    files = {name: file.sha256 for name, file in source.files.items() if name != _CARD}
    return source.version, source.edition, source.horizon, files


def _edition(source: SourceEntry) -> str:
    named = source.edition or f"version {source.version}"
    return f"{named} ({count(sum(source.rows.values()), 'row')}, looked until {source.horizon})"
