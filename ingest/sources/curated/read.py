"""The connector of the curated source: tables in, claims out, or every fault at once."""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import SourceError
from ingest.cards import Card
from ingest.claims import Claim
from ingest.references import Reading, check_references
from ingest.rows import Row, read_table
from ingest.source import SourceReading
from ingest.sources.curated.industry import ProgrammeRow
from ingest.sources.curated.tables import TABLES
from ontology.vocabulary import in_scheme


def read(files: Path, card: Card) -> SourceReading:
    """Read all tables, check them against each other, and return their claims.

    Raises
    ------
    SourceError
        Any row is at fault; the message has one line a fault, with file, line, column, value and next step.
    """
    readings = [(table, read_table(files / table.file, table.model, _shown(files / table.file))) for table in TABLES]
    faults = [fault for _, reading in readings for fault in reading.faults]
    faults.extend(check_references(readings, in_scheme))
    if faults:
        raise SourceError(card.key, [str(fault) for fault in sorted(faults)])
    rows = {table.file: len(reading.rows) for table, reading in readings}
    return SourceReading(tuple(_claims(readings)), rows)


def _claims(readings: list[Reading]) -> Iterator[Claim]:
    for _, reading in readings:
        for located in reading.rows:
            row: Row = located.row
            yield row.claim()
            if isinstance(row, ProgrammeRow) and (funding := row.funding_claim()):
                yield funding


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
