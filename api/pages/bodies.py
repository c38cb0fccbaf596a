"""What the standing pages show, as plain values: entity, explore, sources, error."""

from dataclasses import dataclass

from api.pages.board import Link, Section
from api.pages.timeline import Tick, Timeline
from graph.views.language import Say
from graph.views.model import EdgeStatus, Proof


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
class Bar:
    """One spell on a line of time; `start` and `end` lie between 0 and 100."""

    label: str
    href: str
    start: float
    end: float
    layer: str
    told: str


@dataclass(frozen=True)
class Life:
    """The spells of an entity, laid out over its whole record; `total` counts those that are not drawn too."""

    bars: tuple[Bar, ...]
    decades: tuple[tuple[float, int], ...]
    here: float
    total: int


@dataclass(frozen=True)
class EntityPage:
    """An entity, agreement or relation on a day; `focus` are the ids that its network is drawn around."""

    id: str
    iri: str
    label: str
    label_ja: str
    type: str
    kind: str
    answer: tuple[Say, ...]
    description: str
    facts: tuple[Fact, ...]
    agreements: tuple[AgreementRow, ...]
    relations: tuple[RelationRow, ...]
    evidence: tuple[Proof, ...]
    identifiers: tuple[Identifier, ...]
    formats: tuple[Link, ...]
    focus: tuple[str, ...]
    life: Life | None = None
    sections: tuple[Section, ...] = ()
    ticks: tuple[Tick, ...] = ()
    timeline: Timeline | None = None

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
class DatasetRow:
    """A compiled source (one named graph); `horizon` is the last day it speaks of."""

    id: str
    title: str
    publisher: str
    version: str
    edition: str
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
    conflicts: Section | None = None


@dataclass(frozen=True)
class ErrorPage:
    """What was asked, why there is no answer, what to try."""

    status: int
    asked: str
    reason: str
    tries: tuple[Link, ...]
