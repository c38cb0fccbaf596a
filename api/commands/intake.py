"""Commands that take in sources of the user: add, and its opposite."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from api.commands.opening import Home
from api.commands.output import notes
from api.settings import read_settings
from graph.clock import today
from graph.errors import BadParameter, BuildError
from graph.wording import count
from ingest.added import remove
from ingest.adding import RdfNames, add_known, add_mapped, add_rdf, key_of
from ingest.cards import Edition, parse_model
from ingest.compiled import Compiled
from ingest.progress import Progress
from ingest.source import LEFT_OUT, left_out, rows_read
from ingest.staging import waiting

_SHOWN: Final = 10
"""The most faults that are shown at once."""


def add(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="the source (or `rdf`) and its files; with --mapping the files alone", metavar="SOURCE FILE…"
        ),
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="what the columns of a table mean: see docs/mapping.md")] = None,
    card: Annotated[Path | None, typer.Option(help="title, licence and citation of RDF files, as TOML")] = None,
    key: Annotated[
        str | None, typer.Option(help="name for RDF files without a card; the file's name by default")
    ] = None,
    edition: Annotated[
        str | None, typer.Option(help="name of the edition, where it is another than `kaname sources` lists")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="with --edition: the last day that it covers")
    ] = None,
    remove_key: Annotated[str | None, typer.Option("--remove", metavar="KEY", help="take a source out again")] = None,
    home: Home = None,
) -> None:
    """Take in the files of a source: checked now, compiled by the next build."""
    folder = home or read_settings().home
    if remove_key is not None:
        remove(folder, remove_key)
        notes.print(f"Source {remove_key!r} is out of the next build; run `kaname build`.")
        return
    given = [Path(name) for name in names or []]
    named = _edition(edition, until)
    if named and (mapping or (names and names[0] == "rdf")):
        raise BadParameter(
            "--edition: a mapping and the card of RDF files say of which version they are; write it there"
        )
    if mapping is not None:
        done = add_mapped(folder, mapping, given, Progress())
    elif not names or len(names) < 2:
        raise BadParameter("name a source and its files, or --mapping and a table; `kaname sources` lists the sources")
    elif names[0] == "rdf":
        done = add_rdf(folder, RdfNames(key or key_of(given[1]), card, today()), given[1:], Progress())
    else:
        if note := waiting(names[0]).card.opt_in_note:
            notes.print(note)
        done = add_known(folder, names[0], given[1:], Progress(), named)
    report(done)


def _edition(name: str | None, until: datetime | None) -> Edition | None:
    if name is None:
        if until:
            raise BadParameter("--until: say of which edition, with --edition NAME")
        return None
    try:
        return parse_model(Edition, {"name": name.strip(), "until": until.date() if until else None}, "--edition")
    except BuildError as error:
        raise BadParameter(str(error)) from error


def report(done: Compiled) -> None:
    """Tell what was taken in, and what was not."""
    files = {name: rows for name, rows in done.rows.items() if LEFT_OUT not in name}
    each = ", ".join(f"{name}: {rows:,}" for name, rows in files.items()) if len(files) > 1 else ", ".join(files)
    told = f"{count(rows_read(done.rows), 'row')} ({each}), {count(len(done.lines), 'statement')}"
    notes.print(f"Source {done.card.key!r} is taken in: {told}.")
    if without := left_out(done.rows):
        notes.print(f"Of these: {without}.")
    for note in done.notes[:20]:
        notes.print(f"note: {note}")
    if done.quarantine:
        many = len(done.quarantine)
        notes.print(f"{count(many, 'fault is', 'faults are')} left out, as the card tolerates:")
        for fault in done.quarantine[:_SHOWN]:
            notes.print(f"  {fault}")
        if many > _SHOWN:
            notes.print(f"  … and {many - _SHOWN:,} more, all in quarantine/{done.card.key}.csv of the next release")
    notes.print("Run `kaname build` to make a release with it.")
