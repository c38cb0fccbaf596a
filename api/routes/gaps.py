"""Gaps."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, AskOfLevels, Part
from api.findings import (
    CapabilityGapOut,
    CapabilityGapsOut,
    EasingOut,
    EnvironmentGapOut,
    Found,
    FundingGapOut,
    InteroperabilityGapOut,
)
from api.models import AgreementGapOut, ClosingOut, GapsOut, ListingOut
from api.routes.coverage import cells_unknown, row_cells, value_out
from api.scenes import Coalition, Fragile, InScene, Teller, split
from graph.caveats import caveats
from graph.coverage.value import coalition_value
from graph.dates import Holding
from graph.gaps import capability as capability_measure
from graph.gaps import environment as environment_measure
from graph.gaps import funding as funding_measure
from graph.gaps import interoperability as interoperability_measure
from graph.gaps.agreement import VERSION, AgreementGap, Lack, Listing
from graph.gaps.ask import ask_agreement_gaps, expected_by, rules
from graph.gaps.rules import rule_book
from graph.measures import MEASURES, matrix, pairs_without, standing_impediments
from graph.scene import Scene
from graph.scene import states as states_of
from graph.world.reading import world_by

router = APIRouter(prefix="/gaps", tags=["gaps"])

States = Annotated[str | None, Query(description="one state: its pairs; several, by commas: the pairs among them")]


@router.get("/agreement")
def agreement(
    ask: Ask,
    part: Part,
    states: States = None,
    expects: Annotated[str | None, Query(description="kind expected", examples=["rdp-mou"])] = None,
    premise: Annotated[str | None, Query(description="kind that raises the expectation")] = None,
    fragility: Fragile = False,
) -> GapsOut:
    """Return the pairs that stand in a rule's premise and lack the agreement that it expects."""
    chosen, names = rules(expects, premise), split(states)
    found = ask_agreement_gaps(ask.release, ask.day, names, chosen, ask.reading)
    certain = ask_agreement_gaps(ask.release, ask.day, names, chosen, ask.reading.certain)
    tell = Teller(ask.release, part.of(found)).weigh(
        expected_by(chosen), Scene((), "", ask.day), ask.reading, told=fragility
    )
    return GapsOut(
        **ask.measured,
        total=len(found),
        unknown=sum(gap.lack is Lack.UNKNOWN for gap in certain),
        items=gaps_out(tell, part.of(found)),
        measure=f"gaps/agreement {VERSION}",
        rules=rule_book().version,
    )


def gaps_out(tell: Teller, gaps: Sequence[AgreementGap]) -> list[AgreementGapOut]:
    """Return gaps as JSON, each statement with its citations."""
    return [_gap_out(tell, gap) for gap in gaps]


def _gap_out(tell: Teller, gap: AgreementGap) -> AgreementGapOut:
    closing = gap.closing
    return AgreementGapOut.model_validate(
        {
            **tell.common(gap),
            "pair": tell.all(gap.pair),
            "rule": gap.rule.id,
            "premise": gap.rule.premise,
            "expects": gap.rule.expects,
            "because": gap.rule.because,
            "basis": gap.rule.basis,
            "lack": gap.lack.value,
            "missing_since": gap.since,
            "premise_agreements": tell.all(gap.premise),
            "closed": ClosingOut(on=closing.on, agreement=tell.named(closing.agreement)) if closing else None,
            "list_complete": _listing(gap.list_before),
            "list_again": _listing(gap.list_after),
        }
    )


def _listing(listing: Listing | None) -> ListingOut | None:
    if listing is None:
        return None
    return ListingOut(
        id=listing.id, kind=listing.kind, actor=listing.actor, day=listing.day, members=len(listing.members)
    )


@router.get("/capability")
def capability(ask: AskOfLevels, part: Part, scene: InScene, fragility: Fragile = False) -> CapabilityGapsOut:
    """Return the required capabilities that fewer than two nations of a coalition bring, worst first."""
    here = world_by(ask.release, ask.reading)
    rows = matrix(here, scene)
    found = capability_measure.capability_gaps(rows)
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["capability"], scene, ask.reading, told=fragility)
    return CapabilityGapsOut(
        **ask.measured,
        total=len(found),
        unknown=sum(gap.shortfall is None for gap in found),
        items=[
            CapabilityGapOut.model_validate(
                {**row_cells(tell, gap.row), **tell.common(gap), "missing": gap.shortfall, "at_risk": gap.at_risk}
            )
            for gap in part.of(found)
        ],
        measure=f"gaps/capability {capability_measure.VERSION}",
        basis="judgement",
        notes=caveats(ask.release, here, scene),
        coalition=tell.all(scene.coalition),
        scenario=tell.named(scene.scenario),
        value=value_out(coalition_value(rows)),
        covered=len(rows) - len(found),
        required=len(rows),
        cells_unknown=cells_unknown(rows),
    )


