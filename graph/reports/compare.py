"""What changed in an answer between two days: rows that went, came, or say something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers import Cell, Rows

_Key = tuple[Cell, ...]


@dataclass(frozen=True)
class Row:
    """A row as values by column."""

    cells: tuple[tuple[str, Cell], ...]

    def get(self, column: str) -> Cell:
        """Return the value of a column, or nothing."""
        return dict(self.cells).get(column)

    def words(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Return the values of some columns as words, blank where there is none."""
        return tuple("" if (value := self.get(column)) is None else str(value) for column in columns)


@dataclass(frozen=True)
class Change:
    """A row that is there on both days with other values: column, before, after."""

    before: Row
    row: Row
    values: tuple[tuple[str, str, str], ...]

    def added(self, column: str) -> str:
        """Return the words of a column that were not there before."""
        old = str(self.before.get(column) or "").split()
        return " ".join(word for word in str(self.row.get(column) or "").split() if word not in old)


@dataclass(frozen=True)
class Comparison:
    """The difference of two answers."""

    went: tuple[Row, ...]
    came: tuple[Row, ...]
    changed: tuple[Change, ...]
    same: int


def rows_of(answer: Rows) -> tuple[Row, ...]:
    """Return an answer's rows by column."""
    return tuple(Row(tuple(zip(answer.columns, row, strict=True))) for row in answer.rows)


def compare(before: Sequence[Row], after: Sequence[Row], key: Sequence[str], shows: Sequence[str]) -> Comparison:
    """Compare two answers by the columns that tell a row apart; only shown columns count as changes."""
    old, new = _by_key(before, key), _by_key(after, key)
    both = [name for name in old if name in new]
    changes = [Change(old[name], new[name], _differences(old[name], new[name], shows)) for name in both]
    changed = tuple(change for change in changes if change.values)
    return Comparison(
        tuple(row for name, row in old.items() if name not in new),
        tuple(row for name, row in new.items() if name not in old),
        changed,
        len(both) - len(changed),
    )


def _by_key(rows: Sequence[Row], key: Sequence[str]) -> dict[_Key, Row]:
    found: dict[_Key, Row] = {}
    for row in rows:
        found.setdefault(tuple(row.get(column) for column in key), row)
    return found


def _differences(old: Row, new: Row, shows: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    pairs = zip(shows, old.words(shows), new.words(shows), strict=True)
    # The order of names inside a cell is the store's, not a change.
    return tuple((column, a, b) for column, a, b in pairs if sorted(a.split()) != sorted(b.split()))


def leading(rows: Sequence[Row], first: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows in their order, but some of them before all others."""
    return (*first, *(row for row in rows if row not in first))
