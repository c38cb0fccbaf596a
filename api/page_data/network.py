"""The explore page."""

from collections.abc import Iterable
from datetime import date

from api.page_data.words import counted, doubt, listed, long_day
from api.pages.context import Basis, ExplorePage, Link, Span
from api.pages.timeline import Tick
from graph.errors import NotFound
from graph.neighbourhood import Asked, network_view
from graph.parties import Basis as PartyBasis
from graph.release import Release
from graph.search import search
from graph.things import Thing, catalogue, relations_of, thing
from graph.views.model import NetworkView

_TRIES = (
    Link("Japan and the United States", "/explore?focus=jpn,usa"),
    Link("AUKUS", "/explore?focus=aus,gbr,usa"),
    Link("Mitsubishi Heavy Industries", "/explore?focus=firm-mhi"),
)


def explore_page(
    release: Release, focus: tuple[str, ...], day: date, layers: tuple[str, ...], basis: Basis
) -> ExplorePage:
    """Return the network around the focus, with a sentence that says what it shows."""
    names = tuple(_found(release, name) for name in focus)
    view = network_view(release, Asked(names, day, layers, PartyBasis(basis)))
    return ExplorePage(
        view=view,
        answer=_answer(view, basis),
        ticks=tuple(_ticks(release, view.focus, day)),
        layers=layers,
        basis=basis,
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


def _answer(view: NetworkView, basis: Basis) -> tuple[Span, ...]:
    names = listed([node.label for node in view.nodes if node.focus])
    if not names:
        return (Span("Choose a state, an agreement or a firm to see who is bound to it on a day."),)
    drawn = {edge.about for edge in view.edges}
    state = "in force" if basis == "in-force" else "signed"
    joined = f"{names} {'are' if len(view.focus) > 1 else 'is'} joined by " if view.focus else ""
    count = Span(counted(len(drawn), "relation"), "#relations")
    return (Span(joined), count, Span(f" {state} on {long_day(view.as_of)}."), *doubt(view.unknown))


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
