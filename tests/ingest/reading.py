"""Reads files as a source of this program under its own card, or by the mapping beside them."""

from collections.abc import Callable
from pathlib import Path

from ingest.cards import read_card
from ingest.mapping.model import read_mapping
from ingest.mapping.read import read
from ingest.source import SOURCES, Source, SourceReading


def reader(folder: str) -> Callable[[Path], SourceReading]:
    """Return what reads a folder of files as the source in a folder of `ingest/sources`."""
    card = read_card(SOURCES / folder / "source.toml")
    return lambda files: Source(card, SOURCES / folder, files).read()


def by_mapping(files: Path) -> SourceReading:
    """Read a folder of tables by the mapping beside it."""
    return read(files, read_mapping(files.parent / "mapping.toml").source)
