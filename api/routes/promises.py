"""Gaps in commitments and in industry: promises without acts, firms without a path."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.findings import ActOut, CommitmentsOut, Found, PromiseOut, ReachOut, RecordOut
from api.models import Named
from api.scenes import Teller, split
from graph.gaps import commitment as measure
from graph.gaps import industry as industry_measure
from graph.gaps.ask import Need, ask_promises, ask_reaches
from graph.gaps.technologies import technologies
from graph.tables import read_tables
from graph.things import catalogue
from graph.world.links import texts

router = APIRouter(prefix="/gaps", tags=["gaps"])


@router.get("/commitment")
def commitment(
    ask: Ask,
    part: Part,
    states: Annotated[str | None, Query(description="one state, or several by commas: promises among them")] = None,
    agreement: Annotated[str | None, Query(description="id of one instrument")] = None,
    standing: Annotated[str | None, Query(description="open (default), acted-on, contingent, lapsed, or all")] = "open",
) -> CommitmentsOut:
    """Return promises with no recorded implementing act, longest open first, and the record of each instrument."""
    every = ask_promises(ask.release, ask.day, split(states), agreement)
    found = [p for p in every if standing in ("all", p.standing.value)]
    tell = Teller(ask.release, part.of(found))
    sections = texts(read_tables(ask.release), "section")
    return CommitmentsOut(
        **ask.stamp,
        total=len(found),
        items=[_promise_out(tell, p, sections.get(p.provision.id, "")) for p in part.of(found)],
        measure=f"gaps/commitment {measure.VERSION}",
        basis="record",
        all=_record_out(None, measure.record("", every)),
        records=[_record_out(tell.named(r.instrument), r) for r in measure.records(every)],
    )


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
) -> Found[ReachOut]:
    """Return firms whose technology could serve a gap, without a recorded path to another state's programmes."""
    need = Need(tuple(split(coalition)), scenario, hops)
    every = ask_reaches(ask.release, ask.day, (firms_of, towards), need)
    wanted = technologies().named(technology) if technology else None
    joined = [r for r in every if r.is_linked and (wanted is None or wanted.id in r.technologies)]
    found = joined if linked else industry_measure.industry_gaps(every, wanted)
    tell = Teller(ask.release, part.of(found))
    known = catalogue(ask.release)
    return Found[ReachOut](
        **ask.stamp,
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
