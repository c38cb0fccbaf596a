"""Sentences made from data, with their numbers as links."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from graph.views.language import Count, Name, Say

ONE_MORE: Final = "{count} more relation may stand: the recorded dates don't say."
MORE: Final = "{count} more relations may stand: the recorded dates don't say."


def counted(number: int, one: str, many: str = "", href: str = "") -> Count:
    """Return a number with its noun."""
    return Count(number, one, many or one + "s", href)


def named(labels: Iterable[str]) -> tuple[Name, ...]:
    """Return labels as a list in words."""
    return tuple(Name(label) for label in labels)


def spoken(value: StrEnum) -> str:
    """Return one of a fixed set of values as a reader says it: "not found" for `not-found`."""
    return value.value.replace("-", " ")


def doubt(unknown: int) -> tuple[Say, ...]:
    """Say how many relations may stand but are not known to."""
    if not unknown:
        return ()
    text = ONE_MORE if unknown == 1 else MORE
    return (Say(text, {"count": unknown}),)
