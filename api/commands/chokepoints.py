"""Commands on chokepoints: where an alliance hangs on one thread."""

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
    Layer,
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
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, show
from graph.chokepoints.ask import (
    ask_agreements,
    ask_brokers,
    ask_structural,
    cuts_in,
)
from graph.chokepoints.pivotal import pivotal_nations
from graph.measures import MEASURES, agreement_in, between_in, matrix
from graph.parties import Basis
from graph.scene import Scene, scene, states
from graph.world.reading import world_by

chokepoints = typer.Typer(no_args_is_help=True, help="Where an alliance hangs on one thread.")

STRUCTURAL: Final = ("cut", "what", "severed", "falls apart", "agreements", "evidence")
AGREEMENT: Final = ("agreement", "last link of pairs", "joins pairs", "pairs", "evidence")
PIVOTAL: Final = ("nation", "Shapley value", "share", "lost without it", "alone meets", "not assessed", "evidence")
BROKER: Final = ("party", "betweenness", "rank", "rank interval", "constraint", "partners", "evidence")


@chokepoints.command("structural")
def chokepoints_structural(
    layer: Layer = "security",
    between: Annotated[str, typer.Option(help="two parties, by a comma: the minimum cut between them")] = "",
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the parties and bonds whose loss splits a layer, or the fewest parties that part two others."""
    found = opened(home, release)
    label, reading = Labels(found), reading_of(include, basis)
    seen, items = ask_structural(found, as_of, layer, split(between), reading)
    cuts = cuts_in(layer, split(between))
    frail = frailty(found, cuts, Scene((), "", as_of), items, reading) if fragile else {}
    rows = [
        (
            item.cut.value,
            label.all(item.members, "–"),
            item.severed,
            "; ".join(label.all(part) for part in item.parts),
            " ".join(item.agreements),
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*STRUCTURAL, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, seen.unknown, reading, rows)


@chokepoints.command("agreement")
def chokepoints_agreement(
    layer: Layer = "information",
    coalition: Annotated[str, typer.Option("--coalition", "-c", help="keep the pairs among these states")] = "",
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List agreements whose lapse takes some pair's last link in a layer."""
    found = opened(home, release)
    label, reading = Labels(found), reading_of(include, basis)
    seen, items = ask_agreements(found, as_of, layer, split(coalition), reading)
    asked = Scene(states(found, split(coalition)) if coalition else (), "", as_of)
    frail = frailty(found, agreement_in(layer), asked, items, reading) if fragile else {}
    rows = [
        (
            f"{label(item.agreement)} ({item.agreement})",
            len(item.pairs),
            item.joins,
            "; ".join(label.all(pair, "–") for pair in item.pairs[:10]) + (" …" if len(item.pairs) > 10 else ""),
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*AGREEMENT, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, seen.unknown, reading, rows)


@chokepoints.command("pivotal")
def chokepoints_pivotal(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the nations of a coalition by what they bring on average to a scenario, and what only they have."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, reading = Labels(found), reading_of(include)
    here = world_by(found, reading)
    items = pivotal_nations(matrix(here, asked))
    frail = frailty(found, MEASURES["pivotal"], asked, items, reading) if fragile else {}
    rows = [
        (
            label(item.state),
            number(item.shapley),
            number(item.share),
            number(item.lost),
            " ".join(item.singles),
            " ".join(item.unknown),
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*PIVOTAL, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, reading=reading, found=rows)
    warn(found, here, asked)


@chokepoints.command("broker")
def chokepoints_broker(
    layer: Layer = "security",
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the parties that stand between others in a layer, with the interval of their rank under resampling."""
    found = opened(home, release)
    label, reading = Labels(found), reading_of(include, basis)
    seen, items = ask_brokers(found, as_of, layer, reading)
    asked = Scene((), "", as_of)
    frail = frailty(found, between_in(layer), asked, items, reading) if fragile else {}
    rows = [
        (
            label(item.party),
            f"{item.betweenness:.4f}",
            item.rank,
            f"{item.rank_best}–{item.rank_worst}",
            number(item.constraint),
            item.partners,
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*BROKER, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, seen.unknown, reading, rows)
