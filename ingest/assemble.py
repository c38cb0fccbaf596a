"""Writes all parts of a release into a work folder: graphs, store, tables, dumps, index, manifest."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.search import write_index
from graph.store import make_store, statements, turtle, vocabulary_quads
from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text
from ingest.compiled import Compiled
from ingest.gate import refuse
from ingest.manifest import Totals, write_manifest
from ingest.nquads import quads, triples_of
from ingest.progress import Progress
from ingest.tables import write_tables
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint


def assemble(work: Path, release_id: str, parts: Sequence[Compiled], progress: Progress) -> None:
    """Write a whole release into an empty folder, or raise with the faults that stop it."""
    graphs = _graphs(parts)
    with progress.step("write graphs"):
        merged = _write_dumps(work / "dumps", graphs)
        _write_quarantine(work / "quarantine", parts)
    with progress.step("load the store"):
        dumps = [work / "dumps" / "kaname.nq"]
        store = make_store(work / "store", dumps, merged, INDEX_RULES.read_text(encoding="utf-8"))
    with progress.step("check shapes and lints"):
        refuse(store, parts)
    with progress.step("write tables and search index"):
        write_tables(store, work / "tables")
        write_index(work / "tables", work / "search")
    totals = _totals(graphs, merged, statements(store))
    del store
    merged.unlink()
    with progress.step("hash everything"):
        write_manifest(work, release_id, parts, totals)


def _graphs(parts: Sequence[Compiled]) -> dict[str, list[str]]:
    graphs = {f"source-{part.card.key}": part.lines for part in parts}
    graphs["vocabulary"] = vocabulary_quads(schemes(), mint("graph", "vocabulary"))
    graphs["core"] = vocabulary_quads((CORE,), mint("graph", "core"))
    graphs["meta"] = quads((_bundle(part.card) for part in parts), mint("graph", "meta"))
    return dict(sorted(graphs.items()))


def _bundle(card: Card) -> Claim:
    """Describe a source's graph: what it is derived from, under which licence, how far it goes."""
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


def _write_quarantine(folder: Path, parts: Sequence[Compiled]) -> None:
    """Write what was left out of each source: a file a source, a line a fault."""
    folder.mkdir()
    for part in parts:
        if part.quarantine:
            with (folder / f"{part.card.key}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow(("file", "line", "column", "value", "reason"))
                out.writerows((f.file, f.line, f.column, f.value, f.problem) for f in part.quarantine)


def _totals(graphs: Mapping[str, Sequence[str]], merged: Path, stored: int) -> Totals:
    named = sum(map(len, graphs.values()))
    with merged.open(encoding="utf-8") as lines:
        distinct = sum(1 for _ in lines)
    return Totals(named, distinct, stored - named - distinct)
