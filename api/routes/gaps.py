"""Gaps."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.findings import (
    CapabilityGapOut,
    CapabilityGapsOut,
    EasingOut,
    EnvironmentGapOut,
    Found,
    FundingGapOut,
    InteroperabilityGapOut,
)
from api.models import AgreementGapOut, ClosingOut, GapsOut, ListingOut, Named, Statement
from api.routes.coverage import cells_unknown, row_cells, value_out
from api.scenes import Coalition, Fragile, InScene, Teller, split
from graph.coverage.value import coalition_value
from graph.dates import Holding
from graph.evidence import proofs
from graph.gaps import capability as capability_measure
from graph.gaps import environment as environment_measure
from graph.gaps import funding as funding_measure
from graph.gaps import interoperability as interoperability_measure
from graph.gaps.agreement import VERSION, AgreementGap, Lack, Listing
from graph.gaps.ask import ask_agreement_gaps
from graph.gaps.rules import rule_book
from graph.measures import MEASURES, matrix
from graph.release import Release as ReleaseOnDisk
from graph.scene import Scene
from graph.scene import states as states_of
from graph.tables import read_tables
from graph.things import catalogue
from graph.world.world import world

router = APIRouter(prefix="/gaps", tags=["gaps"])

States = Annotated[str | None, Query(description="one state: its pairs; several, by commas: the pairs among them")]


@router.get("/agreement")
def agreement(
    ask: Ask,
    part: Part,
    states: States = None,
    expects: Annotated[str | None, Query(description="kind expected", examples=["rdp-mou"])] = None,
    premise: Annotated[str | None, Query(description="kind that raises the expectation")] = None,
) -> GapsOut:
    """Return the pairs that stand in a rule's premise and lack the agreement that it expects."""
    found = ask_agreement_gaps(ask.release, ask.day, split(states), expects, premise)
    missing = [gap for gap in found if gap.lack is not Lack.UNKNOWN]
    return GapsOut(
        **ask.stamp,
        total=len(found),
        unknown=len(found) - len(missing),
        items=gaps_out(ask.release, part.of(found)),
        measure=f"gaps/agreement {VERSION}",
        rules=rule_book().version,
    )


def gaps_out(release: ReleaseOnDisk, gaps: list[AgreementGap]) -> list[AgreementGapOut]:
    """Return gaps as JSON, each statement with its citations."""
    known = catalogue(release)
    cited = proofs(read_tables(release), (s for gap in gaps for s in gap.evidence.statements))
    return [
        AgreementGapOut(
            pair=[Named.of(known[name]) for name in gap.pair],
            rule=gap.rule.id,
            premise=gap.rule.premise,
            expects=gap.rule.expects,
            because=gap.rule.because,
            basis=gap.rule.basis,
            lack=gap.lack.value,
            missing_since=gap.since,
            premise_agreements=[Named.of(known[name]) for name in gap.premise],
            closed=ClosingOut(on=gap.closing.on, agreement=Named.of(known[gap.closing.agreement]))
            if gap.closing
            else None,
            list_complete=_listing(gap.list_before),
            list_again=_listing(gap.list_after),
            evidence=Statement.all_of(gap.evidence, cited),
        )
        for gap in gaps
    ]


def _listing(listing: Listing | None) -> ListingOut | None:
    if listing is None:
        return None
    return ListingOut(
        id=listing.id, kind=listing.kind, actor=listing.actor, day=listing.day, members=len(listing.members)
    )


@router.get("/capability")
def capability(ask: Ask, part: Part, scene: InScene, fragility: Fragile = False) -> CapabilityGapsOut:
    """Return the required capabilities that fewer than two nations of a coalition bring, worst first."""
    rows = matrix(world(ask.release), scene)
    found = capability_measure.capability_gaps(rows)
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["capability"], scene, told=fragility)
    return CapabilityGapsOut(
        **ask.stamp,
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
    here = world(ask.release)
    found = interoperability_measure.interoperability_gaps(matrix(here, scene), here.parties, here.layers, scene.day)
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["interoperability"], scene, told=fragility)
    return Found[InteroperabilityGapOut](
        **ask.stamp,
        total=len(found),
        unknown=sum(gap.lack is Lack.UNKNOWN for gap in found),
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
    )


@router.get("/environment")
def environment(ask: Ask, part: Part, coalition: Coalition, fragility: Fragile = False) -> Found[EnvironmentGapOut]:
    """Return what stands between states on the day, what it blocks, and whether what would ease it came."""
    here, release = world(ask.release), ask.release
    scene = Scene(states_of(release, split(coalition)), "", ask.day)
    law = environment_measure.Law(here.parties, here.policies)
    found = environment_measure.environment_gaps(here.impediments, law, scene.coalition, scene.day)
    tell = Teller(release, part.of(found)).weigh(MEASURES["environment"], scene, told=fragility)
    return Found[EnvironmentGapOut](
        **ask.stamp,
        total=len(found),
        unknown=sum(gap.holding is Holding.UNKNOWN for gap in found),
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
    here = world(ask.release)
    gaps = capability_measure.capability_gaps(matrix(here, scene))
    found = funding_measure.funding_gaps(gaps, here.programmes, scene.states, scene.day)
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["funding"], scene, told=fragility)
    return Found[FundingGapOut](
        **ask.stamp,
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
    )
