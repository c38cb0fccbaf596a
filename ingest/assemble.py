"""Writes all parts of a release into a work folder: graphs, store, tables, dumps, index, manifest."""

import csv
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from graph.loading import give_back, in_memory, load_store, write_index_of
from graph.search import write_index
from graph.store import statements, vocabulary_quads
from graph.turtle import turtle
from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text
from ingest.compiled import Compiled
from ingest.gate import Doubt, refuse
from ingest.lines import Lines, write_lines
from ingest.manifest import Totals, write_manifest
from ingest.meeting.match import Pair
from ingest.meeting.meet import Meeting, meet
from ingest.meeting.merge import merged
from ingest.nquads import quads, triples_of
from ingest.precedence import Modes, settled
from ingest.progress import Progress
from ingest.tables import write_tables
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint, slug


@dataclass(frozen=True)
class Order:
    """What to assemble: the release's id, its sources with the overlays among them, and a person's decisions."""

    release_id: str
    parts: Sequence[Compiled]
    decided: Mapping[Pair, str]
    overlays: Modes


@dataclass(frozen=True)
class Assembled:
    """What came to light while a release was made: how its sources met, and how many statements are doubtful."""

    meeting: Meeting
    doubts: int


def assemble(work: Path, order: Order, progress: Progress) -> Assembled:
    """Write a whole release into an empty folder, or raise with what stops it."""
    parts = settled(order.parts, order.overlays)
    with progress.step("bring the sources together"):
        meeting = meet(parts, order.decided)
        graphs = _graphs(parts, meeting)
    merge, index = work / "merged.nt", work / "index.nt"
    with progress.step("write graphs"):
        _write_dumps(work / "dumps", graphs)
        sources = {f"source-{part.card.key}" for part in parts}
        others = [lines for name, lines in graphs.items() if name not in sources]
        write_lines(merge, merged(parts, others, meeting.aliases))
        _write_quarantine(work / "quarantine", parts)
    with progress.step("index the merge"):
        memory = in_memory(merge)
        distinct = statements(memory)
        memory.update(INDEX_RULES.read_text(encoding="utf-8"))
        indexed = statements(memory) - distinct
        write_index_of(memory, index)
    with progress.step("check shapes and lints"):
        doubts = refuse(memory, parts)
        _write_doubts(work / "doubts.csv", doubts)
    with progress.step("write tables and search index"):
        write_tables(memory, work / "tables", _meeting_tables(meeting))
        del memory
        give_back()
        write_index(work / "tables", work / "search")
    with progress.step("load the store"):
        load_store(work / "store", [work / "dumps" / "kaname.nq"], [merge, index])
        merge.unlink()
        index.unlink()
    with progress.step("hash everything"):
        totals = Totals(sum(map(len, graphs.values())), distinct, indexed)
        write_manifest(work, order.release_id, parts, totals)
    return Assembled(meeting, len(doubts))


def _graphs(parts: Sequence[Compiled], meeting: Meeting) -> dict[str, Lines]:
    graphs: dict[str, Lines] = {f"source-{part.card.key}": part.lines for part in parts}
    graphs["vocabulary"] = vocabulary_quads(schemes(), mint("graph", "vocabulary"))
    graphs["core"] = vocabulary_quads((CORE,), mint("graph", "core"))
    graphs["meta"] = quads((_bundle(part.card) for part in parts), mint("graph", "meta"))
    if meeting.statements:
        graph = mint("graph", "identity")
        graphs["identity"] = sorted(f"{triple[:-3]} <{graph}> .\n" for triple in meeting.statements)
    return dict(sorted(graphs.items()))


def _meeting_tables(meeting: Meeting) -> dict[str, list[tuple[object, ...]]]:
    return {
        "aliases": [(slug(m.alias), slug(m.canonical), m.reason) for m in meeting.sure],
        "candidates": [(slug(m.canonical), slug(m.alias), m.reason, m.score) for m in meeting.candidates],
        "conflicts": [astuple(conflict) for conflict in meeting.conflicts],
    }


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


def _write_dumps(folder: Path, graphs: Mapping[str, Lines]) -> None:
    """Write all graphs as one N-Quads file, and each as Turtle."""
    folder.mkdir(parents=True)
    write_lines(folder / "kaname.nq", heapq.merge(*graphs.values()))
    for name, lines in graphs.items():
        write_lines(folder / f"{name}.ttl", turtle(triples_of(lines)))


def _write_doubts(path: Path, doubts: Sequence[Doubt]) -> None:
    _write_rows(path, ("source", "doubt"), [(doubt.source, str(doubt.finding)) for doubt in doubts])


def _write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _write_quarantine(folder: Path, parts: Sequence[Compiled]) -> None:
    """Write what was left out of each source: a file a source, a line a fault."""
    folder.mkdir()
    for part in parts:
        if part.quarantine:
            rows = ((f.file, f.line, f.column, f.value, f.problem) for f in part.quarantine)
            _write_rows(folder / f"{part.card.key}.csv", ("file", "line", "column", "value", "reason"), rows)
