"""Commands on commitments and industry: promises without acts, firms without a path."""

from typing import Annotated, Final

import typer

from api.commands.gaps import gaps
from api.commands.options import Home, Labels, evidence, number, opened, split, stamp
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, show
from graph.gaps.ask import Need, ask_promises, ask_reaches
from graph.gaps.commitment import commitment_gaps, record, records
from graph.gaps.industry import MAX_HOPS, industry_gaps
from graph.gaps.technologies import technologies

OPEN: Final = ("instrument", "section", "promise", "kind", "promised", "open for days", "evidence")
RECORDS: Final = ("instrument", "made", "open", "acted on", "share", "median days", "oldest open", "contingent")
FIRMS: Final = ("firm", "technologies", "dual use", "could serve", "worth", "hops", "path", "evidence")


def gaps_commitment(
    states: Annotated[str, typer.Option(help="one state, or several by commas: promises among them")] = "",
    agreement: Annotated[str, typer.Option(help="id of one instrument")] = "",
    by: Annotated[str, typer.Option(help="promise: each open one; instrument: the record of each")] = "promise",
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List promises with no recorded implementing act, oldest first, or what became of each instrument's promises."""
    found = opened(home, release)
    label = Labels(found)
    every = ask_promises(found, as_of, split(states), agreement or None)
    if by == "instrument":
        rows: list[tuple[object, ...]] = [
            (label(r.instrument), r.made, r.open, r.acted_on, number(r.share), r.median, r.oldest, r.contingent)
            for r in records(every)
        ]
        show(RECORDS, rows, format)
    else:
        rows = [
            (
                label(p.provision.instrument),
                p.provision.section,
                label(p.provision.id),
                p.provision.kind,
                p.promised,
                p.age,
                evidence(p.evidence, format),
            )
            for p in commitment_gaps(every)
        ]
        show(OPEN, rows, format)
    whole = record("", every)
    stamp(found, as_of)
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
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List firms whose technology could serve a gap, with no recorded path to another state's programmes or primes."""
    found = opened(home, release)
    label = Labels(found)
    need = Need(tuple(split(coalition)), scenario or None, hops)
    every = ask_reaches(found, as_of, (firms_of, towards), need)
    wanted = technologies().named(technology) if technology else None
    of_technology = [r for r in every if r.is_linked and (wanted is None or wanted.id in r.technologies)]
    items = of_technology if linked else industry_gaps(every, wanted)
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
        )
        for r in items
    ]
    show(FIRMS, rows, format)
    stamp(found, as_of)
    there = sum(r.is_linked for r in every)
    notes.print(f"{there} of {len(every)} firms on record have a path within {hops} hops; ties on record are a sample.")


gaps.command("commitment")(gaps_commitment)
gaps.command("industry")(gaps_industry)
