"""The Japanese names of a release by their English ones: things, kinds, roles, whatever has a label in both."""

from collections.abc import Mapping
from functools import lru_cache

from graph.release import Release
from graph.tables import read_tables


@lru_cache(maxsize=4)
def japanese_names(release: Release) -> Mapping[str, str]:
    """Return the Japanese label of everything that has one, by its English label; an entity's goes before a kind's."""
    tables = read_tables(release)
    found: dict[str, str] = {}
    for table in (tables.kinds, tables.entities):
        rows = table.select("label", "label_ja").drop_nulls().iter_rows()
        found.update((english, japanese) for english, japanese in rows if japanese)
    return found
