"""What a worker is asked and what it answers."""

from dataclasses import dataclass, field
from typing import Literal

from graph.query.guard import CheckedQuery

Overflow = Literal["refuse", "cut"]
"""What becomes of an answer over the row or byte limit: an error, or its first rows marked as cut."""


@dataclass(frozen=True)
class Dataset:
    """The graphs that a request names in place of the query's own FROM clauses."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueryRequest:
    """A checked query with the form of its answer.

    `timeout` is in seconds and never above the limit of the pool; None is that limit. `dataset` None keeps the
    dataset of the query itself, which is the merged default graph and every named graph where it says nothing.
    """

    query: CheckedQuery
    format: str = "json"
    dataset: Dataset | None = None
    timeout: float | None = None
    overflow: Overflow = "refuse"


@dataclass(frozen=True)
class Answer:
    """A whole answer: its bytes, and how many rows or triples they hold (1 for ASK)."""

    media_type: str
    body: bytes = field(repr=False)
    rows: int
    cut: bool
    seconds: float
