"""What each page shows, as plain values, and the protocol by which pages ask for it.

A template gets one `Page`: a `Frame` that the router builds from the request (day, release, links), and a
body that `PageData` returns. A body holds text, days and ids, never markup: escaping is the template's work.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from api.pages.timeline import Tick, Timeline
from graph.exploration import Exploration
from graph.views.model import EdgeStatus, NetworkView, Proof
from graph.views.picture import Picture


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere on this host."""

    text: str
    href: str


@dataclass(frozen=True)
class Span:
    """A piece of a sentence; with `href`, a link to the rows that prove it."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class ReleaseNote:
    """The release that answers; `counts` is one short text such as "1,204 relations from 182 sources"."""

    id: str
    licence: str
    counts: str = ""


@dataclass(frozen=True)
class Frame:
    """What every page shows around its body; `path` and `query` are the page's own address without `asOf`."""

    title: str
    day: date
    today: date
    release: ReleaseNote
    path: str
    query: tuple[tuple[str, str], ...] = ()

    def at(self, day: date) -> str:
        """Return the address of this page on another day."""
        return self.having(asOf=day.isoformat())

    def having(self, **changes: str) -> str:
        """Return the address of this page on its day with parts of its query changed; an empty text drops a part."""
        query = {**dict(self.query), "asOf": self.day.isoformat(), **{k.rstrip("_"): v for k, v in changes.items()}}
        return f"{self.path}?{urlencode({k: v for k, v in query.items() if v}, safe=',:~*/')}"

    @property
    def tint(self) -> str:
        """The class of a page that shows another day than today: `past`, `future` or nothing."""
        if self.day == self.today:
            return ""
        return "past" if self.day < self.today else "future"


@dataclass(frozen=True)
class Example:
    """A question on the home page, with its answer on the day and the page that shows it."""

    text: str
    answer: str
    href: str


@dataclass(frozen=True)
class Count:
    """A number of the release, linked to its rows where `href` is given."""

    label: str
    value: int
    href: str = ""


@dataclass(frozen=True)
class HomePage:
    """The first page: what the release holds, and a few questions to start from."""

    counts: tuple[Count, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Fact:
    """One attribute of an entity on the day; `statement` is the id of the relation that says so, if any."""

    label: str
    value: str
    href: str = ""
    statement: str = ""
    since: str = ""
    until: str = ""
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class AgreementRow:
    """An agreement of the entity; `statement` is its participation, and dates are the participation's."""

    id: str
    label: str
    kind: str
    parties: tuple[Link, ...]
    signed: str
    since: str
    until: str
    status: EdgeStatus
    statement: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True)
class RelationRow:
    """Any other relation: `role` is how the entity stands to `other`, `detail` what the relation is about."""

    statement: str
    role: str
    other: Link
    detail: str
    since: str
    until: str
    status: EdgeStatus
    evidence: tuple[Proof, ...]


@dataclass(frozen=True)
class Identifier:
    """An id of the entity in some scheme; `href` leads out (another host) and may be empty."""

    scheme: str
    value: str
    href: str = ""


@dataclass(frozen=True)
class EntityPage:
    """An entity, agreement or relation on a day; `focus` are the ids that its network is drawn around."""

    id: str
    iri: str
    label: str
    label_ja: str
    type: str
    kind: str
    answer: tuple[Span, ...]
    description: str
    facts: tuple[Fact, ...]
    agreements: tuple[AgreementRow, ...]
    relations: tuple[RelationRow, ...]
    evidence: tuple[Proof, ...]
    identifiers: tuple[Identifier, ...]
    formats: tuple[Link, ...]
    focus: tuple[str, ...]

    @property
    def sources(self) -> tuple[Proof, ...]:
        """Every citation of the page once, in the order in which a reader meets it."""
        rows: tuple[Fact | AgreementRow | RelationRow, ...] = (*self.facts, *self.agreements, *self.relations)
        met = (proof for row in rows for proof in row.evidence)
        return tuple(dict.fromkeys((*met, *self.evidence)))

    @property
    def numbers(self) -> dict[Proof, int]:
        """The number that each citation carries on the page."""
        return {proof: number for number, proof in enumerate(self.sources, start=1)}


@dataclass(frozen=True)
class ExplorePage:
    """The network around some things on a day.

    `view` draws an agreement of two parties as one edge, and one of more parties as a node with an edge to
    each party. `asked` is what was asked for, `ticks` are in order, `hidden` the labels of what the reader hid;
    `tries` are links for an empty answer.
    """

    asked: Exploration
    view: NetworkView
    answer: tuple[Span, ...]
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
class DatasetRow:
    """A compiled source (one named graph); `horizon` is the last day it speaks of."""

    id: str
    title: str
    publisher: str
    version: str
    licence: str
    redistribution: str
    horizon: str
    statements: int


@dataclass(frozen=True)
class DocumentRow:
    """A document that statements cite; `kind` is read, canonical page or index; `url` leads out."""

    id: str
    title: str
    publisher: str
    issued: str
    kind: str
    url: str
    statements: int


@dataclass(frozen=True)
class SourcesPage:
    """Every source of the release."""

    datasets: tuple[DatasetRow, ...]
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True)
class ErrorPage:
    """What was asked, why there is no answer, what to try."""

    status: int
    asked: str
    reason: str
    tries: tuple[Link, ...]


Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True)
class Page(Generic[Body_co]):
    """All that a template gets."""

    frame: Frame
    body: Body_co


class PageData(Protocol):
    """Where pages get their bodies; an unknown id raises `NotFound`, a bad value `BadParameter`."""

    def today(self) -> date:
        """Return the current day (the one clock of the application)."""

    def release(self) -> ReleaseNote:
        """Return the release that is served."""

    def home(self, day: date) -> HomePage:
        """Return the first page."""

    def entity(self, name: str, day: date) -> EntityPage:
        """Return the page of an entity, agreement or relation by its id, such as `jpn`."""

    def network(self, asked: Exploration) -> ExplorePage:
        """Return the picture asked for; around nothing, an empty view with `tries`."""

    def sources(self) -> SourcesPage:
        """Return every source of the release."""
