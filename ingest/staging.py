"""What a user offers as a source, and how it is laid out in a folder of its own before it is checked."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from graph.errors import BuildError, RefusedFile
from graph.release import file_entry
from ingest.archives import Wanted, unpack
from ingest.cards import Card, Edition, write_card, write_toml
from ingest.kept import STAMPS, Added, AddedFile, Connector, look_of, write_stamps
from ingest.source import Source, known_sources


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
    unpacked = [_take(path, files, _wanted(offer)) for path in offer.files]
    records = [record for found, _ in unpacked for record in found]
    if not records:
        raise RefusedFile(f"source {offer.key!r}: no file given; name at least one")
    _expected(offer, records)
    if offer.card:
        write_card(stage / "source.toml", offer.card)
    if offer.mapping:
        shutil.copyfile(offer.mapping, stage / "mapping.toml")
    added = Added(
        key=offer.key,
        connector=offer.connector,
        edition=offer.edition,
        left=tuple(sorted({name for _, left in unpacked for name in left})),
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


def plain_file(path: Path) -> None:
    """Refuse what is no plain file: a pipe never ends, and a folder has nothing to read.

    Raises
    ------
    RefusedFile
        There is nothing of this name, or it is no plain file.
    """
    if not os.path.lexists(path):
        raise RefusedFile(f"{path}: no such file; check the name")
    if not path.is_file():
        kind = "a folder; name the files in it" if path.is_dir() else "not a plain file; copy it into one"
        raise RefusedFile(f"{path}: {kind}")
    try:
        path.open("rb").close()
    except OSError as error:
        raise RefusedFile(f"{path}: cannot be opened ({error.strerror}); make it readable") from error


def _take(path: Path, files: Path, wanted: Wanted) -> tuple[list[AddedFile], tuple[str, ...]]:
    """Copy one file, or the files of an archive, into a folder; return them and the names of those left in it."""
    plain_file(path)
    found = unpack(path, files, wanted)
    taken = [AddedFile(name=p.name, original=path.name, **file_entry(p).model_dump()) for p in found.taken]
    if any(record.bytes == 0 for record in taken):
        raise RefusedFile(f"{path}:1: the file is empty; download it again")
    return taken, found.left


def _wanted(offer: Offer) -> Wanted:
    patterns = () if offer.connector else waiting(offer.key).card.files
    return lambda name: not patterns or any(fnmatch(name, pattern) for pattern in patterns)


def _expected(offer: Offer, records: Sequence[AddedFile]) -> None:
    if offer.connector:
        return
    patterns = waiting(offer.key).card.files
    names = [record.name for record in records]
    for pattern in patterns:
        if not any(fnmatch(name, pattern) for name in names):
            raise RefusedFile(f"source {offer.key!r} needs a file named like {pattern!r}; given: {', '.join(names)}")
    for name in names:
        if patterns and not any(fnmatch(name, pattern) for pattern in patterns):
            raise RefusedFile(f"{name}: source {offer.key!r} has no use for it; it reads {', '.join(patterns)}")


def content_of(stage: Path) -> str:
    """Return a hash of all that was taken in."""
    digest = hashlib.sha256()
    for path in sorted(p for p in stage.rglob("*") if p.is_file() and p.name != STAMPS):
        digest.update(f"{path.relative_to(stage)}\0{file_entry(path).sha256}\0".encode())
    return digest.hexdigest()[:12]


def _name(record: AddedFile) -> str:
    return record.name
