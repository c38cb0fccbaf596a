"""An answer on two days in short: how many rows say what, where those watched stand, what the middle is."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from graph.reports.compare import Row


def counted(before: Sequence[Row], after: Sequence[Row], column: str, unit: Sequence[str]) -> tuple[str, ...]:
    """Return for each value of a column how many things say it before and after, as `no recorded act 20 → 11`.

    Things are told apart by the columns of `unit`; numbers are told as none or some.
    """
    old, new = _counts(before, column, unit), _counts(after, column, unit)
    order = sorted(old.keys() | new.keys(), key=lambda value: (-max(old[value], new[value]), value))
    return tuple(f"{value} {old[value]} → {new[value]}" for value in order)


def _counts(rows: Sequence[Row], column: str, unit: Sequence[str]) -> Counter[str]:
    seen = {(row.words(unit), _word(row, column)) for row in rows}
    return Counter(word for _, word in seen)


def _word(row: Row, column: str) -> str:
    value = row.get(column)
    if isinstance(value, int | float):
        return "some" if value else "none"
    return "blank" if value is None else str(value).removeprefix("kind/")


def place(rows: Sequence[Row], column: str, watched: str, measures: Sequence[str]) -> str:
    """Return the place of a row in a ranking by measures, `7 of 63`; rows that measure alike share a place."""
    ranks = {row.get(column): _measured(row, measures) for row in rows}
    if watched not in ranks:
        return "not among them"
    ahead = sum(measured > ranks[watched] for measured in ranks.values())
    return f"{ahead + 1} of {len(ranks)}"


def _measured(row: Row, measures: Sequence[str]) -> tuple[float, ...]:
    return tuple(float(value) if isinstance(value := row.get(name), int | float) else 0.0 for name in measures)


def middle(rows: Sequence[Row], column: str) -> str:
    """Return the median of a column over the rows that have a number there, with how many these are."""
    values = [value for row in rows if isinstance(value := row.get(column), int | float)]
    return f"{median(values):g} ({len(values)} rows)" if values else "none (0 rows)"
