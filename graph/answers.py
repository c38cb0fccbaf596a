"""Answers to named questions: plain values by column, read from SPARQL's JSON."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from graph.release import Release
from graph.tables import read_tables
from ontology.iris import BASE, slug

Cell = str | int | float | bool | None

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_DAYS: Final = re.compile(r"(-?)P(?:(\d+)D)?(?:T0S)?")


@dataclass(frozen=True)
class Rows:
    """The rows of an answer: its columns, and one value or nothing a column in each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return the values of a column, or nothing where there is no such column."""
        if name not in self.columns:
            return ()
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)


def read_answer(body: bytes) -> Rows:
    """Read an answer in SPARQL's JSON; our IRIs become ids (`jpn`, `kind/sofa`), spans of days whole numbers."""
    content = json.loads(body)
    columns = tuple(content["head"]["vars"])
    found = content["results"]["bindings"]
    return Rows(columns, tuple(tuple(_cell(row.get(column)) for column in columns) for row in found))


def _cell(term: Mapping[str, str] | None) -> Cell:
    if term is None:
        return None
    value = term["value"]
    if term["type"] == "uri":
        return slug(value) if value.startswith(BASE) else value
    return _READERS.get(term.get("datatype", "").removeprefix(_XSD), str)(value)


def _days(span: str) -> Cell:
    match = _DAYS.fullmatch(span)
    if match is None:
        return span
    return int(f"{match[1] or ''}{match[2] or 0}")


_READERS: Final[Mapping[str, Callable[[str], Cell]]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "boolean": "true".__eq__,
    "dayTimeDuration": _days,
    "duration": _days,
}
"""How the literals of a datatype are read; all others stay as they are written."""


@dataclass(frozen=True)
class Judge:
    """Whose judgements a release holds: a source of them, and how many levels and requirements it judged."""

    source: str
    title: str
    publisher: str
    assessments: int
    requirements: int


def judges(release: Release) -> tuple[Judge, ...]:
    """Return the judges of a release, the one with most judgements first."""
    tables = read_tables(release)
    judging = tables.sources.filter(pl.col("kind") == "source-judgement")
    judged = tables.relations.filter(pl.col("class").is_in(["assessment", "requirement"])).select("slug", "class")
    found = (
        tables.evidence.join(judging, on="source")
        .join(judged.unique(), on="slug")
        .group_by("source", "title", "publisher")
        .agg(
            assessments=(pl.col("class") == "assessment").sum(),
            requirements=(pl.col("class") == "requirement").sum(),
        )
        .sort(pl.col("assessments") + pl.col("requirements"), "source", descending=[True, False])
    )
    return tuple(Judge(*row) for row in found.iter_rows())


def judged_by(release: Release) -> str:
    """Return the judges of a release in words, each with its publisher."""
    return "; ".join(f"{judge.title} ({judge.publisher})" for judge in judges(release)) or "nobody named"
