"""A source as compiled: the lines of its graph with its card, counts and faults, cached by the hash of its input.

`cache/<key>/<digest>.nq` has the lines, `<digest>.ttl` the same as Turtle, and `<digest>.json` the rest; the latter is
written last, by a rename, so what is there is whole. `cache/<key>/good` names the digest that the last release took,
which stays while a newer one fails.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.release import FileEntry, file_entry
from ingest.cards import Card
from ingest.code import BESIDE, modules_of
from ingest.kept import recorded
from ingest.lines import Filed, Lines
from ingest.nquads import triples_of
from ingest.rows import Fault
from ingest.source import Source
from ingest.workplace import replace_file
from ontology.files import inputs

_CODE: Final = Path(__file__).parent
_FAILED: Final = "failed.txt"
_RECOGNISED: Final = ("states", "bodies", "agencies", "firms", "agreements", "participations")


@dataclass(frozen=True)
class Compiled:
    """What a source says, as sorted N-Quads lines of one named graph."""

    card: Card
    digest: str
    rows: dict[str, int]
    files: dict[str, FileEntry]
    quarantine: tuple[Fault, ...]
    lines: Lines
    notes: tuple[str, ...] = ()
    failure: str = ""
    """Why a newer version of the source does not stand here; empty where this is the newest."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)
    card: Card
    rows: dict[str, int]
    files: dict[str, FileEntry]
    quarantine: tuple[tuple[str, int, str, str, str], ...]
    notes: tuple[str, ...] = ()
    lines: FileEntry
    statements: int
    turtle: FileEntry | None = None


def digest(source: Source) -> str:
    """Return the hash of all that a source's graph depends on: its files, the code of its connector, who is who."""
    total = hashlib.sha256(_who_is_who().encode())
    writers = (*modules_of("ingest.nquads", BESIDE), *modules_of("ingest.lines", BESIDE))
    for path in sorted({*modules_of(source.module, BESIDE), *writers}):
        total.update(f"{path.relative_to(_CODE.parent)}\0{file_entry(path).sha256}\0".encode())
    total.update(source.card.model_dump_json().encode())
    known = recorded(source)
    for name, path in source.files.items():
        if name != "added.toml":
            total.update(f"{name}\0{known.get(name) or file_entry(path).sha256}\0".encode())
    return total.hexdigest()[:20]


@cache
def _who_is_who() -> str:
    """Return the hash of the vocabulary and of the tables by which connectors recognise actors and agreements."""
    total = hashlib.sha256()
    curated = (_CODE / "sources" / "curated" / f"{name}.csv" for name in _RECOGNISED)
    for path in sorted([*inputs(), *(_CODE / "identity").glob("*.csv"), *curated]):
        total.update(f"{path.relative_to(_CODE.parent)}\0{file_entry(path).sha256}\0".encode())
    return total.hexdigest()


def load(home: Path, key: str, wanted: str) -> Compiled | None:
    """Return a cached source, or nothing where it is not there or not whole."""
    folder = home / "cache" / key
    try:
        record = _Record.model_validate_json((folder / f"{wanted}.json").read_bytes())
        if file_entry(folder / f"{wanted}.nq") != record.lines:
            return None
        turtle = folder / f"{wanted}.ttl"
        whole = turtle.is_file() and file_entry(turtle) == record.turtle
        lines = Filed(folder / f"{wanted}.nq", record.statements, turtle if whole else None)
    except (OSError, ValidationError):
        return None
    faults = tuple(Fault(*fault) for fault in record.quarantine)
    return Compiled(record.card, wanted, record.rows, record.files, faults, lines, record.notes)


def card_of(home: Path, key: str, wanted: str) -> Card | None:
    """Return the card of a cached source, with what its files say of themselves, or nothing where it is not there."""
    try:
        return _Record.model_validate_json((home / "cache" / key / f"{wanted}.json").read_bytes()).card
    except (OSError, ValidationError):
        return None


def save(home: Path, source: Compiled) -> Compiled:
    """Cache a source and return it with its lines on disk."""
    # Here, since it loads the store's library, for which the list of sources need not wait.
    from graph.turtle import turtle  # noqa: PLC0415

    folder = home / "cache" / source.card.key
    folder.mkdir(parents=True, exist_ok=True)
    lines, as_turtle = folder / f"{source.digest}.nq", folder / f"{source.digest}.ttl"
    # The reader checks size and hash, so a rename that outlives its content after a power cut does no harm.
    replace_file(lines, source.lines)
    replace_file(as_turtle, turtle(triples_of(source.lines)))
    record = _Record(
        card=source.card,
        rows=source.rows,
        files=source.files,
        quarantine=tuple((f.file, f.line, f.column, f.value, f.problem) for f in source.quarantine),
        notes=source.notes,
        lines=file_entry(lines),
        statements=len(source.lines),
        turtle=file_entry(as_turtle),
    )
    replace_file(folder / f"{source.digest}.json", [json.dumps(record.model_dump(mode="json"), indent=1), "\n"])
    return replace(source, lines=Filed(lines, len(source.lines), as_turtle))


def last_good(home: Path, key: str) -> Compiled | None:
    """Return the source as the last release took it."""
    try:
        wanted = (home / "cache" / key / "good").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return load(home, key, wanted)


def mark_failed(home: Path, key: str, reason: str) -> None:
    """Remember why a source failed, until a release takes it."""
    (home / "cache" / key).mkdir(parents=True, exist_ok=True)
    replace_file(home / "cache" / key / _FAILED, [reason, "\n"])


def failure_of(home: Path, key: str) -> str:
    """Return why a source failed in the last build, or nothing."""
    path = home / "cache" / key / _FAILED
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""


def forget_failures(home: Path, keys: Iterable[str]) -> None:
    """Forget that sources failed, once they are again what a release took."""
    for key in keys:
        (home / "cache" / key / _FAILED).unlink(missing_ok=True)


def mark_good(home: Path, sources: Iterable[Compiled]) -> None:
    """Remember which sources a release took, and drop older ones from the cache."""
    for source in sources:
        folder = home / "cache" / source.card.key
        if not (folder / f"{source.digest}.json").is_file():
            continue
        replace_file(folder / "good", [source.digest])
        for old in folder.glob("*"):
            kept = old.name == "good" or old.stem == source.digest or (old.name == _FAILED and source.failure)
            if not kept:
                old.unlink(missing_ok=True)


def forget_others(home: Path, keys: Set[str]) -> None:
    """Drop what is cached of sources that are no longer there: of a register it takes gigabytes."""
    for folder in (home / "cache").glob("*"):
        if folder.name not in keys and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
