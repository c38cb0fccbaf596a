"""Whole snapshots for the large picture: everything that holds on a day, or grouped by state."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from api.page_data.words import counted
from api.pages.drawings import WholeAsk, WholePage
from graph.release import Release
from graph.snapshot import snapshot
from graph.things import catalogue
from graph.views.language import Say
from graph.views.whole import LIMIT, Whole, grouped, whole_of


@dataclass(frozen=True)
class _Key:
    """What a large picture depends on beside the release; kept, for its places take a moment to find."""

    day: date
    layers: tuple[str, ...]


@lru_cache(maxsize=16)
def _whole(release: Release, key: _Key) -> Whole:
    return whole_of(snapshot(release, key.day, key.layers).network)


def drawn(release: Release, ask: WholeAsk) -> Whole:
    """Return the picture asked for: grouped where the reader asks so, or where it is too large to read."""
    whole = _whole(release, _Key(ask.day, ask.layers))
    if ask.grouped is False or (ask.grouped is None and len(whole.points) <= LIMIT):
        return whole
    known = catalogue(release)
    return grouped(whole, ask.opened, {name: known[name].label for name in known if known[name].type == "state"})


def whole_page(release: Release, ask: WholeAsk) -> WholePage:
    """Return what stands around the large picture, with its busiest things as a table."""
    shown = drawn(release, ask)
    unknown = sum(snapshot(release, ask.day, ask.layers).unknown.values())
    relations = sum(count for *_, count in shown.lines)
    degree: dict[int, int] = {}
    for a, b, _, count in shown.lines:
        degree[a] = degree.get(a, 0) + count
        degree[b] = degree.get(b, 0) + count
    busiest = sorted(degree, key=lambda place: (-degree[place], shown.points[place].id))[:40]
    told = Say(
        "On {day} {relations} join {things}.",
        {"day": ask.day, "relations": counted(relations, "relation"), "things": counted(len(shown.points), "thing")},
    )
    return WholePage(
        ask=ask,
        answer=(told,),
        unknown=unknown,
        grouped=shown.grouped,
        busiest=tuple((shown.points[p].id, shown.points[p].label, shown.points[p].kind, degree[p]) for p in busiest),
    )
