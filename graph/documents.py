"""The documents that a release's statements cite."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from graph.dates import Precision, shown
from graph.release import Release
from graph.tables import read_tables


@dataclass(frozen=True)
class Document:
    """A document, whether it was read, and how many citations point into it."""

    id: str
    title: str
    publisher: str
    issued: str
    url: str
    kind: str
    citations: int


@lru_cache(maxsize=4)
def documents(release: Release) -> tuple[Document, ...]:
    """Return every document of a release, most cited first."""
    tables = read_tables(release)
    counts = tables.evidence.group_by("source").agg(citations=pl.len())
    joined = tables.sources.join(counts, on="source", how="left").with_columns(pl.col("citations").fill_null(0))
    ordered = joined.sort(["citations", "source"], descending=[True, False])
    return tuple(
        Document(
            id=row["source"],
            title=row["title"],
            publisher=row["publisher"] or "",
            issued=shown(row["issued"], row["precision"] or Precision.DAY) if row["issued"] else "",
            url=row["url"],
            kind=row["kind"],
            citations=row["citations"],
        )
        for row in ordered.iter_rows(named=True)
    )
