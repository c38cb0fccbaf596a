"""The relations that touch a thing, found by its name at once: rows in an index, their days read out once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from graph.dates import OPEN, Holding, Interval
from graph.parties import Basis
from graph.release import Release
from graph.tables import read_tables
from graph.things import Standing, read_standings


@dataclass(frozen=True, slots=True)
class Touching:
    """A relation at any time, with its row in the table: when it holds by either basis. One of no time always does."""

    row: int
    standing: Standing
    in_force: Interval
    signed: Interval
    timeless: bool

    def on(self, day: date, basis: Basis) -> Holding:
        """Say whether the relation holds on a day; the same as `graph.things.holding` says of its row."""
        if self.timeless:
            return Holding.HOLDS
        return (self.in_force if basis is Basis.IN_FORCE else self.signed).on(day)


@dataclass(frozen=True)
class _Index:
    """Rows of the table of relations by the things at their ends: one array, and where each thing's part begins."""

    rows: npt.NDArray[np.uint32]
    parts: dict[str, tuple[int, int]]

    def of(self, name: str) -> list[int]:
        start, end = self.parts.get(name, (0, 0))
        found: list[int] = self.rows[start:end].tolist()
        return found


def relations_of(release: Release, names: Iterable[str], day: date, basis: Basis = Basis.IN_FORCE) -> list[Standing]:
    """Return the relations in which any of these things is an end, with their standing on a day, in order of id."""
    found = {t.row: t for name in sorted(set(names)) for t in touching(release, name)}
    return [replace(found[row].standing, holding=found[row].on(day, basis)) for row in sorted(found)]


@lru_cache(maxsize=1024)
def touching(release: Release, name: str) -> tuple[Touching, ...]:
    """Return the relations of which a thing is an end, in order of id."""
    numbers = _index(release).of(name)
    if not numbers:
        return ()
    tables = read_tables(release)
    cells = tables.relations[numbers]
    standings = read_standings(tables, cells, [Holding.NOT] * len(numbers))
    rows = cells[["class", "from", "until", "maybe_from", "maybe_until", "signed"]].iter_rows()
    return tuple(_touching(*found) for found in zip(numbers, standings, rows, strict=True))


def _touching(number: int, standing: Standing, cells: tuple[Any, ...]) -> Touching:
    kind, start, until, maybe_from, maybe_until, signed = cells
    # What is not known lies outside every day: a start at the end of time, an end before it began.
    end = until or maybe_until or date.min
    maybe = (maybe_from or OPEN, maybe_until or date.min)
    return Touching(
        number,
        standing,
        Interval(start or OPEN, end, *maybe),
        Interval(signed or start or OPEN, end, *maybe),
        kind == "requirement",
    )


@lru_cache(maxsize=4)
def _index(release: Release) -> _Index:
    relations = read_tables(release).relations.select("head", "tail").with_row_index("row")
    ends = pl.concat([relations.select("row", name=end) for end in ("head", "tail")]).unique().sort("name", "row")
    counted = ends.group_by("name", maintain_order=True).len()
    stops = np.cumsum(counted["len"].to_numpy()).tolist()
    parts = zip([0, *stops], stops, strict=False)
    return _Index(ends["row"].to_numpy(), dict(zip(counted["name"].to_list(), parts, strict=True)))
