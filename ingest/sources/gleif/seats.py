"""In which state an entity sits."""

from functools import cache

from graph.dates import OPEN
from ingest.identity.codes import meanings


def seat_of(jurisdiction: str) -> str | None:
    """Return the state by the first part of a jurisdiction, `US-DE`; nothing where no state has the code now."""
    return _state(jurisdiction[:2])


@cache
def _state(code: str) -> str | None:
    return next((meaning.actor for meaning in meanings("iso2").get(code, ()) if meaning.end == OPEN), None)
