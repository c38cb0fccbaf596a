"""Takes a file, or the files of a zip or gzip archive, into a folder: nothing outside it, nothing without end."""

import errno
import gzip
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from graph.errors import RefusedFile

MAX_RATIO: Final = 200
"""Unpacked bytes a packed byte; tables of text reach 40."""
MAX_BYTES: Final = 32 << 30
"""Unpacked bytes of one archive; GLEIF's golden copy of 3 million records has 5 GB, packed to a tenth."""
MAX_MEMBERS: Final = 1_000
_SMALL: Final = 4 << 20  # below this the ratio says nothing
_CHUNK: Final = 1 << 20
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""How an archive begins, an empty one and one in parts; a table may begin with the letters PK."""
_GZIP: Final = b"\x1f\x8b"
_OTHER: Final = {
    b"7z\xbc\xaf": "7z",
    b"\xfd7zX": "xz",
    b"BZh": "bzip2",
    b"Rar!": "rar",
    b"\x28\xb5\x2f\xfd": "zstd",
}
_OF_SYSTEMS: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What file managers put into archives by themselves."""

Wanted = Callable[[str], bool]
"""Tells of a file of an archive, by its name, whether the source has a use for it."""


@dataclass(frozen=True)
class Unpacked:
    """The files that were taken, where they lie now, and the names of those that were left in the archive."""

    taken: tuple[Path, ...]
    left: tuple[str, ...] = ()


def unpack(path: Path, folder: Path, wanted: Wanted = lambda _: True) -> Unpacked:
    """Copy a file into a folder, or the files of it if it is a zip or gzip archive.

    Of a zip archive the wanted files are taken alone, if there are any: data sets come with codebooks and other forms.

    Raises
    ------
    RefusedFile
        The archive is damaged, encrypted, too large or too tight, names a place outside the folder, or fills the disk.
    """
    try:
        return _unpacked(path, folder, wanted)
    except (EOFError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise RefusedFile(f"{path.name}: no space left on the disk of the home folder; free some") from error
        raise RefusedFile(f"{path.name}: not a whole archive ({error}); download it again") from error


def _unpacked(path: Path, folder: Path, wanted: Wanted) -> Unpacked:
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_GZIP):
        return Unpacked((_gunzip(path, folder),))
    if _is_zip(path, start):
        return _unzip(path, folder, wanted)
    _refuse_kind(path.name, start)
    return Unpacked((_copy(path, _free(folder, path.name)),))


def unpacked_name(name: str) -> str:
    """Return the name of a file that was packed by gzip, or of any other as it is."""
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def _is_zip(path: Path, start: bytes) -> bool:
    return start in _ZIP and path.suffix.lower() != ".xlsx"


def _gunzip(path: Path, folder: Path) -> Path:
    target = _free(folder, unpacked_name(path.name))
    with gzip.open(path) as packed:
        _write(packed, target, path.stat().st_size, path.name, _room(folder))
    with target.open("rb") as file:
        start = file.read(4)
    if start.startswith(_GZIP) or _is_zip(target, start):
        raise RefusedFile(f"{path.name}: an archive within an archive; unpack the outer one")
    return target


def _unzip(path: Path, folder: Path, wanted: Wanted) -> Unpacked:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _of_a_system(member.filename)]
        _refuse_members(path.name, members)
        chosen = [member for member in members if wanted(_name(member))] or members
        return Unpacked(
            tuple(_extracted(archive, chosen, path.name, folder)),
            tuple(member.filename for member in members if member not in chosen),
        )


def _extracted(archive: zipfile.ZipFile, chosen: Sequence[zipfile.ZipInfo], shown: str, folder: Path) -> Iterator[Path]:
    left = _room(folder)
    for member in chosen:
        target = _free(folder, _name(member))
        with archive.open(member) as packed:
            left -= _write(packed, target, member.compress_size, f"{shown}: {member.filename}", left)
        yield target


def _name(member: zipfile.ZipInfo) -> str:
    return Path(member.filename).name


def _of_a_system(name: str) -> bool:
    return name.startswith(_OF_SYSTEMS[0]) or Path(name).name in _OF_SYSTEMS


def _room(folder: Path) -> int:
    """Return how much may be unpacked: never all that is free, which others on the disk need."""
    return min(MAX_BYTES, shutil.disk_usage(folder).free * 9 // 10)


def _refuse_kind(shown: str, start: bytes) -> None:
    for magic, kind in _OTHER.items():
        if start.startswith(magic):
            raise RefusedFile(f"{shown}: packed as {kind}; unpack it yourself (zip and gzip are taken as they are)")


def _refuse_members(shown: str, members: list[zipfile.ZipInfo]) -> None:
    if not members or len(members) > MAX_MEMBERS:
        raise RefusedFile(f"{shown}: {len(members)} files in the archive; between 1 and {MAX_MEMBERS:,} are taken")
    for member in members:
        name = member.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in Path(name).parts:
            raise RefusedFile(f"{shown}: the archive names {name!r}, a place outside its folder; pack it again")
        mode = stat.S_IFMT(member.external_attr >> 16)
        if mode not in (0, stat.S_IFREG):
            kind = "a link" if mode == stat.S_IFLNK else "no plain file"
            raise RefusedFile(f"{shown}: {name!r} is {kind}; pack the file itself")
        if member.flag_bits & 1:
            raise RefusedFile(f"{shown}: {name!r} is encrypted; unpack it yourself")


def _write(packed: gzip.GzipFile | IO[bytes], target: Path, size: int, shown: str, most: int) -> int:
    written = 0
    with target.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > _SMALL and written > size * MAX_RATIO:
                raise RefusedFile(
                    f"{shown}: unpacks to more than {MAX_RATIO} times its size; unpack it yourself if you trust it"
                )
            if written > most:
                raise RefusedFile(_too_large(shown, most))
            out.write(chunk)
    return written


def _too_large(shown: str, most: int) -> str:
    if most < MAX_BYTES:
        return f"{shown}: unpacks to more than nine tenths of the free space of the disk; free some"
    return f"{shown}: unpacks to more than {MAX_BYTES >> 30} GiB; unpack it if you trust it"


def _copy(path: Path, target: Path) -> Path:
    if path.stat().st_size > shutil.disk_usage(target.parent).free:
        raise OSError(errno.ENOSPC, "No space left on device")
    shutil.copyfile(path, target)
    return target


def _free(folder: Path, name: str) -> Path:
    if not name.isprintable():
        # Printed as it is, a line break or a turn of the direction of writing would garble every message on the file.
        raise RefusedFile(f"{name!r}: the name has characters that do not show; rename the file")
    target = folder / name
    if name in ("", ".", "..") or target.exists():
        raise RefusedFile(f"{name!r}: two files have this name; give each its own")
    return target
