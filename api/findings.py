"""The JSON of gaps, chokepoints and coverage."""

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from api.models import FindingOut, Model, Named, Page

F = TypeVar("F", bound=Model)


class Found(Page[F], Generic[F]):
    """A page of findings by one version of a measure."""

    measure: Annotated[str, Field(description="the measure and its version")]
    reading: Annotated[str, Field(description="what counts: in force or signed, and whether what may hold does")]
    basis: Annotated[str, Field(description="judgement where levels, weights or rules of ours decide; else record")]
    notes: Annotated[tuple[str, ...], Field(description="what to know before taking it for a fact")] = ()


class CellOut(Model):
    """One nation's part in one required capability."""

    state: str
    standing: Annotated[str, Field(description="meets, below, none or unknown")]
    level: Annotated[int | None, Field(description="0 to 4; null where nobody is known to have assessed it")]
    statements: list[str]
    possible: Annotated[
        list[str], Field(description="assessments that may speak for the day: their start is not known")
    ]


class RowOut(FindingOut):
    """One required capability with every nation's part."""

    capability: Named
    required: int
    criticality: str
    weight: float
    status: Annotated[str, Field(description="covered, single, partial, uncovered or unknown")]
    best: int | None
    cells: list[CellOut]
    not_assessed: list[str]


class CapabilityGapOut(RowOut):
    """A required capability that fewer than two nations bring."""

    missing: Annotated[float | None, Field(description="weight that the best nation does not meet; null if unknown")]
    at_risk: Annotated[float | None, Field(description="weight that would go with the best nation; null if unknown")]


class ValueOut(Model):
    """What a coalition meets of a scenario, by weight."""

    known: float
    possible: Annotated[float, Field(description="if every level not assessed met what is asked")]
    whole: float


class CapabilityGapsOut(Found[CapabilityGapOut]):
    """The capability gaps of a coalition in a scenario."""

    coalition: list[Named]
    scenario: Named
    value: ValueOut
    covered: int
    required: int
    cells_unknown: int


class CoverageOut(Found[RowOut]):
    """The coverage matrix of a coalition in a scenario, with the rows of an earlier day where one is asked."""

    coalition: list[Named]
    scenario: Named
    value: ValueOut
    against: date | None
    value_against: ValueOut | None
    rows_against: list[RowOut]
    cells_unknown: int


class InteroperabilityGapOut(FindingOut):
    """A pair that jointly carries capabilities without an agreement for an enabling function."""

    pair: list[Named]
    function: str
    lack: str
    weight: float
    share: float
    capabilities: list[Named]


class ActOut(Model):
    """An act that implements a promise."""

    id: str
    label: str
    on: date
    status: str


class PromiseOut(FindingOut):
    """A promise on a day."""

    provision: Named
    instrument: Named
    section: str
    kind: str
    bindingness: str
    standing: Annotated[str, Field(description="open, acted-on, contingent or lapsed")]
    promised: date
    age_days: int
    wait_days: int | None
    acts: list[ActOut]


class RecordOut(Model):
    """What became of the promises of one instrument, or of all."""

    instrument: Named | None
    made: date | None
    open: int
    acted_on: int
    contingent: int
    share: float | None
    median_days: Annotated[int | None, Field(description="Kaplan–Meier; null where more than half still wait")]
    oldest_days: int | None


class CommitmentsOut(Found[PromiseOut]):
    """The promises on a day, and the record of each instrument."""

    all: RecordOut
    records: list[RecordOut]


class ReachOut(FindingOut):
    """How far a firm stands from a state's programmes and primes."""

    firm: Named
    sectors: list[str]
    technologies: list[str]
    dual_use: bool
    serves: list[Named]
    worth: float
    hops: int | None
    path: list[Named]


class EasingOut(Model):
    """What would ease an impediment, and whether it is there."""

    instrument: Named
    holding: str
    since: date | None


class EnvironmentGapOut(FindingOut):
    """An impediment between two states."""

    impediment: Named
    origin: Named
    partner: Named
    kind: str
    holding: str
    since: date | None
    ended: date | None
    listed: Annotated[bool, Field(description="names the partner; else reaches it by its scope")]
    effect: str
    remedy: str
    easings: list[EasingOut]


class FundingGapOut(FindingOut):
    """A capability gap without a programme in the coalition."""

    capability: Named
    status: str
    possible: list[Named]


class LastLinkOut(FindingOut):
    """An agreement that is the last link of pairs in a layer."""

    agreement: Named
    layer: str
    pairs: list[list[Named]]
    joins: int


class PivotalOut(FindingOut):
    """A nation's part in what a coalition brings."""

    state: Named
    shapley: float
    share: float
    lost: Annotated[float, Field(description="by how much the coalition's value would fall without it")]
    alone_meets: list[Named]
    not_assessed: list[str]


class BrokerOut(FindingOut):
    """A party between others."""

    party: Named
    betweenness: float
    rank: int
    rank_interval: tuple[int, int]
    constraint: float | None
    partners: int


class SupplyOut(FindingOut):
    """An item that one state supplies."""

    id: str
    item: str
    kind: str
    suppliers: list[Named]
    grip: Annotated[str, Field(description="sole, dominant, one-on-record or none-left")]
    share: float | None
    share_basis: str
    hhi: tuple[float, float] | None
    figures_of: int | None
    holding: str
    dependents: list[Named]
    alternatives: str


class DeadlineOut(FindingOut):
    """An agreement that ends within a horizon, or has a term on record."""

    agreement: Named
    cause: str
    on: date | None
    parties: list[Named]
    replaced: list[Named]
