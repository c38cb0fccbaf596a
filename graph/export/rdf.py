"""RDF exports: all statements of a release without the relations that do not hold on the day, their citations too."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from graph.export.job import Job
from graph.held import TIMED
from graph.store import write_quads
from ontology.iris import expand, mint

_KEPT_ALWAYS: Final = ("core", "vocabulary", "meta")
"""Graphs that no source's licence binds: our own terms, and what the release says of its sources."""


def nquads(job: Job, out: BinaryIO) -> int:
    """Write N-Quads, each statement in the graph of its source; return the number of statements."""
    count = 0
    for line in _lines(job):
        out.write(line.encode())
        count += 1
    return count


def turtle(job: Job, out: BinaryIO) -> int:
    """Write Turtle, all graphs merged; return the number of statements read."""
    return write_quads(_lines(job), out, "text/turtle")


def jsonld(job: Job, out: BinaryIO) -> int:
    """Write JSON-LD, all graphs merged; return the number of statements read."""
    return write_quads(_lines(job), out, "application/ld+json")


def _lines(job: Job) -> Iterator[str]:
    absent = _absent(job)
    graphs = None if job.sources is None else _graphs(job.sources)
    with (job.release.path / "dumps" / "kaname.nq").open(encoding="utf-8") as dump:
        for line in dump:
            subject = line.split(" ", 1)[0]
            graph = line.rstrip(" .\n").rsplit(" ", 1)[-1]
            if subject not in absent and (graphs is None or graph in graphs):
                yield line


def _absent(job: Job) -> frozenset[str]:
    """Return the relations that do not hold, and their citations, as they are written in a dump."""
    tables = job.tables
    timed = tables.relations.filter(tables.relations["class"].is_in(TIMED))["slug"].unique()
    gone = set(timed.to_list()) - set(job.relations)
    evidence = tables.evidence.select("slug", "citation").iter_rows()
    return frozenset(f"<{expand(name)}>" for name in gone | {citation for slug, citation in evidence if slug in gone})


def _graphs(sources: frozenset[str]) -> frozenset[str]:
    own = {mint("graph", name) for name in _KEPT_ALWAYS}
    return frozenset(f"<{iri}>" for iri in own | {mint("graph", "source", key) for key in sources})
