"""What every connector gives the build, and how the build finds the connectors."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from graph.errors import BuildError
from ingest.cards import Card, read_card
from ingest.claims import Claim
from ingest.rows import Fault

SOURCES: Final = Path(__file__).parent / "sources"


@dataclass(frozen=True)
class SourceReading:
    """What a source says, with the rows read from each of its tables."""

    claims: tuple[Claim, ...]
    rows: Mapping[str, int]
    quarantine: tuple[Fault, ...] = ()
    statements: tuple[str, ...] = ()
    """N-Triples without the final stop, from connectors that write many rows at once or are given RDF."""


class Connector(Protocol):
    """The module `read` of a source folder."""

    def read(self, files: Path) -> SourceReading:
        """Read the source's files, or raise a `SourceError` that names every fault."""


@dataclass(frozen=True)
class Source:
    """A folder with a card, the connector beside it, and the folder of the files that the connector is given.

    A bundled source keeps its files beside its card; those of an added one lie elsewhere.
    """

    card: Card
    folder: Path
    given: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that the source consists of, in the order of their names."""
        return tuple(sorted(p for p in self.folder.rglob("*") if p.suffix in (".csv", ".toml") and p.is_file()))

    def read(self) -> SourceReading:
        """Read the source through its connector."""
        connector: Connector = importlib.import_module(f"ingest.sources.{self.folder.name}.read")
        return connector.read(self.given or self.folder)


def find_sources(root: Path = SOURCES) -> tuple[Source, ...]:
    """Return every source below a folder: each folder that holds a card."""
    cards = ((read_card(card), card.parent) for card in sorted(root.glob("*/source.toml")))
    found = tuple(Source(card, folder) for card, folder in cards if card.bundled)
    if not found:
        raise BuildError(f"{root}: no source found; a source is a folder with a source.toml")
    return found
