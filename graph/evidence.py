"""Evidence: the statements a finding rests on, and how each leads to its sources."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from graph.tables import CitedDocument, Tables
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
    # The table is in order of statements, so those of one lie side by side.
    order = cast("Sequence[str]", tables.evidence["slug"])
    parts = ((bisect_left(order, name), bisect_right(order, name)) for name in sorted(set(statements)))
    numbers = [number for first, after in parts for number in range(first, after)]
    documents = tables.cited_documents
    result: dict[str, list[Proof]] = {}
    for statement, citation, source, confidence, locator in tables.evidence[numbers].iter_rows():
        proof = _proof(documents[source], (citation, source, confidence, locator or ""))
        result.setdefault(statement, []).append(proof)
    return {statement: tuple(found) for statement, found in result.items()}


def _proof(document: CitedDocument, place: tuple[str, str, str, str]) -> Proof:
    citation, source, confidence, locator = place
    return Proof(
        citation=citation,
        source=source,
        title=document.title,
        publisher=document.publisher,
        issued=document.issued,
        url=document.url,
        locator=locator,
        confidence=confidence,
        source_kind=document.kind,
        licence=document.terms.licence,
        cite_as=document.terms.cite_as,
    )
