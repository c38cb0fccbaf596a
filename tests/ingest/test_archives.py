import errno
import gzip
import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
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
    (taken,) = unpack(tmp_path / "lei2.csv.zip", folder).taken
    assert (taken.name, taken.read_bytes()) == (first.name, first.read_bytes())


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_what_unpacks_to_very_much_more_is_refused(kind: str, tmp_path: Path, folder: Path) -> None:
    bomb = tmp_path / f"bomb.csv.{kind}"
    if kind == "gz":
        bomb.write_bytes(gzip.compress(bytes(16 << 20)))
    else:
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", bytes(16 << 20))
    with pytest.raises(RefusedFile, match="unpacks to more than 200 times its size; unpack it yourself"):
        unpack(bomb, folder)


def test_a_full_disk_is_no_broken_archive(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "rows.csv").write_text("a\n", encoding="utf-8")
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(RefusedFile, match=r"rows\.csv: no space left"):
        unpack(tmp_path / "rows.csv", folder)


def zipped(path: Path, members: Mapping[str, bytes], mode: int = 0) -> Path:
    """Write a zip archive; `mode` is what kind of file each member says that it is."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            archive.writestr(member, content)
    return path


def files_below(place: Path) -> set[str]:
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["../rows.csv", "a/../../rows.csv", "/rows.csv", "C:\\rows.csv", "C:rows.csv"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, folder: Path, name: str) -> None:
    path = zipped(tmp_path / "rows.zip", {"good.csv": b"a\n", name: b"a\n"})
    with pytest.raises(RefusedFile, match="a place outside its folder"):
        unpack(path, folder)
    assert files_below(tmp_path) == {"rows.zip"}


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, folder: Path, mode: int) -> None:
    with pytest.raises(RefusedFile, match=r"'rows\.csv' is (a link|no plain file); pack the file itself"):
        unpack(zipped(tmp_path / "rows.zip", {"rows.csv": b"/etc/passwd"}, mode | 0o777), folder)


def test_an_archive_that_is_encrypted_is_refused(tmp_path: Path, folder: Path) -> None:
    content = bytearray(zipped(tmp_path / "rows.zip", {"rows.csv": b"a\n"}).read_bytes())
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "rows.zip").write_bytes(content)
    with pytest.raises(RefusedFile, match=r"'rows\.csv' is encrypted"):
        unpack(tmp_path / "rows.zip", folder)


def test_an_archive_whose_directory_tells_another_tale_than_its_members_is_refused(
    tmp_path: Path, folder: Path
) -> None:
    content = zipped(tmp_path / "rows.zip", {"rows.csv": b"a\n" * 99}).read_bytes()
    directory = content.index(b"PK\1\2")
    told = [content.replace(b"rows.csv", b"rags.csv", 1)]
    for place in (16, 24, 42):  # checksum, size unpacked, where the member begins
        changed = bytearray(content)
        changed[directory + place : directory + place + 4] = (7).to_bytes(4, "little")
        told.append(bytes(changed))
    for wrong in told:
        (tmp_path / "rows.zip").write_bytes(wrong)
        shutil.rmtree(folder)
        folder.mkdir()
        with pytest.raises(RefusedFile, match="not a whole archive"):
            unpack(tmp_path / "rows.zip", folder)


@pytest.mark.parametrize("ending", [b"garbage", b"\x1f\x8b"])
def test_what_follows_a_gzip_file_makes_it_no_whole_archive(tmp_path: Path, folder: Path, ending: bytes) -> None:
    (tmp_path / "rows.csv.gz").write_bytes(gzip.compress(b"a\n") + ending)
    with pytest.raises(RefusedFile, match="not a whole archive"):
        unpack(tmp_path / "rows.csv.gz", folder)


@pytest.mark.parametrize("inner", [gzip.compress(b"a\n"), b"PK\x03\x04"])
def test_an_archive_within_a_gzip_file_is_refused(tmp_path: Path, folder: Path, inner: bytes) -> None:
    (tmp_path / "rows.csv.gz").write_bytes(gzip.compress(inner))
    with pytest.raises(RefusedFile, match="an archive within an archive"):
        unpack(tmp_path / "rows.csv.gz", folder)


def test_a_workbook_may_be_packed(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "rows.xlsx.GZ").write_bytes(gzip.compress(b"PK\x03\x04"))
    assert [path.name for path in unpack(tmp_path / "rows.xlsx.GZ", folder).taken] == ["rows.xlsx"]


@pytest.mark.parametrize(("start", "kind"), [(b"\xfd7zXZ\0", "xz"), (b"7z\xbc\xaf\x27", "7z"), (b"BZh91", "bzip2")])
def test_how_a_file_is_packed_that_is_not_unpacked_is_told(
    tmp_path: Path, folder: Path, start: bytes, kind: str
) -> None:
    (tmp_path / "rows.csv").write_bytes(start)
    with pytest.raises(RefusedFile, match=f"packed as {kind}; unpack it yourself"):
        unpack(tmp_path / "rows.csv", folder)


def test_a_table_whose_first_column_is_named_pk_is_no_archive(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "rows.csv").write_text("PK,name\n1,a\n", encoding="utf-8")
    (taken,) = unpack(tmp_path / "rows.csv", folder).taken
    assert taken.read_text(encoding="utf-8") == "PK,name\n1,a\n"


def test_what_a_file_manager_puts_into_archives_is_passed_over(tmp_path: Path, folder: Path) -> None:
    members = {"d/rows.csv": b"a\n", "__MACOSX/d/._rows.csv": b"\0", "d/.DS_Store": b"\0"}
    found = unpack(zipped(tmp_path / "rows.zip", members), folder)
    assert ([path.name for path in found.taken], found.left) == (["rows.csv"], ())


def test_of_an_archive_only_what_is_wanted_is_taken_and_the_rest_is_named(tmp_path: Path, folder: Path) -> None:
    archive = zipped(tmp_path / "set.zip", {"set/codebook.pdf": b"%PDF", "set/rows.csv": b"a\n", "set/rows.dta": b"x"})
    found = unpack(archive, folder, lambda name: name.endswith(".csv"))
    assert ([path.name for path in found.taken], found.left) == (["rows.csv"], ("set/codebook.pdf", "set/rows.dta"))


def test_an_archive_never_takes_all_that_is_free_on_the_disk(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000))
    for name, content in (("much.csv.gz", gzip.compress(bytes(9_001))), ("rows.csv", bytes(10_001))):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RefusedFile, match="free some"):
            unpack(tmp_path / name, folder)
    (tmp_path / "less.csv.gz").write_bytes(gzip.compress(bytes(9_000)))
    assert len(unpack(tmp_path / "less.csv.gz", folder).taken) == 1
