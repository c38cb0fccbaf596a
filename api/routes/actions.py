"""Actions and time: what-ifs, recommendations, the backtest, evolution, snapshots."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request

from api.deps import Ask, Asked, Part
from api.measured import (
    BacktestOut,
    DifferenceOut,
    EstimateOut,
    EvolutionOut,
    MethodOut,
    RecommendationOut,
    RecommendationsOut,
    WhatIfOut,
    YearOut,
)
from api.models import FindingOut
from api.routes.coverage import value_out
from api.scenes import InLooseScene, Teller, split
from graph import evolution as evolution_measure
from graph.actions import Span, ask_backtest, ask_evolution, ask_recommendations, ask_what_if
from graph.backtest import run as backtest_measure
from graph.caveats import caveats
from graph.dates import parse_day
from graph.errors import BadParameter
from graph.evolution import Days
from graph.parties import Basis
from graph.recommend import rank as recommend_measure
from graph.scene import Scene
from graph.whatif import compare as whatif_measure
from graph.whatif.changes import text_of
from graph.world.reading import PLAIN, world_by

router = APIRouter(tags=["actions"])


@router.get("/whatif")
def whatif(
    ask: Ask,
    scene: InLooseScene,
    overlay: Annotated[
        str,
        Query(
            description="changes by semicolons: conclude:KIND:STATES, denounce:AGREEMENT[:STATE], "
            "level:STATE:CAPABILITY:0-4, lose:SUPPLIER, supply:DEPENDENCY:STATE, fund:CAPABILITY:STATES",
            examples=["conclude:rdp-mou:jpn,usa"],
        ),
    ],
) -> WhatIfOut:
    """Return what changes would do to gaps and chokepoints; nothing in the release is touched."""
    done = ask_what_if(ask.release, scene, overlay, ask.reading)
    tell = Teller(ask.release, (f for d in done.differences for f in (*d.closed, *d.opened, *d.changed)))
    text = text_of(done.overlay)
    return WhatIfOut(
        **ask.measured,
        measure=f"whatif {whatif_measure.VERSION}",
        basis="judgement",
        notes=caveats(ask.release, world_by(ask.release, ask.reading), scene),
        overlay=text,
        link=_link(ask, scene, text),
        coalition=tell.all(scene.coalition),
        scenario=scene.scenario or None,
        value_before=value_out(done.before),
        value_after=value_out(done.after),
        differences=[_difference_out(tell, d) for d in done.differences],
        idle=done.is_idle,
    )


def _link(ask: Asked, scene: Scene, overlay: str) -> str:
    given = {
        "overlay": overlay,
        "coalition": ",".join(scene.coalition),
        "scenario": scene.scenario,
        "asOf": ask.day.isoformat(),
        "release": ask.release.id,
        "basis": "" if ask.basis is Basis.IN_FORCE else ask.basis.value,
        "include": "unknown" if ask.reading.is_wide else "",
    }
    return "/api/v1/whatif?" + urlencode({name: value for name, value in given.items() if value}, safe=":,;")


def _difference_out(tell: Teller, found: whatif_measure.Difference) -> DifferenceOut:
    return DifferenceOut(
        measure=found.measure,
        before=found.before,
        after=found.after,
        closed=[FindingOut.model_validate(tell.common(f)) for f in found.closed],
        opened=[FindingOut.model_validate(tell.common(f)) for f in found.opened],
        changed=[FindingOut.model_validate(tell.common(f)) for f in found.changed],
    )


@router.get("/recommendations")
def recommendations(ask: Ask, part: Part, scene: InLooseScene, request: Request) -> RecommendationsOut:
    """Return actions ranked by how much they lighten the gaps, by what could be known on the day."""
    objective = request.app.state.settings.objective
    found = ask_recommendations(ask.release, scene, objective, ask.reading)
    shown = part.of(found)
    tell = Teller(
        ask.release, [*shown, *(f for r in shown for d in r.differences for f in (*d.closed, *d.opened, *d.changed))]
    )
    return RecommendationsOut(
        **ask.measured,
        total=len(found),
        items=[
            RecommendationOut.model_validate(
                {
                    **tell.common(r),
                    "action": str(r.action),
                    "score": r.score,
                    "before": r.before,
                    "after": r.after,
                    "differences": [_difference_out(tell, d) for d in r.differences],
                    "what_if": _link(ask, scene, str(r.action)),
                }
            )
            for r in shown
        ],
        measure=f"recommendations {recommend_measure.VERSION}",
        basis="judgement",
        notes=caveats(ask.release, world_by(ask.release, ask.reading), scene),
        objective=asdict(objective),
    )


@router.get("/backtest")
def backtest(
    ask: Ask,
    first: Annotated[int, Query(alias="from", description="first year of ranking")] = 1990,
    last: Annotated[int, Query(alias="to", description="last year; five years must have passed since")] = 2020,
    kinds: Annotated[str | None, Query(description="kinds to foresee; none: those that rules expect")] = None,
) -> BacktestOut:
    """Return whether the gap ranking foresaw which agreements came, beside four baselines, year by year."""
    if ask.reading != PLAIN:
        raise BadParameter(
            "an agreement counts from its signature or its entry into force, whichever came first, and only where the "
            "day is certain; leave basis and include out"
        )
    done = ask_backtest(ask.release, Span(first, last, ask.day), tuple(split(kinds)))
    return BacktestOut(
        **ask.stamp,
        measure=f"backtest {backtest_measure.VERSION}",
        window_years=backtest_measure.WINDOW,
        best_baseline=done.best_baseline,
        leads={name: EstimateOut.model_validate(asdict(lead)) for name, lead in done.leads.items()},
        sharpest_baseline=done.sharpest_baseline,
        precision_leads={n: EstimateOut.model_validate(asdict(lead)) for n, lead in done.precision_leads.items()},
        methods=[MethodOut.model_validate(asdict(m)) for m in done.methods],
        years=[YearOut.model_validate(asdict(y)) for y in done.years],
    )


@router.get("/evolution")
def evolution(
    ask: Ask,
    scene: InLooseScene,
    measure: Annotated[str, Query(description=", ".join(evolution_measure.INDICATORS), examples=["coverage"])],
    first: Annotated[str | None, Query(alias="from", description="first day; ten years before by default")] = None,
    step: Annotated[evolution_measure.Step, Query(description="year or change")] = evolution_measure.Step.YEAR,
) -> EvolutionOut:
    """Return a measure over a range of days up to the day, yearly or at each change."""
    start = _first(first, ask.day)
    done = ask_evolution(ask.release, scene, measure, Days(start, ask.day, step), ask.reading)
    return EvolutionOut(
        **ask.measured,
        measure=f"{done.measure} {evolution_measure.VERSION}",
        unit=done.unit,
        notes=caveats(ask.release, world_by(ask.release, ask.reading), scene) if done.rests_on_levels else (),
        days=list(done.days),
        series={name: list(values) for name, values in done.series.items()},
    )


def _first(given: str | None, last: date) -> date:
    if given is None:
        return date(max(1, last.year - 10), 1, 1)
    try:
        return parse_day(given)
    except ValueError as error:
        raise BadParameter(f"from: {error}") from error
