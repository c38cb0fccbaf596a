"""Which ids of the sources were joined to others as the same agreement or firm, and on what ground."""

from dataclasses import dataclass

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
    known = catalogue(release)
    rows = read_tables(release).aliases.select("slug", "alias", "reason").iter_rows()
    return sorted(Joined(slug, alias, known[slug].label if slug in known else "", why) for slug, alias, why in rows)
