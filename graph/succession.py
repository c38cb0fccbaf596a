"""What became of an id that is no longer used: merged into another, or withdrawn."""

from typing import Final

from graph.errors import Merged, NotFound, Withdrawn
from graph.release import Release
from graph.store import ReadStore, rows
from graph.things import Thing, thing
from ontology.iris import BASE, expand, slug

_MOVED: Final = """
SELECT ?successor ?reason WHERE {
  { <%s> dcterms:isReplacedBy ?successor } UNION { <%s> owl:deprecated true }
  OPTIONAL { <%s> dcterms:description ?reason }
}"""


def standing_thing(release: Release, store: ReadStore, name: str) -> Thing:
    """Return a thing by its id.

    Raises
    ------
    Merged
        The id was given up for another.
    Withdrawn
        The id was withdrawn without another.
    NotFound
        There never was such an id.
    """
    try:
        return thing(release, name)
    except NotFound:
        follow(store, name)
        raise


def addressed_thing(release: Release, store: ReadStore, name: str) -> Thing:
    """Return a thing whose id stands in an address: an id that was joined to it leads to the address of its own.

    Raises as `standing_thing`, and `Merged` for another source's id of the same thing.
    """
    found = standing_thing(release, store, name)
    if found.id != name.strip().lower():
        follow(store, name.strip().lower())
    return found


def follow(store: ReadStore, name: str) -> None:
    """Raise `Merged` or `Withdrawn` where an id has been given up."""
    iri = expand(name)
    if not iri.startswith(BASE) or any(c in iri for c in '<>"{}|^`\\ '):
        return
    found = rows(store, _MOVED % (iri, iri, iri))
    if not found:
        return
    successor, reason = found[0]
    if successor:
        raise Merged(f"{slug(iri)!r} was merged into {slug(successor)!r}; {reason or 'ask for that'}", slug(successor))
    raise Withdrawn(f"{slug(iri)!r} was withdrawn; {reason or 'nothing replaces it'}")
