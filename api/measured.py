"""The JSON of what-ifs, recommendations, backtests, evolution and snapshots."""

from datetime import date
from typing import Annotated

from pydantic import Field

from api.findings import ValueOut
from api.models import Answered, FindingOut, Model, Named, Page


class DifferenceOut(Model):
    """One measure before and after."""

    measure: str
    before: int
    after: int
    closed: list[FindingOut]
    opened: list[FindingOut]
    changed: list[FindingOut]


class WhatIfOut(Answered):
    """What an overlay would change; `link` asks the same again."""

    measure: str
    reading: Annotated[str, Field(description="what counts: in force or signed, and whether what may hold does")]
    basis: str
    notes: Annotated[tuple[str, ...], Field(description="what to know before taking it for a fact")] = ()
    overlay: Annotated[str, Field(description="the changes, as they stand in a link")]
    link: str
    coalition: list[Named]
    scenario: str | None
    value_before: ValueOut
    value_after: ValueOut
    differences: list[DifferenceOut]
    idle: Annotated[bool, Field(description="no measure sees any change")]


class RecommendationOut(FindingOut):
    """An action with what it would change."""

    action: Annotated[str, Field(description="the change, as a what-if takes it")]
    score: float
    before: dict[str, float]
    after: dict[str, float]
    differences: list[DifferenceOut]
    what_if: Annotated[str, Field(description="link to the what-if of this action")]


class RecommendationsOut(Page[RecommendationOut]):
    """Actions that lighten the gaps, those that lighten most first, by the weights given."""

    measure: str
    reading: Annotated[str, Field(description="what counts: in force or signed, and whether what may hold does")]
    basis: str
    notes: Annotated[tuple[str, ...], Field(description="what to know before taking it for a fact")] = ()
    objective: Annotated[dict[str, float], Field(description="the weight of each kind of gap: judgements, a setting")]


class EstimateOut(Model):
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float


class MethodOut(Model):
    """A way of ranking, over all years."""

    name: str
    auc: EstimateOut
    precision: EstimateOut


class YearOut(Model):
    """One year of the backtest."""

    year: int
    candidates: int
    came: int
    auc: dict[str, float]
    precision: dict[str, float]


class BacktestOut(Answered):
    """Whether the gap ranking foresaw which agreements came, beside four baselines."""

    measure: str
    window_years: int
    best_baseline: str
    leads: Annotated[dict[str, EstimateOut], Field(description="of area, against the best baseline")]
    sharpest_baseline: str
    precision_leads: Annotated[dict[str, EstimateOut], Field(description="of precision, against the sharpest baseline")]
    methods: list[MethodOut]
    years: list[YearOut]


class EvolutionOut(Answered):
    """A measure over a range of days."""

    measure: str
    reading: Annotated[str, Field(description="what counts: in force or signed, and whether what may hold does")]
    unit: str
    notes: Annotated[tuple[str, ...], Field(description="what to know before taking it for a fact")] = ()
    days: list[date]
    series: dict[str, list[float]]
