"""Sources that the user added to a home folder: files copied in, recorded, and taken in or removed by one rename.

`sources/<key>` is a link to `sources/.kept/<key>-<hash>/`, which holds `added.toml`, the folder `files/` and, for a
source that brings its own card, `source.toml` and `mapping.toml`. A kept folder is never changed.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from graph.errors import BuildError, RefusedFile
from graph.release import file_entry
from ingest.cards import Card, Edition, as_edition, parse_model, read_card, read_toml, write_card, write_toml
from ingest.source import Source, known_sources
from ingest.taking import AddedFile, of_source, refuse_empty, take
from ingest.workplace import locked, sync_tree

MAPPED: Final = "ingest.mapping.read"
"""Reads tables by the user's mapping."""
RDF: Final = "ingest.rdf.read"
"""Reads files that are RDF in our model."""
_KEPT: Final = ".kept"


class Added(BaseModel):
    """What was added under a key; `connector` names the module for sources that bring their own card.

    Of a source of this program, `edition` is one other than that of its card.
    """

    model_config = ConfigDict(frozen=True)
    key: str
    connector: str = ""
    edition: Edition | None = None
    without: tuple[str, ...] = ()
    """Files of an archive for which the source has no use."""
    file: tuple[AddedFile, ...] = ()


@dataclass(frozen=True)
class Offer:
    """Files for a source: one of this program by its key, or one with its own card, read by `connector`."""

    key: str
    files: tuple[Path, ...]
    connector: str = ""
    card: Card | None = None
    mapping: Path | None = None
    edition: Edition | None = None


def added_sources(home: Path) -> tuple[Source, ...]:
    """Return every source that was added to a home folder, in the order of their keys."""
    return tuple(_source(record.resolve().parent) for record in sorted((home / "sources").glob("*/added.toml")))


def add(home: Path, offer: Offer, check: Callable[[Source], None]) -> Source:
    """Take files into the home folder under a key, in place of those added before, once `check` has passed them.

    Raises
    ------
    RefusedFile
        A file is not what the source expects, is unsafe, or `check` finds it at fault; nothing was changed.
    """
    try:
        return _add(home, offer, check)
    except OSError as error:
        # A file may go while it is copied, and the folder may be full or not ours to write.
        said = f"{error.filename or home}: {error.strerror or error}"
        raise RefusedFile(f"{said}; nothing was added. Mend it and add the files again.") from error


def _add(home: Path, offer: Offer, check: Callable[[Source], None]) -> Source:
    with locked(home):
        kept = home / "sources" / _KEPT
        stage = kept / f".new-{os.getpid()}"
        shutil.rmtree(stage, ignore_errors=True)
        try:
            _stage(stage, offer)
            check(_source(stage))
            target = kept / f"{offer.key}-{_content(stage)}"
            if not target.exists():
                sync_tree(stage)
                stage.rename(target)
            _link(home / "sources" / offer.key, Path(_KEPT) / target.name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        sweep(home)
    return _source(target.resolve())


def remove(home: Path, key: str) -> None:
    """Take an added source out of the next build."""
    with locked(home):
        link = home / "sources" / key
        if not link.is_symlink():
            known = ", ".join(source.card.key for source in added_sources(home)) or "none"
            raise BuildError(f"source {key!r} was not added to {home}; added are: {known}")
        link.unlink()
        sweep(home)


def sweep(home: Path) -> None:
    """Remove what killed or replaced additions left; call it under the lock."""
    folder = home / "sources"
    linked = {link.resolve().name for link in folder.glob("*") if link.is_symlink()}
    for left in (folder / _KEPT).glob("*"):
        if left.name not in linked:
            shutil.rmtree(left, ignore_errors=True)


def recorded(source: Source) -> dict[str, str]:
    """Return the hashes of an added source's files, but of those that were changed here since they were taken in.

    Of gigabytes, to hash them again for each build and each list of sources takes seconds.
    """
    record = source.given.parent / "added.toml" if source.given else None
    if record is None or source.given is None or not record.is_file():
        return {}
    taken = record.stat().st_mtime_ns
    added = parse_model(Added, read_toml(record), str(record))
    now = {file.name: (source.given / file.name).stat() for file in added.file if (source.given / file.name).is_file()}
    return {
        file.name: file.sha256
        for file in added.file
        if (found := now.get(file.name)) and found.st_size == file.bytes and found.st_mtime_ns <= taken
    }


def waiting(key: str) -> Source:
    """Return the source of this program that waits for files under a key."""
    known = {source.card.key: source for source in known_sources() if not source.card.bundled}
    if key not in known:
        raise BuildError(
            f"no source {key!r}; known are: {', '.join(known) or 'none'}, rdf, or any table with --mapping my.toml"
        )
    return known[key]


def added_as(source: Source) -> Added:
    """Return the record of an added source."""
    return _record(source.place.parent)


def _record(kept: Path) -> Added:
    record = kept / "added.toml"
    return parse_model(Added, read_toml(record), str(record))


def _source(kept: Path) -> Source:
    added = _record(kept)
    if added.connector:
        return Source(read_card(kept / "source.toml"), kept, kept / "files", added.connector)
    known = waiting(added.key)
    card = as_edition(known.card, added.edition) if added.edition else known.card
    return Source(card, known.folder, kept / "files")


def _stage(stage: Path, offer: Offer) -> None:
    files = stage / "files"
    files.mkdir(parents=True)
    taken = [record for path in offer.files for record in take(path, files)]
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
        without=tuple(without),
        file=tuple(sorted(records, key=_name)),
    )
    write_toml(stage / "added.toml", added.model_dump(exclude_none=True))


def _content(stage: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in stage.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(stage)}\0{file_entry(path).sha256}\0".encode())
    return digest.hexdigest()[:12]


def _link(link: Path, target: Path) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def _name(record: AddedFile) -> str:
    return record.name
