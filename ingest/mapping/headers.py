"""The names of columns: in one line of a table, or in several where cells are merged; failing that, a number."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from graph.errors import RefusedFile

MAX_COLUMNS: Final = 20_000
_NAMELESS: Final = re.compile(r"column \d+")


def joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return a name a column from the lines of a header, joined by a blank.

    In all lines but the last, a blank cell takes the text to its left, as merged cells do, unless nothing stands below
    it: then its column has a name of its own further up. A column that has no name at all is called by its number.
    """
    width = max(map(len, lines), default=0)
    padded = [[*(cell.strip() for cell in line), *[""] * (width - len(line))] for line in lines]
    merged = [list(accumulate(line, _taken_on)) for line in padded]
    names = []
    for place in range(width):
        parts = []
        for number, line in enumerate(padded):
            below = any(later[place] for later in padded[number + 1 :])
            parts.append(line[place] or (merged[number][place] if below else ""))
        names.append(" ".join(filter(None, parts)) or f"column {place + 1}")
    return names


def check(shown: str, names: Sequence[str], line: int) -> None:
    """Refuse a header in which a name stands twice, or of which there is nothing."""
    if not names:
        raise RefusedFile(f"{shown}:{line}: no header; the first line must name the columns")
    if len(names) > MAX_COLUMNS:
        raise RefusedFile(
            f"{shown}:{line}: more than {MAX_COLUMNS:,} columns; write it in the long form, a row a value"
        )
    if twice := next((name for name, count in Counter(names).items() if count > 1), ""):
        raise RefusedFile(f"{shown}:{line}: the column {twice!r} stands twice in the header; rename one")


def _taken_on(left: str, cell: str) -> str:
    return cell or left


def is_nameless(name: str) -> bool:
    """Say whether a column is called by its number, for want of a name."""
    return _NAMELESS.fullmatch(name) is not None