@router.get("/interoperability")
def interoperability(ask: Ask, part: Part, scene: InScene, fragility: Fragile = False) -> Found[InteroperabilityGapOut]:
    """Return the pairs that jointly carry what a scenario needs without an agreement for an enabling function."""
    here, certain = world_by(ask.release, ask.reading), world_by(ask.release, ask.reading.certain)
    found, sure = (pairs_without(w, scene) for w in (here, certain))
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["interoperability"], scene, ask.reading, told=fragility)
    return Found[InteroperabilityGapOut](
        **ask.measured,
        total=len(found),
        unknown=sum(gap.lack is Lack.UNKNOWN for gap in sure),
        items=[
            InteroperabilityGapOut.model_validate(
                {
                    **tell.common(gap),
                    "pair": tell.all(gap.pair),
                    "function": gap.function,
                    "lack": gap.lack.value,
                    "weight": gap.weight,
                    "share": gap.share,
                    "capabilities": tell.all(gap.capabilities),
                }
            )
            for gap in part.of(found)
        ],
        measure=f"gaps/interoperability {interoperability_measure.VERSION}",
        basis="judgement",
        notes=caveats(ask.release, here, scene),
    )


@router.get("/environment")
def environment(ask: Ask, part: Part, coalition: Coalition, fragility: Fragile = False) -> Found[EnvironmentGapOut]:
    """Return what stands between states on the day, what it blocks, and whether what would ease it came."""
    release, scene = ask.release, Scene(states_of(ask.release, split(coalition)), "", ask.day)
    found, certain = (standing_impediments(world_by(release, r), scene) for r in (ask.reading, ask.reading.certain))
    tell = Teller(release, part.of(found)).weigh(MEASURES["environment"], scene, ask.reading, told=fragility)
    return Found[EnvironmentGapOut](
        **ask.measured,
        total=len(found),
        unknown=sum(gap.holding is Holding.UNKNOWN for gap in certain),
        items=[_environment_out(tell, gap) for gap in part.of(found)],
        measure=f"gaps/environment {environment_measure.VERSION}",
        basis="record",
    )


def _environment_out(tell: Teller, gap: environment_measure.EnvironmentGap) -> EnvironmentGapOut:
    return EnvironmentGapOut.model_validate(
        {
            **tell.common(gap),
            "impediment": tell.named(gap.impediment.id),
            "origin": tell.named(gap.origin),
            "partner": tell.named(gap.partner),
            "kind": gap.impediment.kind,
            "holding": gap.holding.value,
            "since": gap.since,
            "ended": gap.ended,
            "listed": gap.listed,
            "effect": gap.impediment.effect,
            "remedy": gap.impediment.remedy,
            "easings": [
                EasingOut(instrument=tell.named(e.instrument), holding=e.holding.value, since=e.since)
                for e in gap.easings
            ],
        }
    )


@router.get("/funding")
def funding(ask: Ask, part: Part, scene: InScene, fragility: Fragile = False) -> Found[FundingGapOut]:
    """Return the capability gaps on which no programme on record works in the coalition."""
    here = world_by(ask.release, ask.reading)
    gaps = capability_measure.capability_gaps(matrix(here, scene))
    found = funding_measure.funding_gaps(gaps, here.programmes, scene.states, scene.day)
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["funding"], scene, ask.reading, told=fragility)
    return Found[FundingGapOut](
        **ask.measured,
        total=len(found),
        unknown=sum(bool(gap.possible) for gap in found),
        items=[
            FundingGapOut.model_validate(
                {
                    **tell.common(gap),
                    "capability": tell.named(gap.key),
                    "status": gap.gap.coverage.value,
                    "possible": tell.all(gap.possible),
                }
            )
            for gap in part.of(found)
        ],
        measure=f"gaps/funding {funding_measure.VERSION}",
        basis="judgement",
        notes=caveats(ask.release, here, scene),
    )
