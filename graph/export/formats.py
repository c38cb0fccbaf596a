"""The formats of an export, by name, and the one function that writes a file with its checksum."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from graph.errors import BadParameter
from graph.export import networks, rdf, tabular
from graph.export.job import Job


@dataclass(frozen=True)
class ExportFormat:
    """A format: how it is written, its media type and the ending of its files."""

    name: str
    media_type: str
    ending: str
    write: Callable[[Job, BinaryIO], int]
    what: str


FORMATS: Final[Mapping[str, ExportFormat]] = {
    found.name: found
    for found in (
        ExportFormat("nquads", "application/n-quads", "nq", rdf.nquads, "all statements, by source"),
        ExportFormat("turtle", "text/turtle", "ttl", rdf.turtle, "all statements, merged"),
        ExportFormat("jsonld", "application/ld+json", "jsonld", rdf.jsonld, "all statements, merged"),
        ExportFormat("csv", "text/csv", "csv", tabular.csv_long, "one row a relation"),
        ExportFormat("csv-dyad", "text/csv", "csv", tabular.csv_dyad, "one row a pair and layer"),
        ExportFormat("csv-dyad-year", "text/csv", "csv", tabular.csv_dyad_year, "one row a pair, layer and year"),
        ExportFormat("csv-obligations", "text/csv", "csv", tabular.csv_obligations, "one row a duty or its condition"),
        ExportFormat("csv-transfers", "text/csv", "csv", tabular.csv_transfers, "one row an arms deal"),
        ExportFormat("parquet", "application/vnd.apache.parquet", "parquet", tabular.parquet, "one row a relation"),
        ExportFormat("graphml", "application/graphml+xml", "graphml", networks.graphml, "the network"),
        ExportFormat("gexf", "application/gexf+xml", "gexf", networks.gexf, "the network with spells"),
    )
}


_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Receipt:
    """What was written: of which day and release, how much, and its SHA-256."""

    format: str
    as_of: str
    release: str
    basis: str
    include: tuple[str, ...]
    layers: tuple[str, ...]
    sources: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str


def export_format(name: str) -> ExportFormat:
    """Return a format by its name."""
    if name not in FORMATS:
        raise BadParameter(f"no export format {name!r}; use {', '.join(FORMATS)}")
    return FORMATS[name]


def write_export(name: str, job: Job, out: BinaryIO) -> Receipt:
    """Write an export into a binary file that can be read back, and return its receipt."""
    rows = export_format(name).write(job, out)
    size = out.tell()
    out.seek(0)
    digest = hashlib.sha256()
    while chunk := out.read(_CHUNK):
        digest.update(chunk)
    sources = sorted(job.sources or (source.key for source in job.release.manifest.sources))
    wanted = job.wanted
    include = tuple(h.value for h in wanted.include)
    return Receipt(
        name,
        wanted.day.isoformat(),
        job.release.id,
        wanted.basis.value,
        include,
        wanted.layers,
        tuple(sources),
        rows,
        size,
        digest.hexdigest(),
    )


def export_file(name: str, job: Job, target: Path) -> Receipt:
    """Write an export to a file, with its checksum and its receipt beside it; a file that fails is not left behind."""
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w+b") as out:
            receipt = write_export(name, job, out)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    target.with_name(target.name + ".sha256").write_text(f"{receipt.sha256}  {target.name}\n", encoding="utf-8")
    target.with_name(target.name + ".meta.json").write_text(
        json.dumps(asdict(receipt), indent=1) + "\n", encoding="utf-8"
    )
    return receipt
