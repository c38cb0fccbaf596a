"""What every connector gives the build, and how the build finds the connectors."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from graph.errors import BuildError
from ingest.cards import Card, read_card
from ingest.claims import Claim
from ingest.rows import Fault

SOURCES: Final = Path(__file__).parent / "sources"


@dataclass(frozen=True)
class SourceReading:
    """What a source says, with the rows read from each of its tables and the faults of those that were left out."""

    claims: tuple[Claim, ...]
    rows: Mapping[str, int]
    quarantine: tuple[Fault, ...] = ()


class Connector(Protocol):
    """The module `read` of a source folder."""

    def read(self, files: Path) -> SourceReading:
        """Read the source's files, or raise a `SourceError` that names every fault."""


@dataclass(frozen=True)
class Source:
    """A folder with a card and the connector beside it, and the folder of the files that the connector reads.

    A bundled source keeps its files beside its card; those of an added one lie in the home folder.
    """

    card: Card
    folder: Path
    given: Path | None = field(default=None)

    @property
    def place(self) -> Path:
        """Return the folder of the files."""
        return self.given or self.folder

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that the source consists of, its card among them, in the order of their names."""
        beside = (p for p in self.folder.rglob("*") if p.suffix in (".csv", ".toml") and p.is_file())
        supplied = (p for p in self.given.rglob("*") if p.is_file()) if self.given else ()
        return tuple(sorted({*beside, *supplied}))

    def read(self) -> SourceReading:
        """Read the source through its connector."""
        connector: Connector = importlib.import_module(f"ingest.sources.{self.folder.name}.read")
        return connector.read(self.place)


def find_sources(root: Path = SOURCES) -> tuple[Source, ...]:
    """Return every bundled source below a folder: each folder that holds a card and needs no file of the user."""
    found = tuple(source for source in known_sources(root) if source.card.bundled)
    if not found:
        raise BuildError(f"{root}: no source found; a source is a folder with a source.toml")
    return found


def known_sources(root: Path = SOURCES) -> tuple[Source, ...]:
    """Return every source below a folder, those among them that wait for files of the user."""
    return tuple(Source(read_card(card), card.parent) for card in sorted(root.glob("*/source.toml")))
