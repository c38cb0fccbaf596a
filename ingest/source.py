"""What every connector gives the build, and how the build finds the connectors."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from graph.errors import BuildError
from ingest.cards import Card, read_card
from ingest.claims import Claim
from ingest.collector import uncollected
from ingest.rows import Fault

SOURCES: Final = Path(__file__).parent / "sources"
LEFT_OUT: Final = "left out"
"""In the name of a count of rows: so many of those read were left out on purpose."""


@dataclass(frozen=True)
class SourceReading:
    """What a source says, with the rows read from each of its tables and the faults of those that were left out."""

    claims: tuple[Claim, ...]
    rows: Mapping[str, int]
    """Rows read of each file; a name with `left out` in it counts those of them that were left out on purpose."""
    quarantine: tuple[Fault, ...] = ()
    statements: tuple[str, ...] = ()
    """N-Triples without the final stop, from connectors that write many rows at once or are given RDF."""
    notes: tuple[str, ...] = ()
    """What is odd but was taken as it is."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What else the card expects to be found so many times."""
    card: Card | None = None
    """The card of these files, where they say themselves of which edition or day they are."""


def rows_read(rows: Mapping[str, int]) -> int:
    """Return how many rows were read, those that were left out among them."""
    return sum(count for name, count in rows.items() if LEFT_OUT not in name)


def left_out(rows: Mapping[str, int]) -> str:
    """Return in words what was left out on purpose, or nothing."""
    return "; ".join(f"{name} {count:,}" for name, count in rows.items() if LEFT_OUT in name and count)


class Connector(Protocol):
    """The module `read` of a source folder."""

    def read(self, files: Path, card: Card, /) -> SourceReading:
        """Read the files of the source under its card, or raise a `SourceError` that names every fault."""


@dataclass(frozen=True)
class Source:
    """A folder with a card, the module that reads it, and the folder of the files that this module is given.

    A bundled source keeps its files beside its card; those of an added one lie in the home folder.
    """

    card: Card
    folder: Path
    given: Path | None = None
    connector: str = ""

    @property
    def place(self) -> Path:
        """Return the folder of the files."""
        return self.given or self.folder

    @property
    def files(self) -> dict[str, Path]:
        """Return the files that the source consists of by name, its card and mapping among them."""
        beside = {p.relative_to(self.folder): p for p in self.folder.glob("*") if p.suffix in (".csv", ".toml")}
        given = {p.relative_to(self.given): p for p in self.given.rglob("*")} if self.given else {}
        return {str(name): path for name, path in sorted({**beside, **given}.items()) if path.is_file()}

    @property
    def module(self) -> str:
        """Return the name of the module that reads the source."""
        return self.connector or f"ingest.sources.{self.folder.name}.read"

    def read(self) -> SourceReading:
        """Read the source through its connector."""
        connector: Connector = importlib.import_module(self.module)
        with uncollected():
            return connector.read(self.place, self.card)


def find_sources(root: Path = SOURCES) -> tuple[Source, ...]:
    """Return every bundled source below a folder: each folder that holds a card and needs no file of the user."""
    found = tuple(source for source in known_sources(root) if source.card.bundled)
    if not found:
        raise BuildError(f"{root}: no source found; a source is a folder with a source.toml")
    return found


def known_sources(root: Path = SOURCES) -> tuple[Source, ...]:
    """Return every source below a folder, those among them that wait for files of the user."""
    return tuple(Source(read_card(card), card.parent) for card in sorted(root.glob("*/source.toml")))
