"""The command that writes bulk exports."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import Home, opened
from api.commands.options import stamp
from api.commands.output import AsOf, ReleaseId, notes
from graph.dates import Holding
from graph.errors import BadParameter
from graph.export.formats import FORMATS, export_file, export_format
from graph.export.job import Job
from graph.held import Wanted, doubtful, layers_of
from graph.parties import Basis
from graph.release import Release


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join(FORMATS))],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="where to write")],
    layer: Annotated[str, typer.Option(help="layers by commas; all by default")] = "",
    basis: Annotated[Basis, typer.Option(help="what makes a party")] = Basis.IN_FORCE,
    include: Annotated[str, typer.Option(help="unknown adds what may hold but is not known to")] = "",
    redistributable: Annotated[bool, typer.Option("--redistributable", help="only what may be passed on")] = False,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Write all that holds on a day to a file, with FILE.sha256 and FILE.meta.json beside it.

    With --redistributable: what may be passed on, of all days, as statements (nquads) or a folder of tables (csv).
    """
    if redistributable:
        _write_redistributable(opened(home, release), form, output)
        return
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


def _write_redistributable(found: Release, form: str, output: Path) -> None:
    if form not in ("nquads", "csv"):
        raise BadParameter(f"no format {form!r} with --redistributable; write nquads or csv")
    # Slow to import, and used here only.
    from ingest.redistribution import write_csv, write_quads  # noqa: PLC0415

    count = write_quads(found, output) if form == "nquads" else write_csv(found, output)
    barred = [s.key for s in found.manifest.sources if not s.redistributable]
    notes.print(f"{output}: {count:,} {'statements' if form == 'nquads' else 'rows'} of release {found.id}")
    notes.print(f"Left out, as their licence asks: {', '.join(barred) or 'nothing'}.")
