"""Gaps in commitments and in industry: promises without acts, firms without a path."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, AskOfLevels, Part
from api.findings import ActOut, CommitmentsOut, Found, PromiseOut, ReachOut, RecordOut
from api.models import Named
from api.scenes import Fragile, Teller, split
from graph.errors import BadParameter
from graph.gaps import commitment as measure
from graph.gaps import industry as industry_measure
from graph.gaps.ask import Need, ask_promises, promise_measure, reach_measure
from graph.gaps.technologies import technologies
from graph.scene import Scene
from graph.tables import read_tables
from graph.things import catalogue
from graph.world.links import texts
from graph.world.reading import world_by

router = APIRouter(prefix="/gaps", tags=["gaps"])


@router.get("/commitment")
def commitment(
    ask: AskOfLevels,
    part: Part,
    states: Annotated[str | None, Query(description="one state, or several by commas: promises among them")] = None,
    agreement: Annotated[str | None, Query(description="id of one instrument")] = None,
    standing: Annotated[str, Query(description="open (default), acted-on, contingent, lapsed, or all")] = "open",
    fragility: Fragile = False,
) -> CommitmentsOut:
    """Return promises with no recorded implementing act, longest open first, and the record of each instrument."""
    every = ask_promises(ask.release, ask.day, split(states), agreement, ask.reading)
    wanted = _standings(standing)
    found = measure.standing_so(every, wanted)
    tell = Teller(ask.release, part.of(found)).weigh(
        promise_measure(wanted), Scene((), "", ask.day), ask.reading, told=fragility
    )
    sections = texts(read_tables(ask.release), "section")
    return CommitmentsOut(
        **ask.measured,
        total=len(found),
        items=[_promise_out(tell, p, sections.get(p.provision.id, "")) for p in part.of(found)],
        measure=f"gaps/commitment {measure.VERSION}",
        basis="record",
        all=_record_out(None, measure.record("", every)),
        records=[_record_out(tell.named(r.instrument), r) for r in measure.records(every)],
    )


def _standings(given: str) -> tuple[measure.Standing, ...]:
    every = tuple(measure.Standing)
    if given == "all":
        return every
    if given not in every:
        raise BadParameter(f"standing: {given!r} is not known; write {', '.join(every)} or all")
    return (measure.Standing(given),)


def _promise_out(tell: Teller, promise: measure.Promise, section: str) -> PromiseOut:
    provision = promise.provision
    return PromiseOut.model_validate(
        {
            **tell.common(promise),
            "provision": tell.named(provision.id),
            "instrument": tell.named(provision.instrument),
            "section": section,
            "kind": provision.kind,
            "bindingness": provision.bindingness,
            "standing": promise.standing.value,
            "promised": promise.promised,
            "age_days": promise.age,
            "wait_days": promise.wait,
            "acts": [
                ActOut(id=a.id, label=tell.named(a.id).label, on=a.span.maybe_start, status=a.status)
                for a in promise.acts
            ],
        }
    )


def _record_out(instrument: Named | None, record: measure.Record) -> RecordOut:
    return RecordOut(
        instrument=instrument,
        made=record.made,
        open=record.open,
        acted_on=record.acted_on,
        contingent=record.contingent,
        share=record.share,
        median_days=record.median,
        oldest_days=record.oldest,
    )


@router.get("/industry")
def industry(
    ask: Ask,
    part: Part,
    firms_of: Annotated[str, Query(alias="firmsOf", description="the firms' state", examples=["jpn"])],
    towards: Annotated[str, Query(description="whose programmes and primes are sought", examples=["usa"])],
    technology: Annotated[str | None, Query(description="keep one technology, such as robotics")] = None,
    coalition: Annotated[str | None, Query(description="with a scenario: whose gaps give worth")] = None,
    scenario: Annotated[str | None, Query(description="its gaps give worth; none: those of any scenario")] = None,
    hops: Annotated[int, Query(ge=1, le=10, description="longest path that counts")] = industry_measure.MAX_HOPS,
    linked: Annotated[bool, Query(description="the firms with a path instead")] = False,
    fragility: Fragile = False,
) -> Found[ReachOut]:
    """Return firms whose technology could serve a gap, without a recorded path to another state's programmes."""
    need = Need(tuple(split(coalition)), scenario, hops)
    reaches = reach_measure(ask.release, (firms_of, towards), need)
    wanted = technologies().named(technology) if technology else None
    chosen = industry_measure.industry_links if linked else industry_measure.industry_gaps
    scene = Scene((), "", ask.day)
    found = chosen(reaches(world_by(ask.release, ask.reading), scene), wanted)
    tell = Teller(ask.release, part.of(found)).weigh(
        lambda here, asked: chosen(reaches(here, asked), wanted), scene, ask.reading, told=fragility
    )
    known = catalogue(ask.release)
    return Found[ReachOut](
        **ask.measured,
        total=len(found),
        items=[
            ReachOut.model_validate(
                {
                    **tell.common(reach),
                    "firm": Named.of(known[reach.firm.id]),
                    "sectors": list(reach.firm.sectors),
                    "technologies": list(reach.technologies),
                    "dual_use": reach.dual_use,
                    "serves": tell.all(reach.serves),
                    "worth": reach.worth,
                    "hops": reach.hops if reach.is_linked else None,
                    "path": tell.all(reach.path),
                }
            )
            for reach in part.of(found)
        ],
        measure=f"gaps/industry {industry_measure.VERSION}, technologies {technologies().version}",
        basis="judgement",
    )
