"""Reads a file of the Defense Cooperation Agreement Dataset (Kinne 2020, Journal of Conflict Resolution 64: 729-755).

The file is not bundled: a user who has it names the folder of shared data in KANAME_SHARED.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from graph.backtest.history import Concluded, History
from graph.dates import OPEN
from graph.store import ReadStore, rows

FILE = Path("data") / "dcad" / "DCAD-v1.0-main.csv"

_CODES = 'SELECT ?slug ?code WHERE { ?s kn:cowCode ?code . BIND (STRAFTER(STR(?s), "/id/") AS ?slug) }'


def states_by_code(store: ReadStore) -> dict[str, str]:
    """Return our ids of states by their Correlates of War code."""
    return {code: slug for slug, code in rows(store, _CODES) if slug and code}


def concluded_in(path: Path, states: Mapping[str, str]) -> list[Concluded]:
    """Return every agreement of a file by its first category; a state without an id of ours keeps its code.

    A missing month or day of signature counts as the middle of the span; an agreement known to have ended stands for
    the years that it lasted, any other to the end of the record. Three rows pair a state with itself and are left out.
    """
    with path.open(encoding="ascii", newline="") as file:
        found = [_concluded(row, states) for row in csv.DictReader(file)]
    return [c for c in found if c.pair[0] != c.pair[1]]


def _concluded(row: Mapping[str, str], states: Mapping[str, str]) -> Concluded:
    a, b = sorted(states.get(row[code], f"cow-{row[code]}") for code in ("ccode1", "ccode2"))
    signed = date(int(row["signYear"]), int(row["signMonth"] or 7), int(row["signDay"] or 1))
    lasted = row["durationActual"] if row["terminated"] == "1" else ""
    until = date(signed.year + int(lasted), 12, 31) if lasted else OPEN
    return Concluded((a, b), row["category1"], row["category1"], signed, until)


def dcad_history(found: Iterable[Concluded], treaties: Iterable[Concluded] = ()) -> History:
    """Return a history to foresee each category; treaties of mutual defence raise the expectation where given."""
    own, premise = list(found), list(treaties)
    targets = tuple(sorted({c.kind for c in own}))
    return History([*own, *premise], targets, dict.fromkeys(targets, "mutual-defence-treaty") if premise else {})


def summary(found: Iterable[Concluded]) -> pl.DataFrame:
    """Return how many agreements of each category were signed, and from when to when."""
    table = pl.DataFrame([(c.kind, c.on.year) for c in found], schema=["category", "year"], orient="row")
    return table.group_by("category").agg(
        pl.len(), pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
    )
