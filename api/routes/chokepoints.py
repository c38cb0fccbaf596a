"""Chokepoints."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, AskOfLevels, Part
from api.findings import BrokerOut, DeadlineOut, Found, LastLinkOut, PivotalOut, SupplyOut
from api.models import ChokepointOut, ChokepointsOut
from api.scenes import Fragile, InScene, Teller, split
from graph.caveats import caveats
from graph.chokepoints import agreement as agreement_measure
from graph.chokepoints import broker as broker_measure
from graph.chokepoints import deadline as deadline_measure
from graph.chokepoints import pivotal as pivotal_measure
from graph.chokepoints import supply as supply_measure
from graph.chokepoints.ask import (
    ask_agreements,
    ask_brokers,
    ask_deadlines,
    ask_structural,
    ask_supply,
    cuts_in,
    ending_within,
)
from graph.chokepoints.structural import VERSION
from graph.dates import Holding
from graph.measures import MEASURES, agreement_in, between_in, matrix
from graph.scene import Scene, states
from graph.world.reading import PLAIN, world_by

router = APIRouter(prefix="/chokepoints", tags=["chokepoints"])


@router.get("/structural")
def structural(
    ask: Ask,
    part: Part,
    layer: Annotated[str, Query(description="layer of agreements", examples=["security"])] = "security",
    between: Annotated[str | None, Query(description="two parties, by a comma: the minimum cut between them")] = None,
    fragility: Fragile = False,
) -> ChokepointsOut:
    """Return the parties and bonds whose loss splits a layer, or the fewest parties that part two others."""
    seen, found = ask_structural(ask.release, ask.day, layer, split(between), ask.reading)
    shown = part.of(found)
    tell = Teller(ask.release, shown).weigh(
        cuts_in(layer, tuple(split(between))), Scene((), "", ask.day), ask.reading, told=fragility
    )
    return ChokepointsOut(
        **ask.measured,
        total=len(found),
        unknown=seen.unknown,
        measure=f"chokepoints/structural {VERSION}",
        layer=layer,
        parties=seen.network.number_of_nodes(),
        bonds=seen.network.number_of_edges(),
        items=[
            ChokepointOut.model_validate(
                {
                    **tell.common(c),
                    "cut": c.cut.value,
                    "members": tell.all(c.members),
                    "severed": c.severed,
                    "remaining": c.remaining,
                    "parts": [tell.all(p) for p in c.parts],
                    "paths": [list(path) for path in c.paths],
                    "agreements": tell.all(c.agreements),
                }
            )
            for c in shown
        ],
    )


@router.get("/agreement")
def agreement(
    ask: Ask,
    part: Part,
    layer: Annotated[str, Query(description="layer of agreements", examples=["information"])] = "information",
    coalition: Annotated[str | None, Query(description="keep the pairs among these states")] = None,
    fragility: Fragile = False,
) -> Found[LastLinkOut]:
    """Return the agreements whose lapse takes some pair's last link in a layer."""
    seen, found = ask_agreements(ask.release, ask.day, layer, split(coalition), ask.reading)
    asked = Scene(states(ask.release, split(coalition)) if coalition else (), "", ask.day)
    tell = Teller(ask.release, part.of(found)).weigh(agreement_in(layer), asked, ask.reading, told=fragility)
    return Found[LastLinkOut](
        **ask.measured,
        total=len(found),
        unknown=seen.unknown,
        items=[
            LastLinkOut.model_validate(
                {
                    **tell.common(c),
                    "agreement": tell.named(c.agreement),
                    "layer": c.layer,
                    "pairs": [tell.all(pair) for pair in c.pairs],
                    "joins": c.joins,
                }
            )
            for c in part.of(found)
        ],
        measure=f"chokepoints/agreement {agreement_measure.VERSION}",
        basis="record",
    )


@router.get("/pivotal")
def pivotal(ask: AskOfLevels, part: Part, scene: InScene, fragility: Fragile = False) -> Found[PivotalOut]:
    """Return the nations of a coalition by Shapley value in what a scenario needs, with what only they bring."""
    here = world_by(ask.release, ask.reading)
    found = pivotal_measure.pivotal_nations(matrix(here, scene))
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["pivotal"], scene, ask.reading, told=fragility)
    return Found[PivotalOut](
        **ask.measured,
        total=len(found),
        unknown=sum(len(c.unknown) for c in found),
        items=[
            PivotalOut.model_validate(
                {
                    **tell.common(c),
                    "state": tell.named(c.state),
                    "shapley": c.shapley,
                    "share": c.share,
                    "lost": c.lost,
                    "alone_meets": tell.all(c.singles),
                    "not_assessed": list(c.unknown),
                }
            )
            for c in part.of(found)
        ],
        measure=f"chokepoints/pivotal {pivotal_measure.VERSION}",
        basis="judgement",
        notes=caveats(ask.release, here, scene),
    )


