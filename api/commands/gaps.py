"""Commands on gaps: what a coalition or a pair lacks on a day."""

from typing import Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.options import (
    FRAGILE_COLUMNS,
    ByBasis,
    Coalition,
    Fragile,
    Include,
    Labels,
    Scenario,
    evidence,
    frail_cells,
    frailty,
    number,
    reading_of,
    split,
    stamp,
    warn,
)
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, show
from graph.coverage.matrix import Coverage
from graph.coverage.value import coalition_value
from graph.gaps.agreement import Lack
from graph.gaps.ask import ask_agreement_gaps, expected_by, rules
from graph.gaps.capability import capability_gaps
from graph.measures import MEASURES, matrix, pairs_without
from graph.parties import Basis
from graph.scene import Scene, scene
from graph.things import catalogue
from graph.world.reading import world_by

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


@gaps.command("agreement")
def gaps_agreement(
    states: Annotated[str, typer.Option(help="one state: its pairs; several, by commas: the pairs among them")] = "",
    expects: Annotated[str | None, typer.Option(help="kind expected, such as rdp-mou")] = None,
    premise: Annotated[str | None, typer.Option(help="kind that raises the expectation")] = None,
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the pairs that stand in a rule's premise and lack the agreement that it expects."""
    found = opened(home, release)
    known, reading = catalogue(found), reading_of(include, basis)
    chosen = rules(expects, premise)
    items = ask_agreement_gaps(found, as_of, split(states), chosen, reading)
    certain = ask_agreement_gaps(found, as_of, split(states), chosen, reading.certain)
    frail = frailty(found, expected_by(chosen), Scene((), "", as_of), items, reading) if fragile else {}
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
            *(frail_cells(frail, gap.key) if fragile else ()),
        )
        for gap in items
    ]
    show((*AGREEMENT, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, sum(gap.lack is Lack.UNKNOWN for gap in certain), reading, rows)


@gaps.command("capability")
def gaps_capability(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the required capabilities that fewer than two nations bring, worst first; what is unknown is named."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    reading = reading_of(include)
    label, here = Labels(found), world_by(found, reading)
    matrix_ = matrix(here, asked)
    items = capability_gaps(matrix_)
    frail = frailty(found, MEASURES["capability"], asked, items, reading) if fragile else {}
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
    stamp(found, as_of, reading=reading, found=rows)
    notes.print(
        f"{covered} of {len(matrix_)} required capabilities are covered by two or more; the coalition meets "
        f"{worth.known:g} of {worth.whole:g} by weight, at most {worth.possible:g}."
    )
    warn(found, here, asked)


@gaps.command("interoperability")
def gaps_interoperability(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List pairs that jointly carry what a scenario needs without an agreement on information, logistics or access."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, reading = Labels(found), reading_of(include, basis)
    here = world_by(found, reading)
    items = pairs_without(here, asked)
    frail = frailty(found, MEASURES["interoperability"], asked, items, reading) if fragile else {}
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
    certain = pairs_without(world_by(found, reading.certain), asked)
    stamp(found, as_of, sum(gap.lack is Lack.UNKNOWN for gap in certain), reading, rows)
    warn(found, here, asked)
