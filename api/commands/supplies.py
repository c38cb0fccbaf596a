"""Commands on what may run out: items from one supplier, agreements that end."""

from typing import Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.options import (
    FRAGILE_COLUMNS,
    ByBasis,
    Fragile,
    Include,
    Labels,
    evidence,
    frail_cells,
    frailty,
    number,
    reading_of,
    split,
    stamp,
)
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, show
from graph.chokepoints.ask import (
    ask_deadlines,
    ask_supply,
    ending_within,
)
from graph.chokepoints.supply import dominators
from graph.dates import Holding
from graph.measures import MEASURES
from graph.parties import Basis
from graph.scene import Scene
from graph.world.reading import world_by

SUPPLY: Final = (
    "item",
    "from",
    "grip",
    "share",
    "HHI",
    "figures of",
    "standing",
    "depend on it",
    "alternatives",
    "evidence",
)
DEADLINE: Final = ("agreement", "cause", "on", "parties", "replaced by", "evidence")


def chokepoints_supply(
    coalition: Annotated[str, typer.Option("--coalition", "-c", help="what these states depend on; none: all")] = "",
    firms: Annotated[
        bool, typer.Option("--firms", help="firms through which all recorded supply runs instead")
    ] = False,
    fragile: Fragile = False,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List items that one state supplies, with shares, dates and who depends on them."""
    found = opened(home, release)
    label, reading = Labels(found), reading_of(include)
    if firms:
        held = dominators(world_by(found, reading).ties, as_of)
        cut = [(label(d.firm), len(d.cuts_off), label.all(d.cuts_off), evidence(d.evidence, format)) for d in held]
        show(("firm", "cuts off", "firms", "evidence"), cut, format)
        stamp(found, as_of, reading=reading, found=cut)
        return
    items = ask_supply(found, as_of, split(coalition), reading)
    frail = frailty(found, MEASURES["supply"], Scene((), "", as_of), items, reading) if fragile else {}
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
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*SUPPLY, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    certain = ask_supply(found, as_of, split(coalition))
    stamp(found, as_of, sum(item.holding is Holding.UNKNOWN for item in certain), reading, rows)


def chokepoints_deadline(
    within: Annotated[int, typer.Option(min=1, help="length of the watch [days]")] = 730,
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the agreements that end within a horizon by what is on record, and those with a term without a day."""
    found = opened(home, release)
    label, reading = Labels(found), reading_of(include, basis)
    items = ask_deadlines(found, as_of, within, reading)
    ending, asked = ending_within(found, within, reading.include), Scene((), "", as_of)
    frail = frailty(found, ending, asked, items, reading.certain) if fragile else {}
    rows = [
        (
            f"{label(item.agreement)} ({item.agreement})",
            item.cause.value,
            item.on,
            label.all(item.parties),
            " ".join(item.replaced),
            evidence(item.evidence, format),
            *(frail_cells(frail, item.key) if fragile else ()),
        )
        for item in items
    ]
    show((*DEADLINE, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, reading=reading, found=rows)
