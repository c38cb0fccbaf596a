"""Commands on sources and releases: how sources stand, how to cite them, where they differ, what changed.

To list the sources is asked often and reads no table, so what reads tables is imported where it is used.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.output import Format, ReleaseId, RowFormat, notes, show
from api.settings import read_settings
from graph.bibliography import bibtex
from graph.errors import BadParameter

if TYPE_CHECKING:
    from ingest.status import SourceStatus

_SIDES: Final = ("agreement", "title", "actor", "differ on", "one says", "the other says")
_NOT_ADDED: Final = "not added"
_SHORT: Final = ("source", "status", "rows", "left out", "looked until", "licence", "pass on", "last read")
_LICENCE: Final = 26
"""The most letters of a licence that a table shows."""
sources = typer.Typer(invoke_without_command=True, help="How the sources stand; cite them; where they differ.")
_COLUMNS: Final = (
    *("source", "status", "version", "rows", "statements", "left out", "horizon", "licence", "redistributable"),
    *("last read", "title", "left out on purpose"),
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
    about = (s.horizon, s.licence, s.redistributable, s.last_read, s.title, s.left_out)
    return (s.key, s.status, s.version, *counts, *about)


def _tables(found: Sequence["SourceStatus"]) -> None:
    """Show the sources in use and, below them, those that wait for files: what a terminal has room for."""
    show(_SHORT, [_brief(s) for s in found if s.status != _NOT_ADDED], Format.TABLE)
    for one in found:
        if one.left_out:
            notes.print(f"{one.key}: {one.left_out} (docs/datasets.md says why)")
    waiting = [(s.key, s.title) for s in found if s.status == _NOT_ADDED]
    if waiting:
        typer.echo()
        show(("not added", "what it is"), waiting, Format.TABLE)
    notes.print("More columns: --format csv. Add one: `kaname add SOURCE FILE` (docs/datasets.md).")


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
    actor: Annotated[str, typer.Option(help="id of one party")] = "",
    between: Annotated[str, typer.Option(help="one or two sources, by a comma: atop,cow-alliances")] = "",
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List where sources that tell of one agreement differ on party, date or obligation, gravest first."""
    import polars as pl  # noqa: PLC0415

    from graph.conflicts import weighed  # noqa: PLC0415
    from graph.tables import read_tables  # noqa: PLC0415

    found = opened(home, release)
    if about and about not in ("party", "date", "obligation"):
        raise BadParameter(f"--about {about!r}: write party, date or obligation")
    table = weighed(read_tables(found))
    for column, wanted in (("about", about), ("agreement", agreement), ("actor", actor)):
        if wanted:
            table = table.filter(pl.col(column) == wanted)
    for key in filter(None, between.split(",")):
        table = table.filter((pl.col("source_a") == key.strip()) | (pl.col("source_b") == key.strip()))
    if format is Format.TABLE:
        show(_SIDES, [_sides(row) for row in table.iter_rows(named=True)], format)
    else:
        show(table.columns, list(table.iter_rows()), format)
    for what, detail, count in table.group_by("about", "detail").len().sort("about", "detail").iter_rows():
        notes.print(f"{count:>7,} {what}: {detail}")
    where = _told(table["agreement"].n_unique(), "agreement")
    notes.print(f"{_told(table.height, 'difference')} on {where}, release {found.id}")


def _sides(row: dict[str, str]) -> tuple[str, ...]:
    """Return a difference with what each source says; the second may say nothing."""
    said = (f"{row[f'source_{side}']}: {row[f'value_{side}'] or 'nothing'}" for side in ("a", "b"))
    return (row["agreement"], row["title"], row["actor"], f"{row['about']}: {row['detail']}", *said)


def _told(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


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
    notes.print(f"{_told(len(found), 'difference')} from {old} to {new}")
