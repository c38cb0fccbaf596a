"""What lies in a kept folder: the record of what was taken in, and how its files looked when they were that."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from graph.errors import BuildError
from graph.release import file_entry
from ingest.cards import Edition, made_up, parse_model, read_toml
from ingest.source import Source, SourceReading
from ingest.workplace import replace_file

Connector = Literal["", "ingest.mapping.read", "ingest.rdf.read"]
"""The modules that read what brings its own card, and nothing for a source of this program.

No record names another, since a module that is named is run.
"""
MAPPED: Final = "ingest.mapping.read"
"""Reads tables by the user's mapping."""
RDF: Final = "ingest.rdf.read"
"""Reads files that are RDF in our model."""
STAMPS: Final = "stamps.json"
_STAMPS: Final = TypeAdapter(dict[str, list[int]])


class AddedFile(BaseModel):
    """One file as the user named it, and as it lies here."""

    model_config = ConfigDict(frozen=True)
    name: str
    original: str
    bytes: int
    sha256: str


class Added(BaseModel):
    """What was added under a key; `connector` names the module for sources that bring their own card.

    Of a source of this program, `edition` is one other than that of its card. `left` names the files of an archive for
    which the source has no use.
    """

    model_config = ConfigDict(frozen=True)
    key: str
    connector: Connector = ""
    edition: Edition | None = None
    left: tuple[str, ...] = ()
    file: tuple[AddedFile, ...] = ()


@dataclass(frozen=True)
class Broken(Source):
    """A source whose record or card cannot be read any more, or that this version of the program does not know."""

    fault: str = ""

    @property
    def module(self) -> str:
        """Return the name of this module: which connector would read it is not known."""
        return __name__

    @property
    def files(self) -> dict[str, Path]:
        """Return nothing, since nothing here is to be trusted."""
        return {}

    def read(self) -> SourceReading:
        """Raise what is wrong with it."""
        raise BuildError(self.fault)


def broken(key: str, place: Path, fault: str) -> Broken:
    """Return a source that stands for one that cannot be read, under a card made up for it."""
    card = made_up(key, "cannot be read", date.min, "not known")
    told = f"{fault}\nAdd its files again with `kaname add`, or take it out with `kaname add --remove {key}`."
    return Broken(card, place, place / "files", fault=told)


def read_record(kept: Path) -> Added:
    """Read what was added, or say what in the record is wrong."""
    record = kept / "added.toml"
    try:
        return parse_model(Added, read_toml(record), str(record))
    except OSError as error:
        raise BuildError(f"{record}: the record of what was added cannot be read ({error.strerror})") from error


def recorded(source: Source) -> dict[str, str]:
    """Return the hashes of an added source's files, but of those that may have been changed since they were stamped.

    Of gigabytes, to hash them again for each build and each list of sources takes seconds.
    """
    if source.given is None or isinstance(source, Broken):
        return {}
    kept = source.given.parent
    seen = _stamps(kept)
    return {file.name: file.sha256 for file in _taken(kept) if seen.get(file.name) == _look(kept, file.name)}


def stamp(source: Source) -> None:
    """Remember how the files of an added source look on this disk, of those that are still what was taken in."""
    if source.given is None or isinstance(source, Broken):
        return
    kept, known = source.given.parent, recorded(source)
    unknown = [file for file in _taken(kept) if file.name not in known]
    # They look as they did before they were hashed, so that what changes meanwhile looks like neither.
    looks = look_of(kept, (file.name for file in unknown))
    same = [file.name for file in unknown if looks[file.name] and _hash(kept, file.name) == file.sha256]
    if same:
        write_stamps(kept, {**look_of(kept, known), **{name: looks[name] for name in same}})


def look_of(kept: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return how files of a kept folder look."""
    return {name: _look(kept, name) for name in names}


def write_stamps(kept: Path, looks: Mapping[str, list[int]]) -> None:
    """Remember how files look whose content is known to be that of their record."""
    replace_file(kept / STAMPS, [json.dumps(dict(looks))])


def _taken(kept: Path) -> tuple[AddedFile, ...]:
    return read_record(kept).file if (kept / "added.toml").is_file() else ()


def _stamps(kept: Path) -> dict[str, list[int]]:
    try:
        return _STAMPS.validate_json((kept / STAMPS).read_bytes())
    except (OSError, ValidationError):
        return {}


def _look(kept: Path, name: str) -> list[int]:
    """Return what changes with any write to a file, or nothing; no program can set back when its inode was changed."""
    try:
        found = (kept / "files" / name).stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev]


def _hash(kept: Path, name: str) -> str:
    return file_entry(kept / "files" / name).sha256
