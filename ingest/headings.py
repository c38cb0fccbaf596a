"""What is wrong with the header of a table that this program knows."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Final

_SHOWN: Final = 6
"""Columns that are named of another table."""


def heading_faults(name: str, columns: Sequence[str], fields: Sequence[str], ignore: Iterable[str]) -> list[str]:
    """Return what is wrong with the columns of a file: `fields` must be there, and beside them only `ignore`."""
    missing = [field for field in fields if field not in columns]
    if len(missing) * 2 > len(fields):
        return [_another(name, columns, fields, len(missing))]
    known = tuple(ignore)
    unread = [c for c in columns if c not in fields and not any(fnmatchcase(c, pattern) for pattern in known)]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    return [
        *(f"{name}: column {column!r} stands twice in the header; take one out" for column in twice),
        *(_missing(name, column, unread) for column in missing),
        *(
            f"{name}: column {column!r} is not read, since the source as this program knows it has none; take it out, "
            "or read the file by a mapping of your own (docs/mapping.md)"
            for column in unread
        ),
    ]


def _missing(name: str, column: str, unread: Sequence[str]) -> str:
    alike = get_close_matches(column, unread, 1)
    guess = f"{alike[0]!r} is like it, of another edition perhaps" if alike else "is it another edition or file?"
    return f"{name}: column {column!r} is missing; {guess}"


def _another(name: str, columns: Sequence[str], fields: Sequence[str], missing: int) -> str:
    return (
        f"{name}: another table than expected: {missing} of {len(fields)} columns are missing, {_few(fields)} among "
        f"what is looked for; its header has {_few(columns)}. Is it the file of another source, or not CSV?"
    )


def _few(columns: Sequence[str]) -> str:
    shown = ", ".join(column[:30] or "a blank name" for column in columns[:_SHOWN])
    return f"{shown} …" if len(columns) > _SHOWN else shown or "no column"
