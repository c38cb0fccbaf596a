"""The command that writes bulk exports."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.ask import Home, opened, stamp
from api.commands.output import AsOf, ReleaseId, notes
from graph.dates import Holding
from graph.errors import BadParameter
from graph.export.formats import FORMATS, export_file, export_format
from graph.export.job import Job
from graph.held import Wanted, doubtful, layers_of
from graph.parties import Basis


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join(FORMATS))],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="where to write")],
    layer: Annotated[str, typer.Option(help="layers by commas; all by default")] = "",
    basis: Annotated[Basis, typer.Option(help="what makes a party")] = Basis.IN_FORCE,
    include: Annotated[str, typer.Option(help="unknown adds what may hold but is not known to")] = "",
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Write all that holds on a day to a file, with FILE.sha256 and FILE.meta.json beside it."""
    export_format(form)
    if include not in ("", "unknown"):
        raise BadParameter(f"--include {include!r} is not known; write --include unknown or leave it out")
    if not output.parent.is_dir():
        raise BadParameter(f"{output}: there is no folder {output.parent}; make it first")
    found = opened(home, release)
    shown = (Holding.HOLDS, Holding.UNKNOWN) if include else (Holding.HOLDS,)
    job = Job(found, Wanted(as_of, basis, shown, layers_of(layer)))
    receipt = export_file(form, job, output)
    notes.print(f"{output}: {receipt.rows:,} rows, {receipt.bytes:,} bytes, SHA-256 {receipt.sha256}")
    stamp(found, as_of, 0 if include else doubtful(job.tables, job.wanted))
