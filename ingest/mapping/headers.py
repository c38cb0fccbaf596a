"""The names of columns: in one line of a table, or in several where cells are merged; failing that, a number."""

import re
from collections.abc import Sequence
from typing import Final

from graph.errors import RefusedFile

_NAMELESS: Final = re.compile(r"column \d+")


def joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return a name a column from the lines of a header, joined by a blank.

    In all lines but the last, a blank cell takes the text to its left, as merged cells do, unless nothing stands below
    it: then its column has a name of its own further up. A column that has no name at all is called by its number.
    """
    width = max(map(len, lines), default=0)
    padded = [[*(cell.strip() for cell in line), *[""] * (width - len(line))] for line in lines]
    names = []
    for place in range(width):
        parts = []
        for number, line in enumerate(padded):
            below = any(later[place] for later in padded[number + 1 :])
            text = line[place] or (_to_the_left(line, place) if below else "")
            parts.append(text)
        names.append(" ".join(filter(None, parts)) or f"column {place + 1}")
    return names


def check(shown: str, names: Sequence[str], line: int) -> None:
    """Refuse a header in which a name stands twice, or of which there is nothing."""
    if not names:
        raise RefusedFile(f"{shown}:{line}: no header; the first line must name the columns")
    for name in names:
        if names.count(name) > 1:
            raise RefusedFile(f"{shown}:{line}: the column {name!r} stands twice in the header; rename one")


def _to_the_left(line: Sequence[str], place: int) -> str:
    return next((cell for cell in reversed(line[:place]) if cell), "")


def is_nameless(name: str) -> bool:
    """Say whether a column is called by its number, for want of a name."""
    return _NAMELESS.fullmatch(name) is not None
