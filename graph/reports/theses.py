"""The theses of May 2016, each answered on two days by one question, with what changed and who says so."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl
from pydantic import BaseModel, ConfigDict

from graph.answers import Judge, judges, read_answer
from graph.evidence import proofs
from graph.questions import Question, question
from graph.release import Release
from graph.reports.compare import Comparison, Row, compare, leading, rows_of
from graph.reports.summary import counted, middle, place
from graph.store import ReadStore, table
from graph.tables import read_tables
from ontology.iris import slug

BEFORE: Final = date(2016, 5, 24)
AFTER: Final = date(2026, 11, 24)
MOST: Final = 15
"""Rows of a table, and names of a list, that the report shows; it says how many more there are."""
_NAMES: Final = ("state", "body", "agency", "firm", "capability", "scenario")
_FILE: Final = Path(__file__).parent / "theses.toml"


class Thesis(BaseModel):
    """A claim, the question that tests it, and how its answers are shown and compared."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    claim: str
    reads: str
    question: str
    params: Mapping[str, str] = {}
    key: tuple[str, ...]
    shows: tuple[str, ...]
    because: str | None = None
    ranked: bool = False
    watch: tuple[str, ...] = ()
    counts: str | None = None
    of: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    middle: str | None = None
    further: tuple[str, ...] = ()

    def shown(self, rows: Sequence[Row], moved: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows of a table: the top of a ranking with those watched, or first those that moved."""
        if not self.ranked:
            return leading(rows, moved)[:MOST]
        watched = (row for row in rows[MOST:] if row.get(self.key[0]) in self.watch)
        return (*rows[:MOST], *watched)

    def command(self, day: date) -> str:
        """Return the command that answers the thesis on a day."""
        given = "".join(f" -p {name}={value}" for name, value in self.params.items())
        return f"kaname ask {self.question}{given} --as-of {day}"


@dataclass(frozen=True)
class Cited:
    """A document, whether it was read, and how many statements of an answer cite it."""

    title: str
    publisher: str
    issued: str
    url: str
    kind: str
    statements: int


@dataclass(frozen=True)
class Finding:
    """A thesis with its answers on both days."""

    thesis: Thesis
    question: Question
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    comparison: Comparison
    sources: tuple[Cited, ...]
    judges: tuple[Judge, ...]

    @property
    def short(self) -> tuple[str, ...]:
        """Return the answer in short: counts by the telling column, places of those watched, the middle of a number."""
        thesis = self.thesis
        lines = [
            f"{self._name(watched)} stands {place(self.before, thesis.key[0], watched, thesis.measures)}, then "
            f"{place(self.after, thesis.key[0], watched, thesis.measures)}, by {' and '.join(thesis.measures)}"
            for watched in thesis.watch
        ]
        if thesis.counts:
            lines += counted(self.before, self.after, thesis.counts, thesis.of or thesis.key)
        if thesis.middle:
            lines.append(
                f"median of {thesis.middle}: {middle(self.before, thesis.middle)} → {middle(self.after, thesis.middle)}"
            )
        return tuple(lines)

    def _name(self, watched: str) -> str:
        column, shown = self.thesis.key[0], self.thesis.shows[:1]
        names = (row.words(shown)[0] for row in (*self.after, *self.before) if row.get(column) == watched)
        return next(names, watched)


@cache
def theses() -> tuple[Thesis, ...]:
    """Return the theses in their order."""
    return tuple(Thesis.model_validate(t) for t in tomllib.loads(_FILE.read_text(encoding="utf-8"))["thesis"])


def findings(release: Release, store: ReadStore) -> tuple[Finding, ...]:
    """Answer every thesis on both days."""
    return tuple(_finding(release, store, thesis) for thesis in theses())


def _finding(release: Release, store: ReadStore, thesis: Thesis) -> Finding:
    asked = question(thesis.question)
    before, after = (rows_of(read_answer(table(store, asked.bound(day, thesis.params)))) for day in (BEFORE, AFTER))
    comparison = compare(before, after, thesis.key, thesis.shows)
    return Finding(
        thesis,
        asked,
        before,
        after,
        comparison,
        _sources(release, (*before, *after)),
        judges(release) if asked.rests_on_judgements else (),
    )


def _sources(release: Release, rows: Iterable[Row]) -> tuple[Cited, ...]:
    """Return the documents cited by the statements that rows name, most cited first.

    What bears out that a state or a firm exists says nothing of the claim and is left out.
    """
    tables = read_tables(release)
    actors = set(tables.entities.filter(pl.col("class").is_in(_NAMES))["slug"])
    named = {word for row in rows for _, cell in row.cells if isinstance(cell, str) for word in map(slug, cell.split())}
    found = proofs(tables, named - actors)
    documents = {proof.source: proof for cited in found.values() for proof in cited}
    counts = Counter(proof.source for cited in found.values() for proof in cited)
    order = sorted(counts, key=lambda source: (-counts[source], source))
    return tuple(
        Cited(d.title, d.publisher, d.issued, d.url, d.source_kind, counts[s]) for s in order if (d := documents[s])
    )
