"""Writes a release's manifest, the same for the same input, and the seal over what the manifest can't hold."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph
from rdflib.namespace import OWL

from graph.release import FORMAT, Manifest, SourceEntry, file_entry
from ingest.source import Source, SourceReading
from ontology.files import CORE

_RELATIONS: Final = frozenset(
    ("Participation", "Tie", "Assessment", "Requirement", "ReleaseRule", "Funding", "Dependency", "Listing")
)
_HASHED: Final = ("dumps", "tables")
"""The parts whose bytes depend on the input alone."""


@dataclass(frozen=True)
class SourcePart:
    """One source as read: its reading and the lines of its named graph."""

    source: Source
    reading: SourceReading
    lines: list[str]


@dataclass(frozen=True)
class Totals:
    """Statements of a release: in the named graphs, in their merge, and derived by the index."""

    named: int
    merged: int
    indexed: int


def write_manifest(work: Path, release_id: str, parts: Sequence[SourcePart], totals: Totals) -> None:
    """Write `manifest.json` and then `seal.json`, which makes the release complete."""
    claims = [claim for part in parts for claim in part.reading.claims]
    things = Counter(name for claim in claims for name in claim.types)
    manifest = Manifest(
        format=FORMAT,
        id=release_id,
        version=max(part.source.card.version for part in parts),
        vocabulary=vocabulary_version(),
        sources=tuple(_source_entry(part) for part in parts),
        statements=totals.merged,
        indexed=totals.indexed,
        things=dict(sorted(things.items())),
        relations=sum(count for name, count in things.items() if name in _RELATIONS),
        citations=sum(len(claim.evidence) for claim in claims),
        files={str(path.relative_to(work)): file_entry(path) for path in _files(work, hashed=_HASHED)},
    )
    (work / "manifest.json").write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    sealed = {
        str(path.relative_to(work)): file_entry(path).model_dump()
        for path in _files(work, hashed=("manifest.json", "store", "search"))
    }
    (work / "seal.json").write_text(json.dumps(sealed, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def vocabulary_version() -> str:
    """Return the version of the core vocabulary."""
    return str(next(Graph().parse(CORE).objects(None, OWL.versionInfo)))


def _files(work: Path, *, hashed: Sequence[str]) -> list[Path]:
    return [path for path in sorted(work.rglob("*")) if path.is_file() and path.relative_to(work).parts[0] in hashed]


def _source_entry(part: SourcePart) -> SourceEntry:
    card = part.source.card
    return SourceEntry(
        key=card.key,
        title=card.title,
        publisher=card.publisher,
        version=card.version,
        url=str(card.url),
        licence=card.licence,
        licence_url=str(card.licence_url),
        redistributable=card.redistributable,
        citation=card.citation,
        horizon=card.horizon,
        maintained=card.maintained,
        completeness=card.completeness,
        rows=dict(part.reading.rows),
        statements=len(part.lines),
        files={str(path.relative_to(part.source.folder)): file_entry(path) for path in part.source.files},
    )
