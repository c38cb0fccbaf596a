"""The explore page."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from api.page_data.words import counted, doubt, listed, long_day
from api.pages.context import ExplorePage, Link, Span
from api.pages.timeline import Tick
from graph.errors import NotFound
from graph.exploration import Exploration, explored
from graph.parties import Basis
from graph.release import Release
from graph.search import search
from graph.things import Thing, catalogue, relations_of, thing
from graph.views.model import NetworkView, ViewEdge

_TRIES = (
    Link("Japan and the United States", "/explore?focus=jpn,usa"),
    Link("AUKUS", "/explore?focus=aus,gbr,usa"),
    Link("Mitsubishi Heavy Industries", "/explore?focus=firm-mhi"),
)


def explore_page(release: Release, exploration: Exploration) -> ExplorePage:
    """Return the network around the focus, with a sentence that says what it shows."""
    asked = exploration.asked
    names = tuple(_found(release, name) for name in asked.focus)
    ends = tuple(_found(release, name) for name in exploration.path)
    found = replace(exploration, asked=replace(asked, focus=names), path=ends)
    view = explored(release, found)
    known = catalogue(release)
    hidden = tuple(Link(known[name].label, name) for name in exploration.hidden if name in known)
    return ExplorePage(
        asked=found,
        view=view,
        answer=_answer(view, found),
        ticks=tuple(_ticks(release, view.focus, asked.day)),
        hidden=hidden,
        tries=() if view.edges else tuple(_tries(view.focus)),
    )


def _found(release: Release, name: str) -> str:
    """Return the id for what a reader typed: an id or code, else the best match by name."""
    try:
        return thing(release, name).id
    except NotFound:
        hits = search(release, name, limit=1)
        if not hits:
            raise
        return hits[0].id


def _answer(view: NetworkView, asked: Exploration) -> tuple[Span, ...]:
    names = listed([node.label for node in view.nodes if node.focus])
    if not names:
        return (Span("Choose a state, an agreement or a firm to see who is bound to it on a day."),)
    if asked.path:
        return _path_answer(view, names)
    standing = [edge for edge in view.edges if view.compared is None or _stands(edge, view)]
    state = "in force" if asked.asked.basis is Basis.IN_FORCE else "signed"
    joined = f"{names} {'are' if len(view.focus) > 1 else 'is'} joined by " if view.focus else ""
    count = Span(counted(len({edge.about for edge in standing}), "relation"), "#relations")
    return (
        Span(joined),
        count,
        Span(f" {state} on {long_day(view.as_of)}."),
        *_changes(view),
        *doubt(view.unknown),
    )


def _stands(edge: ViewEdge, view: NetworkView) -> bool:
    gone = "ended" if view.compared and view.as_of >= view.compared else "new"
    return edge.change != gone


def _changes(view: NetworkView) -> tuple[Span, ...]:
    if view.compared is None:
        return ()
    first, last = sorted((view.as_of, view.compared))
    new, ended = ({e.about for e in view.edges if e.change == change} for change in ("new", "ended"))
    between = f" Between {long_day(first)} and {long_day(last)} "
    return (Span(f"{between}{len(new)} began and {len(ended)} ended."),)


def _path_answer(view: NetworkView, names: str) -> tuple[Span, ...]:
    if not view.edges:
        return (Span(f"Nothing that holds on {long_day(view.as_of)} joins {names} in a few steps."),)
    count = Span(counted(len(view.edges), "relation"), "#relations")
    return (
        Span(
            f"The shortest ways from {view.nodes[0].label} to {view.nodes[1].label} on {long_day(view.as_of)} run over "
        ),
        count,
        Span(", each of which holds on that day."),
    )


def _ticks(release: Release, focus: Iterable[str], day: date) -> Iterable[Tick]:
    """Yield the days on which something around the focus began or ended, where they are known to the day."""
    known = catalogue(release)
    for standing in relations_of(release, focus, day):
        about: Thing = known[standing.tail]
        for when, what in ((standing.began, "begins"), (standing.ended, "ends")):
            if when is not None:
                yield Tick(when, f"{about.label} {what}")


def _tries(focus: tuple[str, ...]) -> Iterable[Link]:
    if len(focus) > 1:
        yield from (Link(f"{name} alone", f"/explore?focus={name}") for name in focus)
    yield from _TRIES
