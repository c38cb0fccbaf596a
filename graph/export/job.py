"""One export: of which release, as of when, which relations."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from graph.held import Wanted, held, ids
from graph.release import Release
from graph.store import open_release_store, subjects_in
from graph.tables import Tables, read_tables
from ontology.iris import mint, slug


@dataclass(frozen=True)
class Job:
    """What is exported; `sources` names the compiled sources whose statements may go out, None lets all."""

    release: Release
    wanted: Wanted
    sources: frozenset[str] | None = None

    @property
    def tables(self) -> Tables:
        """Return the release's tables."""
        return read_tables(self.release)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Return the rows of the relations, one for each pair of ends."""
        only = None if self.sources is None else self.stated
        return held(self.tables, replace(self.wanted, only=only))

    @cached_property
    def stated(self) -> frozenset[str]:
        """Return the ids of all that the sources state that may go out."""
        keys = self.sources if self.sources is not None else {s.key for s in self.release.manifest.sources}
        return _of(self.release, frozenset(keys))

    @property
    def relations(self) -> tuple[str, ...]:
        """Return the ids of the relations."""
        return ids(self.rows)


def _of(release: Release, sources: frozenset[str]) -> frozenset[str]:
    """Return the ids of what some sources state."""
    store = open_release_store(release.store)
    graphs = [mint("graph", "source", key) for key in sorted(sources)]
    return frozenset(slug(iri) for iri in subjects_in(store, graphs))
