"""Takes a file, or the files of a zip or gzip archive, into a folder: nothing outside it, nothing without end."""

import errno
import gzip
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
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


def unpack(path: Path, folder: Path) -> list[Path]:
    """Copy a file into a folder, unpacked if it is a zip or gzip archive, and return what lies there now.

    Raises
    ------
    RefusedFile
        The archive is damaged, encrypted, too large or too tight, names a place outside the folder, or fills the disk.
    """
    try:
        return list(_taken(path, folder))
    except (EOFError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise RefusedFile(f"{path.name}: no space left on the disk of the home folder; free some") from error
        raise RefusedFile(f"{path.name}: not a whole archive ({error}); download it again") from error


def _taken(path: Path, folder: Path) -> Iterator[Path]:
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"\x1f\x8b"):
        yield _gunzip(path, folder)
    elif start.startswith(b"PK") and path.suffix.lower() != ".xlsx":
        yield from _unzip(path, folder)
    else:
        yield _copy(path, _free(folder, path.name))


def _gunzip(path: Path, folder: Path) -> Path:
    target = _free(folder, path.name.removesuffix(".gz"))
    with gzip.open(path) as packed:
        _write(packed, target, path.stat().st_size, path.name)
    return target


def _unzip(path: Path, folder: Path) -> Iterator[Path]:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member.filename)]
        _refuse_members(path.name, members)
        left = MAX_BYTES
        for member in members:
            target = _free(folder, Path(member.filename).name)
            with archive.open(member) as packed:
                left -= _write(packed, target, member.compress_size, f"{path.name}: {member.filename}", left)
            yield target


def _is_litter(name: str) -> bool:
    """Tell whether a member is what a file manager puts into an archive beside the files."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] == ".DS_Store"


def _refuse_members(shown: str, members: list[zipfile.ZipInfo]) -> None:
    if not members or len(members) > MAX_MEMBERS:
        raise RefusedFile(f"{shown}: {len(members)} files in the archive; between 1 and {MAX_MEMBERS:,} are taken")
    for member in members:
        name = member.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in Path(name).parts:
            raise RefusedFile(f"{shown}: the archive names {name!r}, a place outside its folder; pack it again")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise RefusedFile(f"{shown}: {name!r} is a link; pack the file itself")
        if member.flag_bits & 1:
            raise RefusedFile(f"{shown}: {name!r} is encrypted; unpack it yourself")


def _write(packed: gzip.GzipFile | IO[bytes], target: Path, size: int, shown: str, most: int = MAX_BYTES) -> int:
    written = 0
    with target.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > most or (written > _SMALL and written > size * MAX_RATIO):
                raise RefusedFile(
                    f"{shown}: unpacks to more than {MAX_RATIO} times its size or {MAX_BYTES >> 30} GiB; "
                    "unpack it yourself if you trust it"
                )
            out.write(chunk)
    return written


def _copy(path: Path, target: Path) -> Path:
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
