"""Takes the files that a user names into a folder, under the names that their source reads."""

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from graph.errors import RefusedFile
from graph.release import file_entry
from ingest.archives import Wanted, unpack
from ingest.cards import Card
from ingest.kept import AddedFile
from ingest.naming import known_as, only_name


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


def take(path: Path, files: Path, wanted: Wanted) -> tuple[list[AddedFile], tuple[str, ...]]:
    """Copy one file, or the wanted files of an archive, into a folder; return the names of those left in it, too."""
    plain_file(path)
    found = unpack(path, files, wanted)
    taken = [AddedFile(name=p.name, original=path.name, **file_entry(p).model_dump()) for p in found.taken]
    return taken, found.left


def of_source(card: Card, taken: Sequence[AddedFile], files: Path) -> tuple[list[AddedFile], list[str]]:
    """Return the files of a source under the names that it reads, and those of archives that it has no use for.

    Raises
    ------
    RefusedFile
        The source has no use for a file, two files stand for one, or one is missing.
    """
    alone = only_name(card.files) if len(taken) == 1 else ""
    records, without = [], []
    for record in taken:
        name = known_as(record.name, card.files) or alone
        if name:
            records.append(_renamed(record, name, files))
        elif record.name == record.original:
            reads = ", ".join(card.files)
            raise RefusedFile(f"{record.name}: source {card.key!r} has no use for it; it reads {reads}")
        else:
            (files / record.name).unlink()
            without.append(record.name)
    _complete(card, [record.name for record in records], [record.name for record in taken])
    return records, without


def refuse_empty(records: Iterable[AddedFile]) -> None:
    """Refuse a file that holds nothing."""
    for record in records:
        if record.bytes == 0:
            raise RefusedFile(f"{record.original}:1: the file is empty; download it again")


def _renamed(record: AddedFile, name: str, files: Path) -> AddedFile:
    if name != record.name:
        if (files / name).exists():
            raise RefusedFile(f"{record.name}: {name} is given too, and is the same to the source; add one of them")
        (files / record.name).rename(files / name)
    return record.model_copy(update={"name": name})


def _complete(card: Card, names: Sequence[str], given: Sequence[str]) -> None:
    for pattern in card.files:
        if not any(fnmatch(name, pattern) for name in names):
            raise RefusedFile(f"source {card.key!r} needs a file named like {pattern!r}; given: {', '.join(given)}")
