"""Commands on sources and releases: how sources stand, how to cite them, where they differ, what changed."""

from typing import Annotated, Final

import polars as pl
import typer

from api.commands.options import Home, opened
from api.commands.output import Format, ReleaseId, RowFormat, notes, show
from api.settings import read_settings
from graph.bibliography import bibtex
from graph.changes import changes
from graph.documents import documents
from graph.errors import BadParameter
from graph.tables import read_tables

sources = typer.Typer(invoke_without_command=True, help="How the sources stand; cite them; where they differ.")
_COLUMNS: Final = (
    *("source", "status", "version", "rows", "statements", "left out", "horizon", "licence", "redistributable"),
    *("last read", "title"),
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
        cited = [
            (d.id, d.citations, d.kind, d.issued, d.publisher, d.title, d.url) for d in documents(opened(home, release))
        ]
        show(("id", "citations", "kind", "issued", "publisher", "title", "url"), cited, format)
        return
    # Knows the connectors, which other commands need not load.
    from ingest.status import statuses  # noqa: PLC0415

    found = statuses(home or read_settings().home)
    rows = [
        (
            s.key,
            s.status,
            s.version,
            s.rows,
            s.statements,
            s.quarantined,
            s.horizon,
            s.licence,
            s.redistributable,
            s.last_read,
            s.title,
        )
        for s in found
    ]
    show(_COLUMNS, rows, format)


@sources.command()
def cite(release: ReleaseId = None, home: Home = None) -> None:
    """Print BibTeX for the sources in use."""
    typer.echo(bibtex(opened(home, release)), nl=False)


@sources.command()
def conflicts(
    about: Annotated[str, typer.Option(help="party, date or obligation; all by default")] = "",
    agreement: Annotated[str, typer.Option(help="id of one agreement")] = "",
    actor: Annotated[str, typer.Option(help="id of one party")] = "",
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List where sources that tell of one agreement differ on party, date or obligation."""
    found = opened(home, release)
    if about and about not in ("party", "date", "obligation"):
        raise BadParameter(f"--about {about!r}: write party, date or obligation")
    table = read_tables(found).conflicts
    for column, wanted in (("about", about), ("agreement", agreement), ("actor", actor)):
        if wanted:
            table = table.filter(pl.col(column) == wanted)
    shown = table.drop("statement_a", "statement_b") if format is Format.TABLE else table
    show(shown.columns, list(shown.iter_rows()), format)
    notes.print(f"{table.height:,} differences on {table['agreement'].n_unique():,} agreements, release {found.id}")


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="a release")],
    new: Annotated[str, typer.Argument(metavar="B", help="a later one")],
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List what release B says differently from release A: agreements added, parties left, dates moved."""
    found = changes(opened(home, old), opened(home, new))
    show(
        ("change", "thing", "actor", "before", "after"),
        [(c.what, c.thing, c.actor, c.before, c.after) for c in found],
        format,
    )
    notes.print(f"{len(found):,} differences from {old} to {new}")
