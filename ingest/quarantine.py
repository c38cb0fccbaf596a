"""The faults of a source. A file that is wrong in every row has millions: the first are kept, and all are counted."""

from typing import Final

from graph.errors import SourceError
from ingest.cards import Card
from ingest.rows import Fault

_MOST: Final = 10_000


class Quarantine:
    """The first faults in the order in which they were found, and how many there are."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._faults: list[Fault] = []
        self.count = 0

    def add(self, fault: Fault) -> None:
        """Take in a fault."""
        self.count += 1
        if len(self._faults) < self._most:
            self._faults.append(fault)

    def faults(self, card: Card, rows: int) -> tuple[Fault, ...]:
        """Return the faults that are kept, beside so many good rows.

        Raises
        ------
        SourceError
            There are more than are kept, and more than the card tolerates.
        """
        total = rows + self.count
        if self.count > self._most and self.count > card.tolerance * total:
            share = f"{self.count:,} of {total:,} rows are at fault; the card tolerates {card.tolerance:.2%}"
            raise SourceError(card.key, [share, *map(str, self._faults[:20]), f"... and {self.count - 20:,} more"])
        return tuple(self._faults)

    @property
    def untold(self) -> int:
        """Return how many faults are counted only."""
        return self.count - len(self._faults)
