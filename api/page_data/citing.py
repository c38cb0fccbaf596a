"""Numbers the sources of a page in the order in which a reader meets them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.page_data.labels import Labels
from api.pages.board import BoardAsk, Cell, TableRow
from graph.evidence import Evidence, proofs
from graph.release import Release
from graph.tables import read_tables
from graph.views.model import Proof

MOST: Final = 4
"""Sources named in one row; a finding may rest on dozens, all of which the API names."""


class Citer:
    """Gives each source of a page a number, and each row the numbers that it rests on."""

    def __init__(self, release: Release, statements: Iterable[str]) -> None:
        self._proofs = proofs(read_tables(release), statements)
        self._numbers: dict[str, int] = {}
        self._sources: list[Proof] = []

    @property
    def sources(self) -> tuple[Proof, ...]:
        """The sources numbered so far."""
        return tuple(self._sources)

    def refs(self, evidence: Evidence) -> tuple[tuple[int, ...], int]:
        """Return the numbers of the first sources of a finding, and how many there are beyond."""
        cited = {p.source: p for s in evidence.statements for p in self._proofs.get(s, ())}
        shown = list(cited.values())[:MOST]
        return tuple(sorted(self._number(proof) for proof in shown)), len(cited) - len(shown)

    def row(self, cells: Iterable[Cell], evidence: Evidence) -> TableRow:
        """Return a row of cells with its sources."""
        refs, more = self.refs(evidence)
        return TableRow(tuple(cells), refs, more)

    def _number(self, proof: Proof) -> int:
        if proof.source not in self._numbers:
            self._sources.append(proof)
            self._numbers[proof.source] = len(self._sources)
        return self._numbers[proof.source]


@dataclass(frozen=True)
class Desk:
    """What every table of a board is written with: labels, sources, and what the board was asked for."""

    label: Labels
    citer: Citer
    ask: BoardAsk
