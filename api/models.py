"""The JSON that the look-ups answer: every answer names its day, its release and how far the sources looked."""

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from graph.evidence import Evidence
from graph.fragility import Fragility
from graph.things import Standing, Thing
from graph.views.model import Proof

T = TypeVar("T")


class Model(BaseModel):
    """Names are written in camel case."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)


class Problem(BaseModel):
    """An error after RFC 9457, with the next step."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Answered(Model):
    """What every answer carries."""

    as_of: Annotated[date, Field(description="the day that the answer speaks of")]
    release: Annotated[str, Field(description="the release that it was read from")]
    observed_until: Annotated[date, Field(description="last day on which the sources' compilers looked")]


class Page(Answered, Generic[T]):
    """A page of items; `total` counts all, `unknown` those that may belong here but are not known to."""

    total: int
    unknown: int = 0
    items: list[T]


class Cited(Model):
    """A citation of a statement."""

    citation: str
    source: str
    title: str
    publisher: str
    issued: str
    url: str
    locator: str
    confidence: Annotated[str, Field(description="A: seen in the source; B: widely documented, source not opened")]
    source_kind: str
    licence: Annotated[str, Field(description="of the data set that tells it; blank where none is known")]
    cite_as: Annotated[str, Field(description="the citation that the data set asks for, if any")]

    @classmethod
    def of(cls, proof: Proof) -> "Cited":
        """Return a citation as JSON."""
        return cls.model_validate(proof, from_attributes=True)


class Statement(Model):
    """A statement and the citations that bear it out."""

    statement: str
    citations: list[Cited]

    @classmethod
    def all_of(cls, evidence: Evidence, cited: dict[str, tuple[Proof, ...]]) -> list["Statement"]:
        """Return the statements of a finding with their citations."""
        return [cls(statement=s, citations=[Cited.of(p) for p in cited.get(s, ())]) for s in evidence.statements]


class Named(Model):
    """A thing by id and label."""

    id: str
    type: str
    label: str
    label_ja: str | None = None

    @classmethod
    def of(cls, thing: Thing) -> "Named":
        """Return a thing as JSON."""
        return cls(id=thing.id, type=thing.type, label=thing.label, label_ja=thing.label_ja)


class FragilityOut(Model):
    """How a finding fares when its sources are left out one at a time."""

    runs: int
    stays: int
    share: float | None
    breaks_without: list[str]
    stays_on_read_sources: Annotated[bool, Field(description="stays when all that nobody opened is left out")]

    @classmethod
    def of(cls, found: Fragility) -> "FragilityOut":
        """Return a fragility as JSON."""
        return cls(
            runs=found.runs,
            stays=found.stays,
            share=found.share,
            breaks_without=list(found.breaking),
            stays_on_read_sources=found.stays_on_read,
        )


class FindingOut(Model):
    """What every finding carries."""

    key: Annotated[str, Field(description="tells the finding apart on other days and under other evidence")]
    evidence: list[Statement]
    fragility: FragilityOut | None = None


class FactOut(Model):
    """A direct fact of a thing."""

    property: str
    label: str
    value: str
    value_label: str


class RelationOut(Model):
    """A relation on a day, seen from one of its ends."""

    id: str
    type: str
    kind: str | None
    layer: str | None
    role: str | None
    direction: Literal["out", "in"]
    other: Named
    holding: Annotated[str, Field(description="holds, not, or unknown")]
    status: str | None
    signed: str
    since: str
    until: str
    start_basis: str | None
    value: float | None
    evidence: list[Cited]

    @classmethod
    def of(cls, standing: Standing, near: str, other: Thing, proofs: tuple[Proof, ...]) -> "RelationOut":
        """Return a relation as seen from `near`."""
        return cls(
            id=standing.id,
            type=standing.type,
            kind=standing.kind,
            layer=standing.layer,
            role=standing.role,
            direction="out" if standing.head == near else "in",
            other=Named.of(other),
            holding=standing.holding.value,
            status=standing.status,
            signed=standing.signed,
            since=standing.since,
            until=standing.until,
            start_basis=standing.basis,
            value=standing.value,
            evidence=[Cited.of(p) for p in proofs],
        )


class EntityOut(Answered):
    """A thing on a day."""

    id: str
    iri: str
    type: str
    label: str
    label_ja: str | None
    kind: str | None
    facts: list[FactOut]
    total: Annotated[int, Field(description="relations that are shown or would be on other pages")]
    relations: list[RelationOut]
    unknown: int
    evidence: list[Cited]


class HitOut(Model):
    """A thing found by name."""

    id: str
    type: str
    label: str
    label_ja: str | None
    state: str | None
    kind: str | None
    score: Annotated[float, Field(description="from 0 to 1")]
    why: Annotated[str, Field(description="what matched, and how a misspelt word was read")]
    matched: Annotated[str, Field(description="the name that matched, as it is compared")]


class PartyOut(Named):
    """A party of an agreement on a day."""

    holding: str
    statement: str


