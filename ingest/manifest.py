"""Writes a release's manifest, the same for the same input, and the seal over what the manifest can't hold."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph
from rdflib.namespace import OWL

from graph.release import FORMAT, FileEntry, Manifest, SourceEntry, file_entries
from ingest.compiled import Compiled
from ontology.files import CORE
from ontology.iris import PREFIXES

_RELATIONS: Final = frozenset(
    ("Participation", "Tie", "Assessment", "Requirement", "ReleaseRule", "Funding", "Dependency", "Listing")
)
_HASHED: Final = ("doubts.csv", "dumps", "quarantine", "tables")
"""The parts whose bytes depend on the input alone."""


_TYPE: Final = f" <{PREFIXES['rdf']}type> "
_CLASS: Final = f"<{PREFIXES['kn']}"
_EVIDENCE: Final = f" <{PREFIXES['kn']}evidence> "


@dataclass(frozen=True)
class Totals:
    """Statements in the merge of a release and derived by the index; its things by class; what rests on a source."""

    merged: int
    indexed: int
    things: Mapping[str, int]
    citations: int


def write_manifest(work: Path, release_id: str, parts: Sequence[Compiled], totals: Totals) -> None:
    """Write `manifest.json` and then `seal.json`, which makes the release complete."""
    manifest = Manifest(
        format=FORMAT,
        id=release_id,
        version=max(part.card.version for part in parts),
        vocabulary=vocabulary_version(),
        sources=tuple(_source_entry(part) for part in parts),
        statements=totals.merged,
        indexed=totals.indexed,
        things=dict(sorted(totals.things.items())),
        relations=sum(count for name, count in totals.things.items() if name in _RELATIONS),
        citations=totals.citations,
        files=_entries(work, _HASHED),
    )
    (work / "manifest.json").write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    sealed = {name: entry.model_dump() for name, entry in _entries(work, ("manifest.json", "store", "search")).items()}
    (work / "seal.json").write_text(json.dumps(sealed, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def things_and_citations(parts: Sequence[Compiled]) -> tuple[dict[str, int], int]:
    """Count the things of each class of ours, each once even where several sources describe it, and the citations."""
    pairs: set[tuple[str, ...]] = set()
    citations = 0
    for part in parts:
        for line in part.lines:
            if _EVIDENCE in line:
                citations += 1
            elif _TYPE in line:
                pairs.add(tuple(line.split(" ", 3)[:3:2]))
    found = Counter(of.removeprefix(_CLASS).removesuffix(">") for _, of in pairs if of.startswith(_CLASS))
    found.pop("Citation", None)
    return found, citations


def vocabulary_version() -> str:
    """Return the version of the core vocabulary."""
    return str(next(Graph().parse(CORE).objects(None, OWL.versionInfo)))


def _entries(work: Path, parts: Sequence[str]) -> dict[str, FileEntry]:
    """Return what the files of these parts of a release are, by their places in it."""
    files = [path for path in sorted(work.rglob("*")) if path.is_file() and path.relative_to(work).parts[0] in parts]
    return {str(path.relative_to(work)): entry for path, entry in file_entries(files).items()}


def _source_entry(part: Compiled) -> SourceEntry:
    said = part.card.model_dump(mode="json")
    return SourceEntry(
        **{name: said[name] for name in SourceEntry.model_fields if name in said and name != "files"},
        rows=part.rows,
        statements=len(part.lines),
        quarantined=len({(fault.file, fault.line) for fault in part.quarantine}),
        digest=part.digest,
        files=part.files,
    )
