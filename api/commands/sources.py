"""Commands on sources and releases: how sources stand, how to cite them, where they differ, what changed.

To list the sources is asked often and reads no table, so what reads tables is imported where it is used.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.output import Format, ReleaseId, RowFormat, notes, show, width
from api.settings import read_settings
from graph.bibliography import bibtex
from graph.wording import count, first_of

if TYPE_CHECKING:
    from graph.disputes import Dispute
    from ingest.status import SourceStatus

_SIDES: Final = ("agreement", "title", "parties", "differ on", "one says", "the other says")
_NOT_ADDED: Final = "not added"
_SHORT: Final = ("source", "status", "rows", "left out", "looked until", "licence", "pass on", "last read")
_LICENCE: Final = 26
"""The most letters of a licence that a table shows beside all else."""
_REASONS: Final = 6
"""The most lines that tell why a source failed."""
_WIDE: Final = 112
"""The letters of a line that has room for it."""
sources = typer.Typer(invoke_without_command=True, help="How the sources stand; cite them; where they differ.")
_COLUMNS: Final = (
    *("source", "status", "version", "edition", "rows", "statements", "left out", "horizon", "licence"),
    *("redistributable", "last read", "title", "left out on purpose", "why it failed"),
)


@sources.callback()
def listed(
    context: typer.Context,
    release: ReleaseId = None,
    home: Home = None,
    documents_too: Annotated[bool, typer.Option("--documents", help="list the cited documents instead")] = False,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List all sources and how they stand, or the documents that the release cites."""
    if context.invoked_subcommand is not None:
        return
    if documents_too:
        from graph.documents import documents  # noqa: PLC0415

        cited = [
            (d.id, d.citations, d.kind, d.issued, d.publisher, d.title, d.url) for d in documents(opened(home, release))
        ]
        show(("id", "citations", "kind", "issued", "publisher", "title", "url"), cited, format)
        return
    # Knows the connectors, which other commands need not load.
    from ingest.status import statuses  # noqa: PLC0415

    found = statuses(home or read_settings().home)
    if format is Format.TABLE:
        _tables(found)
    else:
        show(_COLUMNS, [_whole(s) for s in found], format)


def _whole(s: "SourceStatus") -> tuple[object, ...]:
    counts = (s.rows, s.statements, s.quarantined)
    about = (s.horizon, s.licence, s.redistributable, s.last_read, s.title, s.left_out, s.why)
    return (s.key, s.status, s.version, s.edition, *counts, *about)


def _tables(found: Sequence["SourceStatus"]) -> None:
    """Show the sources in use and, below them, those that wait for files: what a terminal has room for."""
    _in_use([s for s in found if s.status != _NOT_ADDED])
    for one in found:
        if one.edition:
            notes.print(f"{one.key}: edition “{one.edition}”")
        if one.why:
            told = first_of(one.why.splitlines(), _REASONS, "lines")
            notes.print(f"{one.key} failed: " + "\n  ".join(told))
        if one.left_out:
            notes.print(f"{one.key}: {one.left_out} (docs/datasets.md says why)")
    waiting = [(s.key, s.title) for s in found if s.status == _NOT_ADDED]
    if waiting:
        typer.echo()
        show(("not added", "what it is"), waiting, Format.TABLE)
    notes.print("More columns: --format csv. Add one: `kaname add SOURCE FILE` (docs/datasets.md).")


def _in_use(found: Sequence["SourceStatus"]) -> None:
    """Show the sources in use, their licences in a table of their own where lines are short."""
    if width() >= _WIDE:
        show(_SHORT, [_brief(s) for s in found], Format.TABLE)
        return
    without = [place for place, column in enumerate(_SHORT) if column not in ("licence", "looked until")]
    rows = [_brief(s) for s in found]
    show([*(_SHORT[p] for p in without), "until"], [[*(r[p] for p in without), r[4]] for r in rows], Format.TABLE)
    typer.echo()
    show(("source", "licence"), [(s.key, s.licence) for s in found], Format.TABLE)


