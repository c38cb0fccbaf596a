"""Sentences made from data, with their numbers as links."""

from collections.abc import Iterable

from graph.views.language import Count, Name, Say


def counted(number: int, one: str, many: str = "", href: str = "") -> Count:
    """Return a number with its noun."""
    return Count(number, one, many or one + "s", href)


def named(labels: Iterable[str]) -> tuple[Name, ...]:
    """Return labels as a list in words."""
    return tuple(Name(label) for label in labels)


def doubt(unknown: int) -> tuple[Say, ...]:
    """Say how many relations may stand but are not known to."""
    if not unknown:
        return ()
    verb = "relation may" if unknown == 1 else "relations may"
    return (Say("{count} more " + verb + " stand: the recorded dates don't say.", {"count": unknown}),)
