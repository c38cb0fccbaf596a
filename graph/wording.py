"""Numbers in sentences, and the first of many lines."""

from collections.abc import Sequence


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 row`, `2,000 rows`; `many` where the plural takes more than an `s`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def first_of(lines: Sequence[str], most: int, of: str) -> list[str]:
    """Return the first lines and, where there are others, one more that says how many of what."""
    more = len(lines) - most
    return [*lines[:most], *([f"... and {more:,} more {of}"] if more > 0 else [])]
