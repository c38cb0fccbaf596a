"""Firms and agencies that the graph knows already: by identifier, else by name and country."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from ingest.meeting.names import parted

_CURATED: Final = Path(__file__).parent.parent / "sources" / "curated"
_TABLES: Final = ("firms.csv", "agencies.csv")


@dataclass(frozen=True)
class Known:
    """Identifiers (LEIs and Wikidata items), and names as words without legal forms, each with its state."""

    numbers: frozenset[str]
    names: frozenset[tuple[str, tuple[str, ...]]]

    @cached_property
    def states(self) -> frozenset[str]:
        """Return the states of those that are known."""
        return frozenset(state for state, _ in self.names)

    def has(self, numbers: Iterable[str], state: str | None, names: Iterable[str]) -> bool:
        """Say whether one of the identifiers is known, or one of the names in the state."""
        if not self.numbers.isdisjoint(numbers):
            return True
        # Names are taken apart only where it may matter: a register has millions.
        return state in self.states and any((state, parted(name)[0]) in self.names for name in names if name)


@cache
def known_firms() -> Known:
    """Return the firms and agencies of the curated tables."""
    rows = [row for table in _TABLES for row in _rows(_CURATED / table)]
    numbers = {row.get(column, "") for row in rows for column in ("lei", "wikidata")} - {""}
    names = {(row["state"], words) for row in rows if (words := parted(row["label"])[0])}
    return Known(frozenset(numbers), frozenset(names))


@cache
def known_bodies() -> dict[str, str]:
    """Return the ids of the curated bodies by their Wikidata items."""
    return {row["wikidata"]: row["body_id"] for row in _rows(_CURATED / "bodies.csv") if row["wikidata"]}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
