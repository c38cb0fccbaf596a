import errno
import gzip
import shutil
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from benchmarks.registers import write_golden_copy
from graph.errors import RefusedFile
from ingest.archives import MAX_BYTES, MAX_RATIO, unpack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def test_the_golden_copy_fits_with_room_to_grow() -> None:
    # Three million records of 338 columns: 5 GB unpacked, half a GB packed.
    assert MAX_BYTES > 4 * 5_000_000_000
    assert MAX_RATIO > 10 * 10


def test_a_register_is_taken_from_a_zip_archive_as_it_was(tmp_path: Path, folder: Path) -> None:
    first, _ = write_golden_copy(tmp_path, 4_000, 10)
    with zipfile.ZipFile(tmp_path / "lei2.csv.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(first, first.name)
    assert first.stat().st_size > 15 * (tmp_path / "lei2.csv.zip").stat().st_size > 4 << 15
    (taken,) = unpack(tmp_path / "lei2.csv.zip", folder)
    assert (taken.name, taken.read_bytes()) == (first.name, first.read_bytes())


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_what_unpacks_to_very_much_more_is_refused(kind: str, tmp_path: Path, folder: Path) -> None:
    bomb = tmp_path / f"bomb.csv.{kind}"
    if kind == "gz":
        bomb.write_bytes(gzip.compress(bytes(16 << 20)))
    else:
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", bytes(16 << 20))
    with pytest.raises(RefusedFile, match="unpacks to more than 200 times its size or 32 GiB"):
        unpack(bomb, folder)


def test_a_full_disk_is_no_broken_archive(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "rows.csv").write_text("a\n", encoding="utf-8")
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(RefusedFile, match=r"rows\.csv: no space left"):
        unpack(tmp_path / "rows.csv", folder)
