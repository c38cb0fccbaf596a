"""Writes all parts of a release into a work folder: graphs, store, tables, dumps, index, manifest."""

import csv
import heapq
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from graph.loading import Loading, give_back, in_memory, write_index_of
from graph.search import write_index
from graph.store import statements, vocabulary_quads
from graph.turtle import turtle
from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text
from ingest.compiled import Compiled
from ingest.gate import Doubt, refuse
from ingest.lines import Filed, Lines, write_lines
from ingest.manifest import Totals, things_and_citations, write_manifest
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
    merge, index, dump = work / "merged.nt", work / "index.nt", work / "dumps" / "kaname.nq"
    with Loading(work / "store") as loading:
        with progress.step("write graphs"):
            dump.parent.mkdir(parents=True)
            write_lines(dump, heapq.merge(*graphs.values()))
            loading.named(dump)
            sources = {f"source-{part.card.key}" for part in parts}
            others = [lines for name, lines in graphs.items() if name not in sources]
            write_lines(merge, merged(parts, others, meeting.aliases))
            loading.default(merge)
            _write_turtle(dump.parent, graphs)
            _write_quarantine(work / "quarantine", parts)
        with progress.step("read the merge into memory"):
            memory = in_memory(merge)
            distinct = statements(memory)
        with progress.step("index the merge"):
            index_rules = INDEX_RULES.read_text(encoding="utf-8")
            memory.update(index_rules)
            indexed = statements(memory) - distinct
            write_index_of(memory, index_rules, index)
            loading.default(index)
            give_back()
        with progress.step("check shapes and lints"):
            doubts = refuse(memory, parts)
            _write_doubts(work / "doubts.csv", doubts)
            give_back()
        with progress.step("write tables"):
            write_tables(memory, work / "tables", _meeting_tables(meeting))
            del memory
            give_back()
        with progress.step("write the search index"):
            write_index(work / "tables", work / "search")
        with progress.step("load the store"):
            totals = Totals(distinct, indexed, *things_and_citations(parts))
            loading.finish()
    merge.unlink()
    index.unlink()
    with progress.step("hash everything"):
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


def _write_turtle(folder: Path, graphs: Mapping[str, Lines]) -> None:
    """Write each graph as Turtle, or copy it where its source was cached with it."""
    for name, lines in graphs.items():
        if isinstance(lines, Filed) and lines.turtle:
            shutil.copyfile(lines.turtle, folder / f"{name}.ttl")
        else:
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
