"""The days on which something began or ended around some things: the ticks of the slider of a page."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from api.pages.timeline import Tick
from graph.release import Release
from graph.things import Standing, Thing, catalogue
from graph.touching import relations_of


def ticks_around(release: Release, names: Iterable[str], day: date) -> Iterator[Tick]:
    """Yield the days on which something around things began or ended, where they are known to the day."""
    known = catalogue(release)
    for standing in relations_of(release, names, day):
        yield from _ticks(standing, known[standing.tail])


def shared_ticks(release: Release, names: Collection[str], day: date) -> Iterator[Tick]:
    """Yield the days on which an agreement began or ended that at least two of the things have or had a part in."""
    known = catalogue(release)
    parts = [s for s in relations_of(release, names, day) if s.type == "participation" and s.head in names]
    members: dict[str, set[str]] = {}
    for standing in parts:
        members.setdefault(standing.tail, set()).add(standing.head)
    for standing in parts:
        if len(members[standing.tail]) > 1:
            yield from _ticks(standing, known[standing.tail])


def _ticks(standing: Standing, about: Thing) -> Iterator[Tick]:
    for when, what in ((standing.began, "begins"), (standing.ended, "ends")):
        if when is not None:
            yield Tick(when, f"{about.label} {what}")
