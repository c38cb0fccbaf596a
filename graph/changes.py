"""What changed from one release to another: things and relations that came, went, or are told otherwise."""

from dataclasses import dataclass

import polars as pl

from graph.release import Release
from graph.tables import Tables, read_tables


@dataclass(frozen=True)
class Changed:
    """Ids of one kind of row that are new, gone, or differ in some column."""

    what: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    altered: tuple[str, ...]


def changes(before: Release, after: Release) -> tuple[Changed, ...]:
    """Return what changed between two releases, table by table; the same release twice has no changes."""
    old, new = read_tables(before), read_tables(after)
    return (
        *(_of(name, "slug", old, new) for name in ("entities", "relations", "instruments")),
        _of("sources", "source", old, new),
    )


def _of(name: str, key: str, old: Tables, new: Tables) -> Changed:
    before, after = _rows(getattr(old, name), key), _rows(getattr(new, name), key)
    return Changed(
        what=name,
        new=tuple(sorted(after.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - after.keys())),
        altered=tuple(sorted(k for k in before.keys() & after.keys() if before[k] != after[k])),
    )


def _rows(table: pl.DataFrame, key: str) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each key, in an order of their own: a relation has one for each pair of its ends."""
    found: dict[str, list[tuple[object, ...]]] = {}
    place = table.columns.index(key)
    for row in table.iter_rows():
        found.setdefault(str(row[place]), []).append(row)
    return {name: sorted(rows, key=repr) for name, rows in found.items()}
