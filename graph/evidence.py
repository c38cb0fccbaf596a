"""Evidence: the statements a finding rests on, and how each leads to its sources."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from graph.dates import Precision, shown
from graph.tables import Tables
from graph.views.model import Proof


@dataclass(frozen=True)
class Evidence:
    """The ids of the statements that bear a finding out; without one there is no finding."""

    statements: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError("a finding needs at least one statement as evidence")

    @classmethod
    def of(cls, statements: Iterable[str]) -> "Evidence":
        """Return the evidence of these statements, each once, in order of their ids."""
        return cls(tuple(sorted(set(statements))))


def proofs(tables: Tables, statements: Iterable[str]) -> dict[str, tuple[Proof, ...]]:
    """Return the citations of each statement, by its id."""
    wanted = pl.DataFrame({"slug": sorted(set(statements))}, schema={"slug": pl.String})
    found = (
        tables.evidence.join(wanted, on="slug", how="semi")
        .join(tables.sources, on="source", how="left")
        .join(tables.kinds.select("kind", kind_label="label"), on="kind", how="left")
        .sort("slug", "citation")
    )
    result: dict[str, list[Proof]] = {}
    for row in found.iter_rows(named=True):
        result.setdefault(row["slug"], []).append(_proof(row))
    return {slug: tuple(items) for slug, items in result.items()}


def _proof(row: dict[str, object]) -> Proof:
    issued, precision = row["issued"], row["precision"]
    return Proof(
        citation=str(row["citation"]),
        source=str(row["source"]),
        title=str(row["title"]),
        publisher=str(row["publisher"] or ""),
        issued=shown(issued, str(precision or Precision.DAY)) if issued else "",  # type: ignore[arg-type]
        url=str(row["url"]),
        locator=str(row["locator"] or ""),
        confidence=str(row["confidence"]),
        source_kind=str(row["kind_label"] or row["kind"]),
    )
