"""Event days laid out on a line, with the ones before and after the day shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

WIDTH: Final = 100
"""Units across the line: per cent."""


@dataclass(frozen=True)
class Tick:
    """A day on which something began or ended among the things shown."""

    day: date
    label: str = ""


@dataclass(frozen=True)
class Mark:
    """A tick with its place across the line."""

    x: float
    tick: Tick


@dataclass(frozen=True)
class Timeline:
    """The days from the first event to the last (or the day shown, where that lies outside)."""

    first: date
    last: date
    here: float
    marks: tuple[Mark, ...]
    decades: tuple[tuple[float, int], ...]
    before: Tick | None
    after: Tick | None


def lay_out(ticks: Iterable[Tick], day: date) -> Timeline:
    """Return the ticks, one a day and in order, laid out across a line that includes `day`."""
    by_day: dict[date, list[str]] = {}
    for tick in sorted(ticks, key=lambda tick: (tick.day, tick.label)):
        by_day.setdefault(tick.day, []).append(tick.label)
    days = tuple(Tick(when, "; ".join(dict.fromkeys(filter(None, labels)))) for when, labels in by_day.items())
    first = min([tick.day for tick in days[:1]] + [day])
    last = max([tick.day for tick in days[-1:]] + [day])
    span = max((last - first).days, 1)

    def across(when: date) -> float:
        return round(WIDTH * (when - first).days / span, 2)

    return Timeline(
        first=first,
        last=last,
        here=across(day),
        marks=tuple(Mark(across(tick.day), tick) for tick in days),
        decades=tuple(
            (across(date(year, 1, 1)), year) for year in range(first.year // 10 * 10 + 10, last.year + 1, 10)
        ),
        before=next((tick for tick in reversed(days) if tick.day < day), None),
        after=next((tick for tick in days if tick.day > day), None),
    )
