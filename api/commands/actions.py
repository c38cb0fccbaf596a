"""Commands on actions and time: what-if, recommend, backtest, evolve."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.options import ByBasis, Coalition, Include, Labels, evidence, number, reading_of, split, stamp, warn
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, parse_as_of, show
from api.settings import read_settings
from graph.actions import (
    Span,
    ask_backtest,
    ask_chances,
    ask_evolution,
    ask_recommendations,
    ask_what_if,
    chance_of,
    open_scene,
)
from graph.backtest.intervals import Estimate
from graph.backtest.run import Backtest
from graph.errors import BadParameter
from graph.evolution import Days, Step
from graph.parties import Basis
from graph.recommend.rank import Recommendation
from graph.views.chart import line_chart
from graph.world.reading import world_by

OptionalScenario = Annotated[str, typer.Option("--scenario", "-s", help="a scenario with requirements; none: none")]

CHANGED: Final = ("measure", "before", "after", "closed", "opened", "changed")
ADVISED: Final = ("rank", "action", "score", "what it changes", "closes", "chance in 5 years", "evidence")


def whatif(
    changes: Annotated[str, typer.Argument(help="such as conclude:rdp-mou:jpn,usa; several by semicolons")],
    coalition: Coalition,
    scenario: OptionalScenario = "",
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """Show what changes would do to gaps and chokepoints; the release stays as it is.

    conclude:KIND:STATES  denounce:AGREEMENT[:STATE]  level:STATE:CAPABILITY:0-4  lose:SUPPLIER
    supply:DEPENDENCY:STATE  fund:CAPABILITY:STATES
    """
    found, reading = opened(home, release), reading_of(include, basis)
    asked = open_scene(found, split(coalition), scenario or None, as_of)
    done = ask_what_if(found, asked, changes, reading)
    rows = [
        (d.measure, d.before, d.after, *("; ".join(f.key for f in some) for some in (d.closed, d.opened, d.changed)))
        for d in done.differences
        if not d.is_idle or format is not Format.TABLE
    ]
    show(CHANGED, rows, format)
    stamp(found, as_of, reading=reading, found=rows)
    warn(found, world_by(found, reading), asked)
    if done.before.whole:
        notes.print(f"The coalition meets {done.before.known:g} of {done.before.whole:g}; then {done.after.known:g}.")
    if done.is_idle:
        notes.print("No measure changes: the changes are in place already, or concern none of these states.")


def recommend(
    coalition: Coalition,
    scenario: OptionalScenario = "",
    top: Annotated[int, typer.Option(min=1, help="how many actions to show")] = 15,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """Rank actions by how much they lighten the gaps, by what could be known on the day."""
    found, objective, reading = opened(home, release), read_settings().objective, reading_of(include, basis)
    asked = open_scene(found, split(coalition), scenario or None, as_of)
    items = ask_recommendations(found, asked, objective, reading)
    likely = ask_chances(found, as_of)
    rows = [
        (
            *(rank, item.key, number(item.score), burdens(item), closes(item)),
            number(chance_of(likely, item.action)),
            evidence(item.evidence, format),
        )
        for rank, item in enumerate(items[:top], 1)
    ]
    show(ADVISED, rows, format)
    stamp(found, as_of, reading=reading, found=rows)
    warn(found, world_by(found, reading), asked)
    notes.print(
        f"{len(items)} actions lighten something. Weights are judgements (KANAME_OBJECTIVE): {objective}. "
        "The rank is not of cost or likelihood; what the records could not tell on the day is left out. "
        "The chance is a model's estimate (see `kaname backtest`) of what pairs so placed used to conclude."
    )


def burdens(item: Recommendation) -> str:
    """Write the burden of each kind before and after."""
    return "; ".join(f"{name} {number(value)} → {number(item.after[name])}" for name, value in item.before.items())


def closes(item: Recommendation) -> str:
    """Write the gaps that an action closes."""
    return "; ".join(f.key for d in item.differences for f in d.closed)


def backtest(
    first: Annotated[int, typer.Option("--from", help="first year of ranking")] = 1990,
    last: Annotated[int, typer.Option("--to", help="last year; five years must have passed since")] = 2020,
    kinds: Annotated[str, typer.Option(help="kinds to foresee, by commas; none: those that rules expect")] = "",
    by: Annotated[str, typer.Option(help="method or year")] = "method",
    output: Annotated[Path | None, typer.Option("-o", help="also draw the years into an SVG file")] = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """Test whether the gap ranking foresaw which agreements came, beside four baselines."""
    found = opened(home, release)
    if by not in ("method", "year"):
        raise BadParameter(f"--by {by!r}: write method or year")
    done = ask_backtest(found, Span(first, last, as_of), tuple(split(kinds)))
    if by == "year":
        names = [m.name for m in done.methods]
        rows = [(y.year, y.candidates, y.came, *(f"{y.auc[name]:.3f}" for name in names)) for y in done.years]
        show(("year", "candidates", "came", *(f"AUC {name}" for name in names)), rows, format)
    else:
        columns = ("method", "AUC", "95% interval", "precision", "95% interval of precision")
        show(columns, [(m.name, *_cells(m.auc), *_cells(m.precision)) for m in done.methods], format)
    if output is not None:
        output.write_text(_drawn(done), encoding="utf-8")
    notes.print(
        f"release {found.id}, {len(done.years)} years in which something came, best baseline by AUC "
        f"{done.best_baseline}, by precision {done.sharpest_baseline}"
    )
    for name, lead in done.leads.items():
        notes.print(f"{name} {verdict(lead)} {done.best_baseline} by AUC: {told(lead)}")
    for name, lead in done.precision_leads.items():
        notes.print(f"{name} {verdict(lead)} {done.sharpest_baseline} by precision: {told(lead)}")


def verdict(lead: Estimate) -> str:
    """Say whether a lead is one."""
    return "leads" if lead.low > 0 else "trails" if lead.high < 0 else "does not differ surely from"


def told(lead: Estimate) -> str:
    """Write a lead with its interval."""
    return f"{lead.value:+.3f} [{lead.low:+.3f}, {lead.high:+.3f}]"


def _cells(found: Estimate) -> tuple[str, str]:
    return f"{found.value:.3f}", f"{max(0.0, found.low):.3f}–{min(1.0, found.high):.3f}"


def _drawn(done: Backtest) -> str:
    days = [date(y.year, 1, 1) for y in done.years]
    shown = [*done.leads, done.best_baseline, "random"]
    series = {name: [y.auc[name] for y in done.years] for name in shown}
    return line_chart("Which agreements came: rankings by year", "area under the curve", days, series)


def evolve(
    measure: Annotated[str, typer.Argument(help="coverage, statuses, pivotal, commitment, bonds, structural …")],
    coalition: Coalition,
    scenario: OptionalScenario = "",
    first: Annotated[
        date | None, typer.Option("--from", parser=parse_as_of, metavar="DAY", help="first day; ten years back")
    ] = None,
    step: Annotated[Step, typer.Option(help="each 1 January, or each day on which something changes")] = Step.YEAR,
    output: Annotated[Path | None, typer.Option("-o", help="also draw it into an SVG file")] = None,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """Follow a measure up to a day, as a table and, with -o, as a plot."""
    found, reading = opened(home, release), reading_of(include, basis)
    label = Labels(found)
    asked = open_scene(found, split(coalition), scenario or None, as_of)
    start = first or date(as_of.year - 10, 1, 1)
    done = ask_evolution(found, asked, measure, Days(start, as_of, step), reading)
    rows = [(day, *(number(values[i]) for values in done.series.values())) for i, day in enumerate(done.days)]
    show(("day", *(label(name) for name in done.series)), rows, format)
    if output is not None:
        title = f"{measure}: {label.all(asked.coalition)}" + (f", {label(scenario)}" if scenario else "")
        output.write_text(
            line_chart(title, done.unit, done.days, {label(n): v for n, v in done.series.items()}), "utf-8"
        )
    stamp(found, as_of, reading=reading, found=rows)
    if done.rests_on_levels:
        warn(found, world_by(found, reading), asked)
    notes.print(f"Unit: {done.unit}. Each day is told as the records tell it now.")
