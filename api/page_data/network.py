"""The explore page."""

from collections.abc import Iterable
from dataclasses import replace

from api.page_data.days import ticks_around
from api.page_data.words import counted, doubt, named
from api.pages.board import Link
from api.pages.drawings import ExplorePage
from graph.errors import GivenUp, NotFound
from graph.exploration import Exploration, explored
from graph.parties import Basis
from graph.release import Release
from graph.search import search
from graph.things import catalogue, thing
from graph.views.language import Name, Part, Say
from graph.views.model import NetworkView, ViewEdge

SIGNED_MANY = "{names} are joined by {count} signed on {day}."
SIGNED_ONE = "{names} is joined by {count} signed on {day}."
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
        ticks=tuple(ticks_around(release, view.focus, asked.day)),
        hidden=hidden,
        tries=() if view.edges else tuple(_tries(view)),
    )


def _found(release: Release, name: str) -> str:
    """Return the id for what a reader typed: an id or code, else the best match by name."""
    try:
        return thing(release, name).id
    except GivenUp:
        raise
    except NotFound:
        hits = search(release, name, limit=1)
        if not hits:
            raise
        return hits[0].id


def _answer(view: NetworkView, asked: Exploration) -> tuple[Say, ...]:
    names = named(node.label for node in view.nodes if node.focus)
    if not names:
        return (Say("Choose a state, an agreement or a firm to see who is bound to it on a day."),)
    if asked.path:
        return (_path_answer(view, names),)
    standing = {edge.about for edge in view.edges if view.compared is None or _stands(edge, view)}
    count = counted(len(standing), "relation", href="#relations")
    told: dict[str, Part] = {"names": names, "count": count, "day": view.as_of}
    in_force = asked.asked.basis is Basis.IN_FORCE
    if len(names) > 1:
        text = "{names} are joined by {count} in force on {day}." if in_force else SIGNED_MANY
    else:
        text = "{names} is joined by {count} in force on {day}." if in_force else SIGNED_ONE
    return (Say(text, told), *_changes(view), *doubt(view.unknown))


def _stands(edge: ViewEdge, view: NetworkView) -> bool:
    gone = "ended" if view.compared and view.as_of >= view.compared else "new"
    return edge.change != gone


def _changes(view: NetworkView) -> tuple[Say, ...]:
    if view.compared is None:
        return ()
    first, last = sorted((view.as_of, view.compared))
    new, ended = (len({e.about for e in view.edges if e.change == change}) for change in ("new", "ended"))
    told: dict[str, Part] = {"first": first, "last": last, "new": new, "ended": ended}
    return (Say("Between {first} and {last} {new} began and {ended} ended.", told),)


def _path_answer(view: NetworkView, names: tuple[Name, ...]) -> Say:
    if not view.edges:
        return Say("Nothing that holds on {day} joins {names} in a few steps.", {"day": view.as_of, "names": names})
    count = counted(len(view.edges), "relation", href="#relations")
    told: dict[str, Part] = {"names": names, "day": view.as_of, "count": count}
    return Say("The shortest ways between {names} on {day} run over {count}, each of which holds on that day.", told)


def _tries(view: NetworkView) -> Iterable[Link]:
    around = [node for node in view.nodes if node.focus]
    if len(around) > 1:
        yield from (Link(node.label, f"/explore?focus={node.id}&asOf={view.as_of}") for node in around)
    yield from _TRIES
