"""Commands on commitments and industry: promises without acts, firms without a path."""

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
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, show
from graph.errors import BadParameter
from graph.gaps.ask import Need, ask_promises, promise_measure, reach_measure
from graph.gaps.commitment import Standing, commitment_gaps, record, records
from graph.gaps.industry import MAX_HOPS, industry_gaps, industry_links
from graph.gaps.technologies import technologies
from graph.parties import Basis
from graph.scene import Scene
from graph.world.reading import world_by

OPEN: Final = ("instrument", "section", "promise", "kind", "promised", "open for days", "evidence")
RECORDS: Final = ("instrument", "made", "open", "acted on", "share", "median days", "oldest open", "contingent")
FIRMS: Final = ("firm", "technologies", "dual use", "could serve", "worth", "hops", "path", "evidence")


def gaps_commitment(
    states: Annotated[str, typer.Option(help="one state, or several by commas: promises among them")] = "",
    agreement: Annotated[str, typer.Option(help="id of one instrument")] = "",
    by: Annotated[str, typer.Option(help="promise: each open one; instrument: the record of each")] = "promise",
    fragile: Fragile = False,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List promises with no recorded implementing act, oldest first, or what became of each instrument's promises."""
    found = opened(home, release)
    label, reading = Labels(found), reading_of(include)
    every = ask_promises(found, as_of, split(states), agreement or None, reading)
    if by not in ("promise", "instrument"):
        raise BadParameter(f"--by {by!r}: write promise or instrument")
    if by == "instrument":
        rows: list[tuple[object, ...]] = [
            (label(r.instrument), r.made, r.open, r.acted_on, number(r.share), r.median, r.oldest, r.contingent)
            for r in records(every)
        ]
        show(RECORDS, rows, format)
    else:
        items, told = commitment_gaps(every), promise_measure((Standing.OPEN,))
        frail = frailty(found, told, Scene((), "", as_of), items, reading) if fragile else {}
        rows = [
            (
                label(p.provision.instrument),
                p.provision.section,
                label(p.provision.id),
                p.provision.kind,
                p.promised,
                p.age,
                evidence(p.evidence, format),
                *(frail_cells(frail, p.key) if fragile else ()),
            )
            for p in items
        ]
        show((*OPEN, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    whole = record("", every)
    stamp(found, as_of, reading=reading, found=rows)
    median = "more than half still wait" if whole.median is None else f"half were acted on within {whole.median} days"
    notes.print(f"{whole.open} open, {whole.acted_on} acted on, {whole.contingent} ask for nothing yet; {median}.")


def gaps_industry(
    firms_of: Annotated[str, typer.Option("--firms-of", help="the firms' state")],
    towards: Annotated[str, typer.Option(help="the state whose programmes and primes are sought")],
    coalition: Annotated[str, typer.Option("--coalition", "-c", help="with --scenario: whose gaps give worth")] = "",
    scenario: Annotated[str, typer.Option("--scenario", "-s", help="its gaps give worth; none: any scenario's")] = "",
    technology: Annotated[str, typer.Option(help="keep firms of one technology, such as robotics")] = "",
    hops: Annotated[int, typer.Option(min=1, max=10, help="longest path that counts")] = MAX_HOPS,
    linked: Annotated[bool, typer.Option("--linked", help="list the firms with a path instead")] = False,
    fragile: Fragile = False,
    basis: ByBasis = Basis.IN_FORCE,
    include: Include = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List firms whose technology could serve a gap, with no recorded path to another state's programmes or primes."""
    found = opened(home, release)
    label, reading, asked = Labels(found), reading_of(include, basis), Scene((), "", as_of)
    need = Need(tuple(split(coalition)), scenario or None, hops)
    reaches = reach_measure(found, (firms_of, towards), need)
    every = reaches(world_by(found, reading), asked)
    wanted = technologies().named(technology) if technology else None
    chosen = industry_links if linked else industry_gaps
    items = chosen(every, wanted)
    frail = frailty(found, lambda w, a: chosen(reaches(w, a), wanted), asked, items, reading) if fragile else {}
    rows = [
        (
            label(r.firm.id),
            " ".join(r.technologies),
            r.dual_use,
            " ".join(r.serves),
            number(r.worth),
            r.hops if r.is_linked else None,
            label.all(r.path, " → "),
            evidence(r.evidence, format),
            *(frail_cells(frail, r.key) if fragile else ()),
        )
        for r in items
    ]
    show((*FIRMS, *(FRAGILE_COLUMNS if fragile else ())), rows, format)
    stamp(found, as_of, reading=reading, found=rows)
    there = sum(r.is_linked for r in every)
    notes.print(f"{there} of {len(every)} firms on record have a path within {hops} hops; ties on record are a sample.")
