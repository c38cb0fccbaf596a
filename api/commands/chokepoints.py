"""Commands on chokepoints: where an alliance hangs on one thread."""

from typing import Annotated, Final

import typer

from api.commands.options import (
    FRAGILE_COLUMNS,
    Coalition,
    Fragile,
    Home,
    Labels,
    Layer,
    Scenario,
    evidence,
    frail_cells,
    frailty,
    number,
    opened,
    split,
    stamp,
)
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, show
from graph.chokepoints.ask import ask_agreements, ask_brokers, ask_deadlines, ask_structural, ask_supply
from graph.chokepoints.pivotal import pivotal_nations
from graph.chokepoints.supply import dominators
from graph.dates import Holding
from graph.measures import MEASURES, matrix, structural_in
from graph.parties import Basis
from graph.scene import Scene, scene
from graph.world.world import world

chokepoints = typer.Typer(no_args_is_help=True, help="Where an alliance hangs on one thread.")

STRUCTURAL: Final = ("cut", "what", "severed", "falls apart", "agreements", "evidence")
AGREEMENT: Final = ("agreement", "last link of pairs", "joins pairs", "pairs", "evidence")
PIVOTAL: Final = ("nation", "Shapley value", "share", "lost without it", "alone meets", "not assessed", "evidence")
BROKER: Final = ("party", "betweenness", "rank", "rank interval", "constraint", "partners", "evidence")
SUPPLY: Final = ("item", "from", "grip", "share", "HHI", "figures of", "standing", "depend on it", "alternatives")
DEADLINE: Final = ("agreement", "cause", "on", "parties", "replaced by", "evidence")


@chokepoints.command("structural")
def chokepoints_structural(
    layer: Layer = "security",
    between: Annotated[str, typer.Option(help="two parties, by a comma: the minimum cut between them")] = "",
    basis: Annotated[Basis, typer.Option(help="what makes a party")] = Basis.IN_FORCE,
    fragile: Fragile = False,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the parties and bonds whose loss splits a layer, or the fewest parties that part two others."""
    found = opened(home, release)
    label = Labels(found)
    seen, items = ask_structural(found, as_of, layer, basis, split(between))
    told = fragile and not between
    frail = frailty(found, structural_in(layer), Scene((), "", as_of), items) if told else {}
    rows = [
        (
            item.cut.value,
            label.all(item.members, "–"),
            item.severed,
            "; ".join(label.all(part) for part in item.parts),
            " ".join(item.agreements),
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if told else ()),
        )
        for item in items
    ]
    show((*STRUCTURAL, *(FRAGILE_COLUMNS if told else ())), rows, format)
    stamp(found, as_of, seen.unknown)


@chokepoints.command("agreement")
def chokepoints_agreement(
    layer: Layer = "information",
    coalition: Annotated[str, typer.Option("--coalition", "-c", help="keep the pairs among these states")] = "",
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List agreements whose lapse takes some pair's last link in a layer."""
    found = opened(home, release)
    label = Labels(found)
    seen, items = ask_agreements(found, as_of, layer, split(coalition))
    rows = [
        (
            f"{label(item.agreement)} ({item.agreement})",
            len(item.pairs),
            item.joins,
            "; ".join(label.all(pair, "–") for pair in item.pairs[:10]) + (" …" if len(item.pairs) > 10 else ""),
            evidence(item.evidence, format),
        )
        for item in items
    ]
    show(AGREEMENT, rows, format)
    stamp(found, as_of, seen.unknown)


@chokepoints.command("pivotal")
def chokepoints_pivotal(
    coalition: Coalition,
    scenario: Scenario,
    fragile: Fragile = False,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the nations of a coalition by what they bring on average to a scenario, and what only they have."""
    found = opened(home, release)
    asked = scene(found, split(coalition), scenario, as_of)
    label, items = Labels(found), pivotal_nations(matrix(world(found), asked))
    frail = frailty(found, MEASURES["pivotal"], asked, items) if fragile else {}
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
    stamp(found, as_of, sum(len(item.unknown) for item in items))


@chokepoints.command("broker")
def chokepoints_broker(
    layer: Layer = "security",
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the parties that stand between others in a layer, with the interval of their rank under resampling."""
    found = opened(home, release)
    label = Labels(found)
    seen, items = ask_brokers(found, as_of, layer)
    rows = [
        (
            label(item.party),
            f"{item.betweenness:.4f}",
            item.rank,
            f"{item.rank_best}–{item.rank_worst}",
            number(item.constraint),
            item.partners,
            evidence(item.evidence, format),
        )
        for item in items
    ]
    show(BROKER, rows, format)
    stamp(found, as_of, seen.unknown)


@chokepoints.command("supply")
def chokepoints_supply(
    coalition: Annotated[str, typer.Option("--coalition", "-c", help="what these states depend on; none: all")] = "",
    firms: Annotated[
        bool, typer.Option("--firms", help="firms through which all recorded supply runs instead")
    ] = False,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List items that one state supplies, with shares, dates and who depends on them."""
    found = opened(home, release)
    label = Labels(found)
    if firms:
        held = dominators(world(found).ties, as_of)
        cut = [(label(d.firm), len(d.cuts_off), label.all(d.cuts_off), evidence(d.evidence, format)) for d in held]
        show(("firm", "cuts off", "firms", "evidence"), cut, format)
        stamp(found, as_of)
        return
    items = ask_supply(found, as_of, split(coalition))
    rows = [
        (
            f"{item.dependency.item} ({item.dependency.id})",
            label.all(item.dependency.suppliers),
            item.grip.value,
            number(item.dependency.share),
            f"{item.hhi_least:.2f}–{item.hhi_most:.2f}" if item.hhi_least is not None else "",
            item.stated.year if item.stated else None,
            item.holding.value,
            label.all(item.dependency.dependents),
            item.dependency.alternatives,
            evidence(item.evidence, format),
        )
        for item in items
    ]
    show((*SUPPLY, "evidence"), rows, format)
    stamp(found, as_of, sum(item.holding is Holding.UNKNOWN for item in items))


@chokepoints.command("deadline")
def chokepoints_deadline(
    within: Annotated[int, typer.Option(min=1, help="length of the watch [days]")] = 730,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the agreements that end within a horizon by what is on record, and those with a term without a day."""
    found = opened(home, release)
    label = Labels(found)
    rows = [
        (
            f"{label(item.agreement)} ({item.agreement})",
            item.cause.value,
            item.on,
            label.all(item.parties),
            " ".join(item.replaced),
            evidence(item.evidence, format),
        )
        for item in ask_deadlines(found, as_of, within)
    ]
    show(DEADLINE, rows, format)
    stamp(found, as_of)
