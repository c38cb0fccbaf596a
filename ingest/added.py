"""Sources that the user added to a home folder: files copied in, recorded, and taken in or removed by one rename.

`sources/<key>` is a link to `sources/.kept/<key>-<hash>/`, which holds `added.toml`, the folder `files/` and, for a
source that brings its own card, `source.toml` and `mapping.toml`. A kept folder is never changed.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph.errors import BuildError, RefusedFile
from ingest.cards import as_edition, read_card
from ingest.kept import broken, read_record
from ingest.source import Source
from ingest.staging import Offer, content_of, stage_offer, waiting
from ingest.workplace import locked, sync_tree

_KEPT: Final = ".kept"


def added_sources(home: Path) -> tuple[Source, ...]:
    """Return every source that was added to a home folder, in the order of their keys.

    One whose folder was damaged is among them, and raises what is wrong with it when it is read: it must not be missed.
    """
    return tuple(_whole(link) for link in _links(home).values())


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
            stage_offer(stage, offer)
            check(_source(stage))
            target = _keep(stage, offer.key)
            _link(home / "sources" / offer.key, Path(_KEPT) / target.name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        sweep(home)
    return _source(target.resolve())


def remove(home: Path, key: str) -> None:
    """Take an added source out of the next build."""
    try:
        with locked(home):
            links = _links(home)
            if key not in links:
                raise BuildError(f"source {key!r} was not added to {home}; added are: {', '.join(links) or 'none'}")
            _clear(links[key])
            sweep(home)
    except OSError as error:
        raise BuildError(f"{error.filename or home}: {error.strerror or error}; nothing was removed") from error


def sweep(home: Path) -> None:
    """Remove what killed or replaced additions left; call it under the lock."""
    folder = home / "sources"
    linked = {link.resolve().name for link in _links(home).values()}
    for half in folder.glob(".*.new"):
        half.unlink()
    for left in (folder / _KEPT).glob("*"):
        if left.name not in linked:
            shutil.rmtree(left, ignore_errors=True)


def _links(home: Path) -> dict[str, Path]:
    """Return the place of each added source by its key: a link, or a folder where the links were copied as folders."""
    # A link that a killed addition left has a name with a dot, like the folder of all that is kept.
    places = (place for place in sorted((home / "sources").glob("*")) if not place.name.startswith("."))
    return {place.name: place for place in places if place.is_symlink() or (place / "added.toml").is_file()}


def _whole(link: Path) -> Source:
    kept = link.resolve()
    try:
        found = _source(kept)
    except BuildError as error:
        return broken(link.name, kept, str(error))
    if found.card.key != link.name:
        return broken(link.name, kept, f"{link}: holds the source {found.card.key!r}")
    return found


def _source(kept: Path) -> Source:
    added = read_record(kept)
    if added.connector:
        # Whatever the user's card says: what is bundled is part of the program, and nothing may stand in for it.
        card = read_card(kept / "source.toml").model_copy(update={"bundled": False})
        return Source(card, kept, kept / "files", added.connector)
    known = waiting(added.key)
    card = as_edition(known.card, added.edition) if added.edition else known.card
    return Source(card, known.folder, kept / "files")


def _keep(stage: Path, key: str) -> Path:
    """Give what was taken in its lasting name, in place of the same where that was damaged."""
    content = content_of(stage)
    target = stage.with_name(f"{key}-{content}")
    if target.exists() and content_of(target) != content:
        target.rename(stage.with_name(f"{stage.name}-damaged"))
    if not target.exists():
        sync_tree(stage)
        stage.rename(target)
    return target


def _link(link: Path, target: Path) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    if link.is_dir() and not link.is_symlink():
        _clear(link)
    fresh.replace(link)


def _clear(link: Path) -> None:
    """Take a source out by one rename or its like; what it held is swept."""
    if link.is_symlink():
        link.unlink()
    else:
        link.rename(link.parent / _KEPT / f".new-{link.name}")
