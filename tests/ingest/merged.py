"""Builds the tables of several sources together, as a release would hold them, without its dumps and its search."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from ingest.reconcile import Part, Reconciled, reconcile
from pyoxigraph import RdfFormat, Store

from graph.parties import Parties, parties_of
from graph.store import vocabulary_quads
from graph.tables import SCHEMAS, Tables
from ingest.cards import read_card
from ingest.nquads import quads, triples_of
from ingest.source import SOURCES, Source
from ingest.tables import write_tables
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint


def part_of(name: str, given: Path | None = None) -> Part:
    """Return the lines of a source, read from the folder given."""
    card = read_card(SOURCES / name / "source.toml")
    reading = Source(card, SOURCES / name, given).read()
    graph = mint("graph", "source", card.key)
    lines = {*quads(reading.claims, graph), *(f"{line} <{graph}> .\n" for line in reading.statements)}
    return Part(card.key, card.rank, sorted(lines))


def tables_of(agreed: Reconciled, work: Path) -> Tables:
    """Return the tables of reconciled sources."""
    vocabulary = triples_of(vocabulary_quads((CORE, *schemes()), mint("graph", "vocabulary")))
    store = Store()
    lines = "".join([*vocabulary, *(f"{triple} .\n" for triple in agreed.triples)])
    store.bulk_load(lines.encode(), format=RdfFormat.N_TRIPLES)
    store.update(INDEX_RULES.read_text(encoding="utf-8"))
    write_tables(store, work / "tables")
    return Tables(**{name: pl.read_parquet(work / "tables" / f"{name}.parquet") for name in SCHEMAS})


def parties_from(sources: Mapping[str, Path | None], work: Path) -> Parties:
    """Return who takes part in what, by several sources together."""
    return parties_of(tables_of(reconcile([part_of(name, given) for name, given in sources.items()], {}), work))
