"""What the pages of networks show: one to be explored, and a whole snapshot."""

from dataclasses import dataclass
from datetime import date

from api.pages.board import Link
from api.pages.timeline import Tick, Timeline
from graph.exploration import Exploration
from graph.views.language import Say
from graph.views.model import NetworkView
from graph.views.picture import Picture


@dataclass(frozen=True)
class ExplorePage:
    """The network around some things on a day.

    `view` draws an agreement of two parties as one edge, and one of more parties as a node with an edge to
    each party. `asked` is what was asked for, `ticks` are in order, `hidden` the labels of what the reader hid;
    `tries` are links for an empty answer.
    """

    asked: Exploration
    view: NetworkView
    answer: tuple[Say, ...]
    ticks: tuple[Tick, ...]
    hidden: tuple[Link, ...] = ()
    tries: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Chip:
    """One thing that a network is drawn around, with the address of the picture without it."""

    id: str
    label: str
    drop: str


@dataclass(frozen=True)
class DrawnPage:
    """An explore page with its drawing and its days laid out; `add` is the address that one more id completes."""

    explore: ExplorePage
    picture: Picture
    timeline: Timeline
    chips: tuple[Chip, ...]
    add: str


@dataclass(frozen=True)
class WholeAsk:
    """What a large picture is asked for; `grouped` None leaves it to the number of things."""

    day: date
    layers: tuple[str, ...] = ()
    grouped: bool | None = None
    opened: tuple[str, ...] = ()


@dataclass(frozen=True)
class WholePage:
    """What stands around a large picture; `busiest` are id, label, kind and relations of its busiest things."""

    ask: WholeAsk
    answer: tuple[Say, ...]
    unknown: int
    grouped: bool
    busiest: tuple[tuple[str, str, str, int], ...]
