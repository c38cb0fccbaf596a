"""What a user offers as a source, and how it is laid out in a folder of its own before it is checked."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BuildError, RefusedFile
from graph.release import file_entry
from ingest.archives import Wanted
from ingest.cards import Card, Edition, write_card, write_toml
from ingest.kept import STAMPS, Added, AddedFile, Connector, look_of, write_stamps
from ingest.naming import known_as
from ingest.source import Source, known_sources
from ingest.taking import of_source, refuse_empty, take


@dataclass(frozen=True)
class Offer:
    """Files for a source: one of this program by its key, or one with its own card, read by `connector`."""

    key: str
    files: tuple[Path, ...]
    connector: Connector = ""
    card: Card | None = None
    mapping: Path | None = None
    edition: Edition | None = None


def stage_offer(stage: Path, offer: Offer) -> None:
    """Write what is offered into a new folder, or raise what is wrong with it."""
    files = stage / "files"
    files.mkdir(parents=True)
    unpacked = [take(path, files, _wanted(offer)) for path in offer.files]
    taken = [record for found, _ in unpacked for record in found]
    if not taken:
        raise RefusedFile(f"source {offer.key!r}: no file given; name at least one")
    records, without = (taken, []) if offer.connector else of_source(waiting(offer.key).card, taken, files)
    refuse_empty(records)
    if offer.card:
        write_card(stage / "source.toml", offer.card)
    if offer.mapping:
        shutil.copyfile(offer.mapping, stage / "mapping.toml")
    added = Added(
        key=offer.key,
        connector=offer.connector,
        edition=offer.edition,
        left=tuple(sorted({*without, *(name for _, left in unpacked for name in left)})),
        file=tuple(sorted(records, key=_name)),
    )
    write_toml(stage / "added.toml", added.model_dump(exclude_none=True))
    write_stamps(stage, look_of(stage, (record.name for record in records)))


def waiting(key: str) -> Source:
    """Return the source of this program that waits for files under a key."""
    known = {source.card.key: source for source in known_sources() if not source.card.bundled}
    if key not in known:
        raise BuildError(
            f"no source {key!r}; known are: {', '.join(known) or 'none'}, rdf, or any table with --mapping my.toml"
        )
    return known[key]


def _wanted(offer: Offer) -> Wanted:
    patterns = () if offer.connector else waiting(offer.key).card.files
    return lambda name: not patterns or bool(known_as(name, patterns))


def content_of(stage: Path) -> str:
    """Return a hash of all that was taken in."""
    digest = hashlib.sha256()
    for path in sorted(p for p in stage.rglob("*") if p.is_file() and p.name != STAMPS):
        digest.update(f"{path.relative_to(stage)}\0{file_entry(path).sha256}\0".encode())
    return digest.hexdigest()[:12]


def _name(record: AddedFile) -> str:
    return record.name