def _brief(s: "SourceStatus") -> tuple[str, ...]:
    status = s.status.removesuffix(" since the build")
    licence = s.licence.partition(";")[0]
    shown = licence if len(licence) <= _LICENCE else f"{licence[: _LICENCE - 1]}…"
    passed_on = "yes" if s.redistributable else "no"
    return (s.key, status, _count(s.rows), _count(s.quarantined), s.horizon, shown, passed_on, s.last_read[:10])


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


@sources.command()
def cite(release: ReleaseId = None, home: Home = None) -> None:
    """Print BibTeX for the sources in use."""
    typer.echo(bibtex(opened(home, release)), nl=False)


@sources.command()
def conflicts(
    about: Annotated[str, typer.Option(help="party, date or obligation; all by default")] = "",
    agreement: Annotated[str, typer.Option(help="id of one agreement")] = "",
    actor: Annotated[str, typer.Option(help="id of a party, or of two by a comma: what they share")] = "",
    between: Annotated[str, typer.Option(help="one or two sources, by a comma: atop,cow-alliances")] = "",
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List where sources that tell of one agreement differ on party, date or obligation, gravest first."""
    from api.commands.options import split  # noqa: PLC0415
    from graph.disputes import Wanted, disputes, told_once  # noqa: PLC0415

    found = opened(home, release)
    table = disputes(found, Wanted(about, agreement, tuple(split(actor)), tuple(split(between))))
    if format is Format.TABLE:
        show(_SIDES, [_sides(one) for one in told_once(table)], format)
    else:
        show(table.columns, list(table.iter_rows()), format)
    for what, detail, number in table.group_by("about", "detail").len().sort("about", "detail").iter_rows():
        notes.print(f"{number:>7,} {what}: {detail}")
    where = count(table["agreement"].n_unique(), "agreement")
    notes.print(f"{count(table.height, 'difference')} on {where}, release {found.id}")
    if format is Format.TABLE:
        notes.print("Parties of whom the same is said share a line; --format csv has a line for each.")


@sources.command(name="joined")
def listed_joined(release: ReleaseId = None, home: Home = None, format: RowFormat = Format.TABLE) -> None:  # noqa: A002
    """List the ids of sources that were joined as one agreement or firm, and why; identity/review.csv has the rest."""
    from graph.joined import joined  # noqa: PLC0415

    found = joined(opened(home, release))
    show(("id", "joined to", "name", "reason"), [(j.alias, j.stands, j.name, j.reason) for j in found], format)
    notes.print(f"{count(len(found), 'id')} joined; write `different` beside a pair in identity/review.csv to part it")


def _sides(one: "Dispute") -> tuple[str, ...]:
    """Return a difference with what each source says; the second may say nothing."""
    who = ", ".join(party.actor for party in one.parties)
    sides = (f"{one.source_a}: {one.value_a or 'nothing'}", f"{', '.join(one.sources_b)}: {one.value_b or 'nothing'}")
    return (one.agreement, one.title, who, f"{one.about}: {one.detail}", *sides)


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="a release")],
    new: Annotated[str, typer.Argument(metavar="B", help="a later one")],
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List what release B says differently from release A: agreements added, parties left, dates moved."""
    from graph.changes import changes  # noqa: PLC0415
    from graph.tidings import Names, tidings  # noqa: PLC0415

    a, b = opened(home, old), opened(home, new)
    found = changes(a, b)
    if format is Format.TABLE:
        show(("change", "of", "what changed", "id"), [(t.what, t.name, t.text, t.thing) for t in tidings(a, b)], format)
    else:
        name = Names(a, b)
        columns = ("change", "thing", "name", "actor", "actor name", "before", "after")
        rows = [(c.what, c.thing, name(c.thing), c.actor, name(c.actor), c.before, c.after) for c in found]
        show(columns, rows, format)
    notes.print(f"{count(len(found), 'difference')} from {old} to {new}")
