"""Sentences made from data, with their numbers as links."""

from collections.abc import Sequence
from datetime import date

from api.pages.context import Span


def long_day(day: date) -> str:
    """Write a day in words, such as 24 May 2016."""
    return f"{day.day} {day:%B %Y}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Write names as a list in words."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def doubt(unknown: int) -> tuple[Span, ...]:
    """Say how many relations may stand but are not known to."""
    if not unknown:
        return ()
    verb = "relation may" if unknown == 1 else "relations may"
    return (Span(f" {unknown} more {verb} stand: the recorded dates don't say."),)
