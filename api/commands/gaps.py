"""Commands on gaps: what a coalition or a pair lacks on a day."""

from typing import Annotated, Final

import typer

from api.commands.options import (
    FRAGILE_COLUMNS,
    Coalition,
    Fragile,
    Home,
    Labels,
    Scenario,
    evidence,
    frail_cells,
    frailty,
    judged_by,
    number,
    opened,
    split,
    stamp,
)
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, show
from graph.coverage.matrix import Coverage, Standing
from graph.coverage.value import coalition_value
from graph.dates import Holding
from graph.gaps.agreement import Lack
from graph.gaps.ask import ask_agreement_gaps
from graph.gaps.capability import capability_gaps
from graph.gaps.environment import Law, environment_gaps
from graph.gaps.funding import funding_gaps
from graph.gaps.interoperability import interoperability_gaps
from graph.measures import MEASURES, matrix
from graph.release import Release
from graph.scene import Scene, scene, states
from graph.things import catalogue
from graph.world.world import world

gaps = typer.Typer(no_args_is_help=True, help="What a coalition or a pair lacks on a day.")

AGREEMENT: Final = (
    "pair",
    "expects",
    "lack",
    "missing since",
    "list complete",
    "listed again",
    "closed on",
    "closed by",
    "premise",
    "evidence",
)
CAPABILITY: Final = ("capability", "status", "required", "weight", "levels", "not assessed", "missing", "at risk")
INTEROPERABILITY: Final = ("pair", "function", "lack", "weight", "share", "jointly carry", "evidence")
FUNDING: Final = ("capability", "status", "weight", "may run", "evidence")
ENVIRONMENT: Final = ("kept up by", "hinders", "impediment", "kind", "standing", "since", "effect", "eased by")


@gaps.command("agreement")
def gaps_agreement(
    states: Annotated[str, typer.Option(help="one state: its pairs; several, by commas: the pairs among them")] = "",
    expects: Annotated[str | None, typer.Option(help="kind expected, such as rdp-mou")] = None,
    premise: Annotated[str | None, typer.Option(help="kind that raises the expectation")] = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the pairs that stand in a rule's premise and lack the agreement that it expects."""
    found = opened(home, release)
    known = catalogue(found)
    items = ask_agreement_gaps(found, as_of, split(states), expects, premise)
    rows = [
        (
            "–".join(known[p].label for p in gap.pair),
            gap.rule.expects,
            gap.lack.value,
            gap.since,
            gap.list_before.day if gap.list_before else None,
            gap.list_after.day if gap.list_after else None,
            gap.closing.on if gap.closing else None,
            gap.closing.agreement if gap.closing else None,
            " ".join(gap.premise),
            evidence(gap.evidence, format),
        )
        for gap in items
    ]
    show(AGREEMENT, rows, format)
    stamp(found, as_of, sum(gap.lack is Lack.UNKNOWN for gap in items))


@gaps.command("capability")
def gaps_capability(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the required capabilities that fewer than two nations bring, worst first; what is unknown is named."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, matrix_ = Labels(found), matrix(world(found), asked)
    items = capability_gaps(matrix_)
    frail = frailty(found, MEASURES["capability"], asked, items) if fragile else {}
    rows = [
        (
            f"{label(gap.row.requirement.capability)} ({gap.row.requirement.capability})",
            gap.coverage.value,
            gap.row.requirement.level,
            number(gap.row.weight),
            " ".join(f"{c.state} {c.level.level}" for c in gap.row.cells if c.level.level is not None),
            " ".join(gap.not_assessed),
            number(gap.shortfall),
            number(gap.at_risk),
            evidence(gap.evidence, format),
            *(frail_cells(frail, gap.key) if fragile else ()),
        )
        for gap in items
    ]
    show((*CAPABILITY, "evidence", *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    worth = coalition_value(matrix_)
    covered = sum(row.coverage is Coverage.COVERED for row in matrix_)
    unknown = sum(len(row.states(Standing.UNKNOWN)) for row in matrix_)
    stamp(found, as_of)
    typer.echo(
        f"{covered} of {len(matrix_)} required capabilities are covered by two or more; the coalition meets "
        f"{worth.known:g} of {worth.whole:g} by weight, at most {worth.possible:g}; "
        f"{unknown} of {len(matrix_) * len(asked.coalition)} cells are not assessed on the day. "
        f"Levels are judgements of {judged_by(found)}.",
        err=True,
    )


@gaps.command("interoperability")
def gaps_interoperability(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List pairs that jointly carry what a scenario needs without an agreement on information, logistics or access."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, here = Labels(found), world(found)
    items = interoperability_gaps(matrix(here, asked), here.parties, here.layers, as_of)
    frail = frailty(found, MEASURES["interoperability"], asked, items) if fragile else {}
    rows = [
        (
            label.all(gap.pair, "–"),
            gap.function,
            gap.lack.value,
            number(gap.weight),
            number(gap.share),
            " ".join(gap.capabilities),
            evidence(gap.evidence, format),
            *(frail_cells(frail, gap.key) if fragile else ()),
        )
        for gap in items
    ]
    show((*INTEROPERABILITY, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, sum(gap.lack is Lack.UNKNOWN for gap in items))


@gaps.command("funding")
def gaps_funding(
    coalition: Coalition,
    scenario: Scenario,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the capability gaps on which no programme on record works in the coalition."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, here = Labels(found), world(found)
    items = funding_gaps(capability_gaps(matrix(here, asked)), here.programmes, asked.states, as_of)
    rows = [
        (
            f"{label(item.key)} ({item.key})",
            item.gap.coverage.value,
            number(item.gap.row.weight),
            label.all(item.possible, "; "),
            evidence(item.evidence, format),
        )
        for item in items
    ]
    show(FUNDING, rows, format)
    stamp(found, as_of, sum(bool(item.possible) for item in items))


@gaps.command("environment")
def gaps_environment(
    between: Annotated[str, typer.Option(help="two states or more, by commas")],
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List what stands between states on a day, what it blocks, and whether what would ease it came."""
    found = opened(home, release)
    asked = Scene(states(found, split(between)), "", as_of)
    rows = environment_rows(found, asked, format)
    show((*ENVIRONMENT, "would ease it", "evidence"), [row[1:] for row in rows], format)
    stamp(found, as_of, sum(row[0] is Holding.UNKNOWN for row in rows))


def environment_rows(release: Release, asked: Scene, form: Format) -> list[tuple[object, ...]]:
    """Return a row for each impediment, its standing first."""
    here, label = world(release), Labels(release)
    return [
        (
            gap.holding,
            label(gap.origin),
            label(gap.partner),
            f"{label(gap.impediment.id)} ({gap.impediment.id})",
            gap.impediment.kind,
            gap.holding.value if gap.holding is Holding.HOLDS else "unknown",
            gap.since,
            gap.impediment.effect,
            " ".join(
                f"{e.instrument} ({'in force' if e.holding is Holding.HOLDS else 'not yet'})" for e in gap.easings
            ),
            gap.impediment.remedy,
            evidence(gap.evidence, form),
        )
        for gap in environment_gaps(here.impediments, Law(here.parties, here.policies), asked.coalition, asked.day)
    ]
