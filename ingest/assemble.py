"""Writes all parts of a release into a work folder: graphs, store, tables, dumps, index, manifest."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import BuildError
from graph.search import write_index
from graph.store import make_store, statements, turtle, vocabulary_quads
from ingest.check import check_lints, check_shapes, summary
from ingest.claims import Claim, Fact, Iri, Text
from ingest.manifest import SourcePart, Totals, write_manifest
from ingest.nquads import quads, triples_of
from ingest.precedence import settled
from ingest.progress import Progress
from ingest.source import Source, SourceReading
from ingest.tables import write_tables
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint


def assemble(work: Path, release_id: str, sources: Sequence[Source], progress: Progress) -> None:
    """Write a whole release into an empty folder, or raise with the faults that stop it."""
    readings = settled([_read(source, progress) for source in sources])
    parts = [_part(source, reading) for source, reading in readings]
    graphs = _graphs(parts)
    with progress.step("write graphs"):
        merged = _write_dumps(work / "dumps", graphs)
    with progress.step("check shapes"):
        _refuse("the shapes", check_shapes(merged.read_text("utf-8").splitlines(keepends=True)))
    with progress.step("load the store"):
        dumps = [work / "dumps" / "kaname.nq"]
        store = make_store(work / "store", dumps, merged, INDEX_RULES.read_text(encoding="utf-8"))
    with progress.step("run the lints"):
        _refuse("the lints", check_lints(store))
    with progress.step("write tables and search index"):
        write_tables(store, work / "tables")
        write_index(work / "tables", work / "search")
    totals = _totals(graphs, statements(store))
    del store
    merged.unlink()
    with progress.step("hash everything"):
        write_manifest(work, release_id, parts, totals)


def _read(source: Source, progress: Progress) -> tuple[Source, SourceReading]:
    with progress.step(f"read {source.card.key}"):
        return source, source.read()


def _part(source: Source, reading: SourceReading) -> SourcePart:
    return SourcePart(source, reading, quads(reading.claims, mint("graph", "source", source.card.key)))


def _graphs(parts: Sequence[SourcePart]) -> dict[str, list[str]]:
    graphs = {f"source-{part.source.card.key}": part.lines for part in parts}
    graphs["vocabulary"] = vocabulary_quads(schemes(), mint("graph", "vocabulary"))
    graphs["core"] = vocabulary_quads((CORE,), mint("graph", "core"))
    graphs["meta"] = quads((_bundle(part.source) for part in parts), mint("graph", "meta"))
    return dict(sorted(graphs.items()))


def _bundle(source: Source) -> Claim:
    """Describe a source's graph: what it is derived from, under which licence, how far it goes."""
    card = source.card
    facts: tuple[Fact, ...] = (
        ("rdf:type", Iri("http://www.w3.org/ns/prov#Bundle")),
        ("dcterms:title", Text(card.title, "en")),
        ("dcterms:publisher", Text(card.publisher)),
        ("dcterms:license", Iri(str(card.licence_url))),
        ("dcterms:bibliographicCitation", Text(card.citation)),
        ("owl:versionInfo", Text(card.version)),
        ("prov:wasDerivedFrom", Iri(str(card.url))),
        ("kn:attestedOn", card.horizon),
        ("kn:datePrecision", Text("day")),
    )
    return Claim(mint("graph", "source", card.key), (), facts)


def _write_dumps(folder: Path, graphs: Mapping[str, Sequence[str]]) -> Path:
    """Write all graphs as one N-Quads file and each as Turtle; return a file of the merge for the default graph."""
    folder.mkdir(parents=True)
    (folder / "kaname.nq").write_text("".join(sorted(line for lines in graphs.values() for line in lines)), "utf-8")
    for name, lines in graphs.items():
        (folder / f"{name}.ttl").write_bytes(turtle(triples_of(lines)))
    merged = folder / "merged.nt"
    merged.write_text("".join(sorted({t for lines in graphs.values() for t in triples_of(lines)})), "utf-8")
    return merged


def _totals(graphs: Mapping[str, Sequence[str]], stored: int) -> Totals:
    named = sum(map(len, graphs.values()))
    merged = len({triple for lines in graphs.values() for triple in triples_of(lines)})
    return Totals(named, merged, stored - named - merged)


def _refuse(gate: str, faults: Sequence[str]) -> None:
    if faults:
        raise BuildError(
            f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found by {gate}; nothing was built and "
            f"the old release is still served. Correct the rows and build again.\n{summary(faults)}"
        )