@router.get("/broker")
def broker(
    ask: Ask,
    part: Part,
    layer: Annotated[str, Query(description="layer of agreements", examples=["security"])] = "security",
    fragility: Fragile = False,
) -> Found[BrokerOut]:
    """Return the parties between others in a layer, with the interval of their rank under resampling."""
    seen, found = ask_brokers(ask.release, ask.day, layer, ask.reading)
    asked = Scene((), "", ask.day)
    tell = Teller(ask.release, part.of(found)).weigh(between_in(layer), asked, ask.reading, told=fragility)
    return Found[BrokerOut](
        **ask.measured,
        total=len(found),
        unknown=seen.unknown,
        items=[
            BrokerOut.model_validate(
                {
                    **tell.common(c),
                    "party": tell.named(c.party),
                    "betweenness": c.betweenness,
                    "rank": c.rank,
                    "rank_interval": (c.rank_best, c.rank_worst),
                    "constraint": c.constraint,
                    "partners": c.partners,
                }
            )
            for c in part.of(found)
        ],
        measure=f"chokepoints/broker {broker_measure.VERSION}",
        basis="record",
    )


@router.get("/supply")
def supply(
    ask: AskOfLevels,
    part: Part,
    coalition: Annotated[str | None, Query(description="what these states depend on; none: all")] = None,
    fragility: Fragile = False,
) -> Found[SupplyOut]:
    """Return the items that one state supplies, with shares, dates and who depends on them."""
    found, certain = (ask_supply(ask.release, ask.day, split(coalition), r) for r in (ask.reading, PLAIN))
    asked = Scene((), "", ask.day)
    tell = Teller(ask.release, part.of(found)).weigh(MEASURES["supply"], asked, ask.reading, told=fragility)
    return Found[SupplyOut](
        **ask.measured,
        total=len(found),
        unknown=sum(c.holding is Holding.UNKNOWN for c in certain),
        items=[_supply_out(tell, c) for c in part.of(found)],
        measure=f"chokepoints/supply {supply_measure.VERSION}",
        basis="record",
    )


def _supply_out(tell: Teller, c: supply_measure.SupplyChokepoint) -> SupplyOut:
    item = c.dependency
    bounds = (c.hhi_least, c.hhi_most) if c.hhi_least is not None and c.hhi_most is not None else None
    return SupplyOut.model_validate(
        {
            **tell.common(c),
            "id": item.id,
            "item": item.item,
            "kind": item.kind,
            "suppliers": tell.all(item.suppliers),
            "grip": c.grip.value,
            "share": item.share,
            "share_basis": item.share_basis,
            "hhi": bounds,
            "figures_of": c.stated.year if c.stated else None,
            "holding": c.holding.value,
            "dependents": tell.all(item.dependents),
            "alternatives": item.alternatives,
        }
    )


@router.get("/deadline")
def deadline(
    ask: Ask,
    part: Part,
    within: Annotated[int, Query(ge=1, le=36525, description="length of the watch [days]")] = 730,
    fragility: Fragile = False,
) -> Found[DeadlineOut]:
    """Return the agreements that end within a horizon by what is on record, and those with a term without a day."""
    found = ask_deadlines(ask.release, ask.day, within, ask.reading)
    measure, asked = ending_within(ask.release, within, ask.reading.include), Scene((), "", ask.day)
    tell = Teller(ask.release, part.of(found)).weigh(measure, asked, ask.reading.certain, told=fragility)
    return Found[DeadlineOut](
        **ask.measured,
        total=len(found),
        items=[
            DeadlineOut.model_validate(
                {
                    **tell.common(c),
                    "agreement": tell.named(c.agreement),
                    "cause": c.cause.value,
                    "on": c.on,
                    "parties": tell.all(c.parties),
                    "replaced": tell.all(c.replaced),
                }
            )
            for c in part.of(found)
        ],
        measure=f"chokepoints/deadline {deadline_measure.VERSION}",
        basis="record",
    )