class AgreementOut(Model):
    """An agreement on a day, with those who are or may be bound by it."""

    id: str
    label: str
    label_ja: str | None
    kind: str | None
    kind_label: str | None
    layer: str | None
    status: str
    legal_form: str
    signed: str
    since: str
    holding: str
    all_parties_listed: bool | None
    parties: list[PartyOut]
    evidence: list[Cited]


class ListingOut(Model):
    """A source's full list of an actor's agreements of a kind on one day."""

    id: str
    kind: str
    actor: str
    day: date
    members: int


class ClosingOut(Model):
    """What later closed a gap."""

    on: date
    agreement: Named


class AgreementGapOut(FindingOut):
    """A pair that lacks an expected agreement on a day."""

    pair: list[Named]
    rule: str
    premise: str
    expects: str
    because: str
    basis: Annotated[str, Field(description="judgement: the expectation is ours")]
    lack: Annotated[str, Field(description="absent, not-found or unknown")]
    missing_since: date | None
    premise_agreements: list[Named]
    closed: ClosingOut | None
    list_complete: Annotated[ListingOut | None, Field(description="last full list up to the day that lacks the pair")]
    list_again: Annotated[ListingOut | None, Field(description="first full list after the day that lacks it still")]


class GapsOut(Page[AgreementGapOut]):
    """The agreement gaps on a day, by the rules of one version of the rule book."""

    measure: str
    reading: Annotated[str, Field(description="what counts: in force or signed, and whether what may hold does")]
    rules: str
    notes: Annotated[tuple[str, ...], Field(description="what to know before taking it for a fact")] = ()


class ChokepointOut(FindingOut):
    """A party, bond or set of parties whose loss splits a layer."""

    cut: str
    members: list[Named]
    severed: Annotated[int, Field(description="parties that lose their path to the largest piece")]
    remaining: Annotated[int, Field(description="parties in the largest piece")]
    parts: Annotated[list[list[Named]], Field(description="the other pieces, largest first")]
    paths: list[list[str]]
    agreements: list[Named]


class ChokepointsOut(Page[ChokepointOut]):
    """The structural chokepoints of a layer on a day."""

    measure: str
    reading: Annotated[str, Field(description="what counts: in force or signed, and whether what may hold does")]
    layer: str
    notes: Annotated[tuple[str, ...], Field(description="what to know before taking it for a fact")] = ()
    parties: int
    bonds: int


class PairKindOut(Model):
    """One kind of agreement between two states on a day."""

    kind: str
    label: str
    holding: Annotated[str, Field(description="holds, not-found or unknown")]
    since: date | None
    agreements: list[Named]
    statements: list[str]


class PairOut(Answered):
    """All that joins two states on a day, kind by kind, and what the rules say is missing."""

    a: Named
    b: Named
    kinds: list[PairKindOut]
    gaps: list[AgreementGapOut]
    unknown: int


class DocumentOut(Model):
    """A document that statements cite."""

    id: str
    title: str
    publisher: str
    issued: str
    url: str
    kind: str
    citations: int


class DatasetOut(Model):
    """A compiled source of the release."""

    key: str
    title: str
    publisher: str
    version: str
    edition: Annotated[str, Field(description="the edition that was read, where it is named")] = ""
    licence: str
    licence_url: str
    redistributable: bool
    citation: str
    horizon: date
    maintained: bool
    rows: dict[str, int]
    statements: int


class SourcesOut(Page[DocumentOut]):
    """The compiled sources, and a page of the documents that they cite."""

    datasets: list[DatasetOut]


class Health(BaseModel):
    """The service answers."""

    status: Literal["ok"] = "ok"
    release: str


class ReadyOut(BaseModel):
    """The release is whole and queries are answered from it."""

    status: Literal["ready"] = "ready"
    release: str
    workers: int
    idle: int


class LimitsOut(Model):
    """What one query, all queries together, and one client may take; times in seconds."""

    query_bytes: Annotated[int, Field(description="bytes of a query in UTF-8")]
    depth: Annotated[int, Field(description="brackets open at once")]
    operators: Annotated[int, Field(description="operators, path modifiers and pattern keywords")]
    tokens: Annotated[int, Field(description="tokens without comments and blanks")]
    triples: Annotated[int, Field(description="triple patterns")]
    timeout: Annotated[float, Field(description="longest run of a query [s]")]
    rows: Annotated[int, Field(description="rows or triples of an answer")]
    answer_bytes: Annotated[int, Field(description="bytes of an answer")]
    workers: Annotated[int, Field(description="queries that run at once")]
    queue: Annotated[int, Field(description="queries that wait at once; beyond it 503")]
    wait: Annotated[float, Field(description="longest wait for a worker, then 503 [s]")]
    memory_mb: Annotated[int, Field(description="memory of a query [MB]")]
    heavy_places: Annotated[int, Field(description="analyses, exports and pages computed at once")]
    heavy_queue: Annotated[int, Field(description="analyses, exports and pages that wait at once; beyond it 503")]
    client_parallel: Annotated[int, Field(description="queries and analyses of one client at once; beyond it 429")]
    client_seconds: Annotated[
        float, Field(description="time of queries and analyses of one client in a minute; beyond it 429 [s]")
    ]
