"""Checks what rows of several tables say of each other: ids unique, references met, codes known."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ingest.rows import Fault, Row, TableReading

_LISTED: Final = 12  # so many codes fit into a message


@dataclass(frozen=True)
class Table:
    """One table of a source: its file, its rows, the columns of its key, and what each referring column may name.

    `refers` maps a column to the spaces of ids it may come from; a space is a table's `space`, or
    `scheme:` and the name of a scheme.
    """

    file: str
    model: type[Row]
    key: tuple[str, ...]
    space: str
    refers: Mapping[str, tuple[str, ...]]

    def key_of(self, row: Row) -> str:
        """Return the row's key as one text."""
        return " ".join(str(getattr(row, column)) for column in self.key)


Reading = tuple[Table, TableReading[Any]]


def check_references(readings: Iterable[Reading], scheme: Callable[[str], frozenset[str]]) -> Iterator[Fault]:
    """Yield a fault for each repeated key, repeated id and unmet reference."""
    read = tuple(readings)
    known = _ids(read)
    yield from _repeated(read)
    for table, reading in read:
        for column, spaces in table.refers.items():
            allowed = _allowed(spaces, known, scheme)
            for located in reading.rows:
                for value in _values(getattr(located.row, column)):
                    if value not in allowed:
                        shown = table.model.model_fields[column].alias or column
                        yield Fault(reading.file, located.line, shown, value, _unmet(value, spaces, allowed))


def _allowed(
    spaces: tuple[str, ...], known: Mapping[str, set[str]], scheme: Callable[[str], frozenset[str]]
) -> set[str]:
    allowed: set[str] = set()
    for space in spaces:
        kind, colon, name = space.partition(":")
        allowed |= scheme(name) if colon and kind == "scheme" else known.get(space, set())
    return allowed


def _ids(read: Iterable[Reading]) -> dict[str, set[str]]:
    # Faulty rows count as named: a bad date must not raise a broken reference in every row that points to it.
    known: dict[str, set[str]] = {}
    for table, reading in read:
        known.setdefault(table.space, set()).update(table.key_of(located.row) for located in reading.rows)
        known[table.space].update(" ".join(values.get(c, "") for c in table.key) for values in reading.faulty)
    return known


def _repeated(read: Iterable[Reading]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for table, reading in read:
        # Single-column keys are ids and share one name space over all tables; concepts have their own.
        space = "" if len(table.key) == 1 and table.space not in ("capability", "scenario") else table.file
        for located in reading.rows:
            key = table.key_of(located.row)
            if (space, key) in seen:
                file, line = seen[space, key]
                column = table.model.model_fields[table.key[0]].alias or table.key[0]
                yield Fault(
                    reading.file,
                    located.line,
                    column,
                    key,
                    f"already used in {file}:{line}; give one of them another id",
                )
            else:
                seen[space, key] = (reading.file, located.line)


def _values(cell: object) -> tuple[str, ...]:
    if cell is None:
        return ()
    return tuple(map(str, cell)) if isinstance(cell, tuple) else (str(cell),)


def _unmet(value: str, spaces: tuple[str, ...], allowed: set[str]) -> str:
    names = " or ".join(space.removeprefix("scheme:") for space in spaces)
    near = difflib.get_close_matches(value, allowed, n=3)
    if near:
        return f"no such {names}; did you mean {' or '.join(near)}?"
    if len(allowed) <= _LISTED:
        return f"no such {names}; there are {', '.join(sorted(allowed)) or 'none'}"
    return f"no such {names}; add it to {names} first, or correct it"
