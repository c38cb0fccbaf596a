"""Builds the tables of several sources together, as a release would hold them, without its dumps and its search."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from pyoxigraph import RdfFormat, Store

from graph.parties import Parties, parties_of
from graph.store import vocabulary_quads
from graph.tables import SCHEMAS, Tables
from ingest.cards import read_card
from ingest.compiled import Compiled
from ingest.lines import told
from ingest.meeting.meet import Meeting, meet
from ingest.meeting.merge import merged
from ingest.nquads import ending, quads
from ingest.source import SOURCES, Source, SourceReading
from ingest.tables import write_tables
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint


def compiled(reading: SourceReading, name: str) -> Compiled:
    """Return a reading as the lines of a source."""
    card = read_card(SOURCES / name / "source.toml")
    graph = mint("graph", "source", card.key)
    space = "" if card.bundled else card.key
    lines = list(told(reading.statements, ending(graph), quads(reading.claims, graph, space)))
    return Compiled(card, "", dict(reading.rows), {}, reading.quarantine, lines)


def source(name: str, given: Path | None = None) -> Compiled:
    """Return the lines of a source, read from the folder given."""
    card = read_card(SOURCES / name / "source.toml")
    return compiled(Source(card, SOURCES / name, given).read(), name)


def tables_of(parts: Sequence[Compiled], work: Path) -> Tables:
    """Return the tables of sources brought together."""
    meeting: Meeting = meet(parts, {})
    vocabulary = vocabulary_quads((CORE, *schemes()), mint("graph", "vocabulary"))
    identity = ending(mint("graph", "identity"))
    decided = [line.removesuffix(" .\n") + identity for line in meeting.statements]
    store = Store()
    triples = merged(parts, [vocabulary, decided], meeting.aliases)
    store.bulk_load("".join(triples).encode(), format=RdfFormat.N_TRIPLES)
    store.update(INDEX_RULES.read_text(encoding="utf-8"))
    write_tables(store, work / "tables", {"aliases": [], "candidates": [], "conflicts": []})
    return Tables(**{name: pl.read_parquet(work / "tables" / f"{name}.parquet") for name in SCHEMAS})


def parties_from(sources: Mapping[str, Path | None], work: Path) -> Parties:
    """Return who takes part in what, by several sources together."""
    return parties_of(tables_of([source(name, given) for name, given in sources.items()], work))
