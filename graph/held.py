"""Which relations hold on a day: the one answer that look-ups, snapshots, paths and exports share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from graph.dates import Holding
from graph.errors import BadParameter
from graph.pairs import LAYERS
from graph.parties import Basis
from graph.tables import Tables
from graph.things import holding

TIMED: Final = ("participation", "tie", "assessment", "dependency", "impediment")
"""The classes of relations that begin and end; a requirement of a scenario has no time."""


@dataclass(frozen=True)
class Wanted:
    """Which relations are asked for: of a day, by a basis, of some standings, in some layers (none is all).

    `only` keeps the relations with these ids, for instance those that a licence lets through; None keeps all.
    """

    day: date
    basis: Basis = Basis.IN_FORCE
    include: tuple[Holding, ...] = (Holding.HOLDS,)
    layers: tuple[str, ...] = ()
    only: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for layer in self.layers:
            if layer not in LAYERS:
                raise BadParameter(f"no layer {layer!r}; use {', '.join(LAYERS)}")


def held(tables: Tables, wanted: Wanted) -> pl.DataFrame:
    """Return the rows of relations that are wanted with a column `holding`, in order of id and ends.

    A relation with several heads or tails has a row for each pair of them, under one id.
    """
    found = tables.relations.filter(pl.col("class").is_in(TIMED))
    if wanted.layers:
        found = found.filter(pl.col("layer").is_in(wanted.layers))
    if wanted.only is not None:
        found = found.filter(pl.col("slug").is_in(sorted(wanted.only)))
    judged = found.with_columns(holding=holding(wanted.day, wanted.basis))
    return judged.filter(pl.col("holding").is_in([h.value for h in wanted.include])).sort("slug", "head", "tail")


def ids(rows: pl.DataFrame) -> tuple[str, ...]:
    """Return the ids of relations, each once, in order."""
    return tuple(rows["slug"].unique().sort().to_list())


def doubtful(tables: Tables, wanted: Wanted) -> int:
    """Return how many relations may hold but are not known to."""
    unknown = Wanted(wanted.day, wanted.basis, (Holding.UNKNOWN,), wanted.layers, wanted.only)
    return held(tables, unknown)["slug"].n_unique()


def ends(rows: pl.DataFrame) -> tuple[str, ...]:
    """Return the ids of all things that relations join, each once, in order."""
    return tuple(pl.concat([rows["head"], rows["tail"]]).unique().sort().to_list())


def layers_of(text: str | None) -> tuple[str, ...]:
    """Return the layers named in a list with commas."""
    return tuple(_names((text or "").split(",")))


def _names(parts: Iterable[str]) -> Iterable[str]:
    return (part.strip() for part in parts if part.strip())
