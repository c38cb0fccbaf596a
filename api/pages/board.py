"""Boards: pages of findings as a heat map and tables, each row with its sources."""

from dataclasses import dataclass, field
from datetime import date

from api.pages.timeline import Tick, Timeline
from graph.views.language import Name, Say
from graph.views.model import Proof


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere on this host."""

    text: str
    href: str


@dataclass(frozen=True)
class BoardAsk:
    """What a board is asked for; `expects` narrows missing agreements to a kind, `changes` is an overlay as text."""

    states: tuple[str, ...]
    scenario: str
    day: date
    other_day: date | None = None
    layer: str = "information"
    expects: str = ""
    changes: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a name or a sentence, a link, a tone (a class), and a bar of a share from 0 to 1."""

    text: str | Say
    href: str = ""
    tone: str = ""
    bar: float | None = None


@dataclass(frozen=True)
class TableRow:
    """A finding: its cells, and the numbers of the sources that bear it out; `more` counts sources left out."""

    cells: tuple[Cell, ...]
    refs: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Section:
    """A table of a board; `total` is the number of findings, of which the first are shown."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    empty: str
    note: tuple[Say, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class MatrixCell:
    """One nation's level of one capability; `before` is its level on the other day, where it was another."""

    level: str
    standing: str
    before: str = ""
    href: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """A required capability: the level asked for, how critical it is, its cells, and what these come to."""

    name: Name
    required: int
    criticality: str
    cells: tuple[MatrixCell, ...]
    status: str
    before: str
    refs: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    """The coverage matrix as a heat map: capabilities down, nations across."""

    nations: tuple[Name, ...]
    rows: tuple[MatrixRow, ...]
    other_day: date | None


@dataclass(frozen=True)
class Field:
    """A field of a board's form; with `options` (value and label) a choice."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    kind: str = "text"


@dataclass(frozen=True)
class Board:
    """All that a board shows."""

    kicker: str
    title: Say
    answer: tuple[Say, ...]
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    chips: tuple[tuple[Say, str], ...] = ()
    ticks: tuple[Tick, ...] = ()
    timeline: Timeline | None = None
    matrix: Matrix | None = None
    sections: tuple[Section, ...] = ()
    sources: tuple[Proof, ...] = ()
    compose: tuple[Field, ...] = field(default_factory=tuple)
