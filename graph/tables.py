"""The tables of a release: their columns, and how they are read."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import polars as pl

from graph.dates import Precision, shown
from graph.errors import ReleaseError
from graph.release import Release
from graph.terms import Dataset, Terms, terms_by_document

_TEXT: Final = pl.String()
_DAY: Final = pl.Date()

SCHEMAS: Final[dict[str, dict[str, pl.DataType]]] = {
    "entities": dict.fromkeys(("slug", "class", "label", "label_ja", "kind", "state", "code"), _TEXT),
    "relations": {
        **dict.fromkeys(("slug", "class", "kind", "layer", "head", "tail", "role", "status"), _TEXT),
        **dict.fromkeys(("from", "until", "maybe_from", "maybe_until", "signed"), _DAY),
        "value": pl.Float64(),
        "start": _DAY,
        "start_precision": _TEXT,
        "basis": _TEXT,
        "end": _DAY,
    },
    "instruments": {
        **dict.fromkeys(("slug", "kind", "form", "bindingness", "status"), _TEXT),
        "signed": _DAY,
        "signed_precision": _TEXT,
        "all_parties": pl.Boolean(),
        "amends": _TEXT,
    },
    "evidence": dict.fromkeys(("slug", "citation", "source", "confidence", "locator"), _TEXT),
    "sources": {
        **dict.fromkeys(("source", "title", "publisher"), _TEXT),
        "issued": _DAY,
        **dict.fromkeys(("precision", "url", "kind"), _TEXT),
    },
    "listings": {**dict.fromkeys(("slug", "kind", "actor"), _TEXT), "day": _DAY, "member": _TEXT},
    "aliases": dict.fromkeys(("alias", "slug", "reason"), _TEXT),
    "redirects": dict.fromkeys(("old", "new", "reason"), _TEXT),
    "candidates": {**dict.fromkeys(("slug", "other", "reason"), _TEXT), "score": pl.Float64()},
    "conflicts": dict.fromkeys(
        (
            *("agreement", "actor", "about", "detail", "source_a", "value_a", "source_b", "value_b"),
            *("statement_a", "statement_b"),
        ),
        _TEXT,
    ),
    "kinds": dict.fromkeys(("kind", "scheme", "broader", "label", "label_ja", "layer"), _TEXT),
    "links": dict.fromkeys(("slug", "property", "object"), _TEXT),
    "obligations": {
        **dict.fromkeys(("slug", "agreement", "party", "says", "duty"), _TEXT),
        **dict.fromkeys(("start", "end", "seen"), _DAY),
    },
    "transfers": {
        **dict.fromkeys(("slug", "weapon", "description"), _TEXT),
        **dict.fromkeys(("ordered", "delivered", "first_delivery", "last_delivery"), pl.Int64()),
        **dict.fromkeys(("volume_each", "volume_ordered", "volume_delivered"), pl.Float64()),
        **dict.fromkeys(("licence_place", "platform"), _TEXT),
        "platforms": pl.Int64(),
        **dict.fromkeys(("platform_origin", "platform_built_in", "production_line", "aid_programme"), _TEXT),
        "local_designation": _TEXT,
    },
    "words": dict.fromkeys(("slug", "property", "text"), _TEXT),
    "spans": {
        **dict.fromkeys(("slug", "class"), _TEXT),
        **dict.fromkeys(("from", "until", "maybe_from", "maybe_until"), _DAY),
    },
    "names": dict.fromkeys(("slug", "property", "text"), _TEXT),
}
"""Every table with its columns. `slug` names an entity or relation; days are half-open, see `graph.dates`."""


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """What a citation shows of its document; `kind` is a label."""

    title: str
    publisher: str
    issued: str
    url: str
    kind: str
    terms: Terms


@dataclass(frozen=True)
class Tables:
    """The tables of one release, in memory."""

    entities: pl.DataFrame
    relations: pl.DataFrame
    instruments: pl.DataFrame
    evidence: pl.DataFrame
    sources: pl.DataFrame
    listings: pl.DataFrame
    aliases: pl.DataFrame
    redirects: pl.DataFrame
    candidates: pl.DataFrame
    conflicts: pl.DataFrame
    kinds: pl.DataFrame
    links: pl.DataFrame
    obligations: pl.DataFrame
    transfers: pl.DataFrame
    words: pl.DataFrame
    spans: pl.DataFrame
    names: pl.DataFrame
    datasets: pl.DataFrame = field(default_factory=pl.DataFrame)
    """The data sets that the release was built from, by what `graph.terms.Dataset` says of each."""

    @cached_property
    def kind_labels(self) -> dict[str, str]:
        """The English label of every concept of the schemes, by its id."""
        return dict(self.kinds.select("kind", "label").iter_rows())

    @cached_property
    def cited_documents(self) -> dict[str, CitedDocument]:
        """Every document by its id, as a citation of it shows it."""
        columns = self.sources.select("source", "title", "publisher", "issued", "precision", "url", "kind")
        told = columns.select("source", "title", pl.col("publisher").fill_null(""))
        terms = terms_by_document(told.iter_rows(), [Dataset(*row) for row in self.datasets.iter_rows()])
        return {
            source: CitedDocument(
                title=title,
                publisher=publisher or "",
                issued=shown(issued, precision or Precision.DAY) if issued else "",
                url=url,
                kind=self.kind_labels.get(kind, kind),
                terms=terms[source],
            )
            for source, title, publisher, issued, precision, url, kind in columns.iter_rows()
        }


def read_tables(release: Release) -> Tables:
    """Return a release's tables, read once a process: releases do not change."""
    return _read(release)


@lru_cache(maxsize=4)
def _read(release: Release) -> Tables:
    read = {name: _table(release.tables / f"{name}.parquet", tuple(schema)) for name, schema in SCHEMAS.items()}
    sources = ((s.title, s.publisher, s.licence, s.citation, s.bundled) for s in release.manifest.sources)
    return Tables(**read, datasets=pl.DataFrame(list(sources), schema=Dataset._fields, orient="row"))


def _table(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    try:
        table = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ReleaseError(f"{path}: the table cannot be read ({error}); run `kaname build` again") from error
    if tuple(table.columns) != columns:
        raise ReleaseError(f"{path}: columns {table.columns}, expected {columns}; run `kaname build` again")
    return table
