import os
import shutil
from pathlib import Path

import pytest

import ingest.kept
from ingest.added import added_sources
from ingest.adding import add_mapped
from ingest.compiled import digest
from ingest.kept import recorded, stamp
from ingest.progress import Progress
from ingest.source import Source
from tests.ingest import mapped


@pytest.fixture
def source(tmp_path: Path) -> Source:
    mapping, file = mapped.write(tmp_path / "mine")
    add_mapped(tmp_path / "home", mapping, [file], Progress())
    (found,) = added_sources(tmp_path / "home")
    return found


def test_a_file_that_nobody_touched_is_not_hashed_again(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.kept, "file_entry", lambda _: pytest.fail("hashed"))
    stamp(source)
    assert set(recorded(source)) == {"pacts.csv"}


def test_a_file_changed_where_it_lies_is_found_though_size_and_time_are_as_before(source: Source) -> None:
    before, table = digest(source), source.place / "pacts.csv"
    times = table.stat()
    table.write_text(mapped.GOOD.replace("First", "Erste"), encoding="utf-8")
    os.utime(table, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert table.stat().st_size == times.st_size
    stamp(source)
    assert recorded(source) == {}
    assert digest(source) != before


def test_a_file_that_was_copied_is_hashed_once_and_then_known(tmp_path: Path, source: Source) -> None:
    shutil.copytree(tmp_path / "home", tmp_path / "there", symlinks=True)
    (copy,) = added_sources(tmp_path / "there")
    assert recorded(copy) == {}
    stamp(copy)
    assert recorded(copy) == recorded(source) != {}
    assert digest(copy) == digest(source)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"pacts.csv": "x"}'])
def test_damaged_stamps_are_made_anew(source: Source, content: bytes) -> None:
    (source.place.parent / "stamps.json").write_bytes(content)
    assert recorded(source) == {}
    stamp(source)
    assert set(recorded(source)) == {"pacts.csv"}
