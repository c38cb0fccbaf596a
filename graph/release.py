"""Releases on disk: which one is current, what it holds, and whether it is whole.

A home folder holds `releases/<id>/` and `current`, a link that one atomic rename switches. A release is never changed
after it was switched to. `manifest.json` has counts and hashes and is the same for the same input; `seal.json` has the
hashes of the manifest and of the store's files, which are not.
"""

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from graph.errors import NotFound, ReleaseError

FORMAT: Final = 3
"""Version of the layout on disk; a release of another format must be built again."""


_AT_ONCE: Final = 4
"""Files that are hashed at once."""


class FileEntry(BaseModel):
    """Size in bytes and SHA-256 of one file."""

    model_config = ConfigDict(frozen=True)
    bytes: int
    sha256: str


_SEAL: Final = TypeAdapter(dict[str, FileEntry])


class SourceEntry(BaseModel):
    """What the release says of one source."""

    model_config = ConfigDict(frozen=True)
    key: str
    title: str
    publisher: str
    version: str
    url: str
    licence: str
    licence_url: str
    redistributable: bool
    citation: str
    horizon: date
    maintained: bool
    completeness: str
    bundled: bool = True
    edition: str = ""
    bibtex: str = ""
    rank: int = 50
    rows: dict[str, int]
    statements: int
    quarantined: int = 0
    digest: str = ""
    files: dict[str, FileEntry]


class Manifest(BaseModel):
    """Counts and hashes of all that a release holds."""

    model_config = ConfigDict(frozen=True)
    format: int
    id: str
    version: str
    vocabulary: str
    sources: tuple[SourceEntry, ...]
    statements: int
    indexed: int
    things: dict[str, int]
    relations: int
    citations: int
    files: dict[str, FileEntry]


@dataclass(frozen=True)
class Release:
    """A release on disk with its manifest."""

    path: Path
    manifest: Manifest = field(compare=False)  # a release never changes, so its place tells it apart

    @property
    def id(self) -> str:
        """Return the release's id: the version of its data and a hash of all that it was built from."""
        return self.manifest.id

    @property
    def store(self) -> Path:
        """Return the folder of the triple store."""
        return self.path / "store"

    @property
    def tables(self) -> Path:
        """Return the folder of the Parquet tables."""
        return self.path / "tables"

    @property
    def observed_until(self) -> date:
        """Return the last day on which the compilers of any source looked."""
        return max(source.horizon for source in self.manifest.sources)

    def verify(self) -> None:
        """Check every file against its hash.

        Raises
        ------
        ReleaseError
            A file is missing or changed; the message names the first.
        """
        path = self.path / "seal.json"
        try:
            expected = _SEAL.validate_python(_json(path))
        except ValidationError as error:
            raise ReleaseError(f"{path} is damaged; run `kaname build` again") from error
        wanted = {self.path / name: entry for name, entry in {**self.manifest.files, **expected}.items()}
        for file in wanted:
            if not file.is_file():
                raise ReleaseError(f"release {self.id}: {self._name(file)} is missing; run `kaname build` again")
        for file, entry in file_entries(wanted).items():
            if entry != wanted[file]:
                raise ReleaseError(
                    f"release {self.id}: {self._name(file)} was changed after the build; run `kaname build` again"
                )

    def _name(self, file: Path) -> str:
        return str(file.relative_to(self.path))


def file_entry(path: Path) -> FileEntry:
    """Return the size and hash of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return FileEntry(bytes=path.stat().st_size, sha256=digest.hexdigest())


def file_entries(paths: Iterable[Path]) -> dict[Path, FileEntry]:
    """Return the sizes and hashes of files, several at once: hashing lets other threads run."""
    files = list(paths)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return dict(zip(files, threads.map(file_entry, files), strict=True))


def load_release(path: Path) -> Release:
    """Read a release's manifest."""
    try:
        manifest = Manifest.model_validate(_json(path / "manifest.json"))
    except ValidationError as error:
        raise ReleaseError(f"{path}: the manifest is not of this version; run `kaname build` again") from error
    if manifest.format != FORMAT:
        raise ReleaseError(f"{path}: format {manifest.format}, this program reads {FORMAT}; run `kaname build` again")
    return Release(path, manifest)


def current_release(home: Path, wanted: str | None = None) -> Release:
    """Return the current release, or the one with the id `wanted`.

    Raises
    ------
    NotFound
        There is no release of that id.
    ReleaseError
        Nothing was built yet, or the release is damaged.
    """
    if wanted is not None:
        path = home / "releases" / wanted
        if wanted not in release_ids(home):
            known = ", ".join(release_ids(home)) or "none"
            raise NotFound(f"no release {wanted!r}; there is: {known}")
        return load_release(path)
    link = home / "current"
    if not link.exists():
        raise ReleaseError(f"{home}: nothing was built yet; run `kaname build`")
    return load_release(link.resolve())


def release_ids(home: Path) -> tuple[str, ...]:
    """Return the ids of the complete releases, oldest version first."""
    folder = home / "releases"
    return tuple(sorted(p.parent.name for p in folder.glob("*/seal.json") if not p.parent.name.startswith(".")))


def _json(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReleaseError(f"{path} is missing: not a complete release; run `kaname build` again") from error
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} is damaged ({error}); run `kaname build` again") from error
    if not isinstance(content, dict):
        raise ReleaseError(f"{path} is damaged: an object was expected; run `kaname build` again")
    return content
