"""Reads the tables of links and words: what things say of each other, and what is said of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from graph.tables import Tables


@dataclass(frozen=True)
class Links:
    """The objects of each thing by property, in order of their ids."""

    by_thing: Mapping[tuple[str, str], tuple[str, ...]]

    @classmethod
    def of(cls, tables: Tables) -> "Links":
        """Gather the links of tables."""
        gathered: dict[tuple[str, str], list[str]] = {}
        for slug, property_, target in tables.links.sort("slug", "property", "object").iter_rows():
            gathered.setdefault((slug, property_), []).append(target)
        return cls({key: tuple(found) for key, found in gathered.items()})

    def objects(self, slug: str, property_: str) -> tuple[str, ...]:
        """Return what a thing is linked to by a property."""
        return self.by_thing.get((slug, property_), ())

    def one(self, slug: str, property_: str) -> str:
        """Return the only or first object, or nothing."""
        return next(iter(self.objects(slug, property_)), "")


def texts(tables: Tables, property_: str) -> dict[str, str]:
    """Return what is said of each thing under a property; several texts in order, joined by a semicolon."""
    return {slug: "; ".join(found) for slug, found in lists(tables, property_).items()}


def lists(tables: Tables, property_: str) -> dict[str, tuple[str, ...]]:
    """Return all that is said of each thing under a property."""
    gathered: dict[str, list[str]] = {}
    wanted = tables.words.filter(pl.col("property") == property_).sort("slug", "text")
    for slug, text in wanted.select("slug", "text").iter_rows():
        gathered.setdefault(slug, []).append(text)
    return {slug: tuple(found) for slug, found in gathered.items()}
