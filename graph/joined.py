"""Which ids of the sources were joined to others as the same agreement or firm, and on what ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.release import Release
from graph.tables import read_tables
from graph.things import catalogue


@dataclass(frozen=True, order=True)
class Joined:
    """An id that another stands for, the name of what it stands for, and the reason."""

    stands: str
    alias: str
    name: str
    reason: str


def joined(release: Release) -> list[Joined]:
    """Return every id that was joined to another, in the order of what they were joined to."""
    return [one for found in joined_to(release).values() for one in found]


@lru_cache(maxsize=4)
def joined_to(release: Release) -> Mapping[str, tuple[Joined, ...]]:
    """Return the ids that were joined, by what stands for them; each page of a thing asks."""
    known = catalogue(release)
    rows = read_tables(release).aliases.select("slug", "alias", "reason").iter_rows()
    found: dict[str, tuple[Joined, ...]] = {}
    for one in sorted(
        Joined(slug, alias, known[slug].label if slug in known else "", why) for slug, alias, why in rows
    ):
        found[one.stands] = (*found.get(one.stands, ()), one)
    return found
