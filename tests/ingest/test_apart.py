import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import BuildError
from ingest.added import added_sources
from ingest.adding import add_mapped
from ingest.apart import Apart
from ingest.gather import read_source
from ingest.progress import Progress, watched
from ingest.source import Source
from tests.ingest import mapped


def _added(home: Path, folder: Path, table: str = mapped.GOOD) -> Source:
    mapping, file = mapped.write(folder, table)
    add_mapped(home, mapping, [file], Progress())
    (source,) = added_sources(home)
    return source


def test_a_source_read_in_another_process_is_what_it_is_here(tmp_path: Path) -> None:
    source = _added(tmp_path / "home", tmp_path / "mine")
    shown: list[tuple[int, int | None]] = []
    with Apart() as apart, watched(lambda done, total: shown.append((done, total))):
        found = [apart.read(tmp_path / "there", source) for _ in range(2)]
    assert found[0] == found[1]
    assert list(found[0].lines) == list(read_source(tmp_path / "here", source).lines)
    assert shown[-1] == (2, 2)


def test_faults_found_in_another_process_are_told_here_and_the_next_source_is_read(tmp_path: Path) -> None:
    source = _added(tmp_path / "home", tmp_path / "mine")
    table = source.place / "pacts.csv"
    good = table.read_text(encoding="utf-8")
    with Apart() as apart:
        table.write_text(good.replace("2001-05-17", "2001-13-17"), encoding="utf-8")
        with pytest.raises(BuildError, match=r"pacts\.csv:2: column 'signed', value '2001-13-17'"):
            apart.read(tmp_path / "there", source)
        table.write_text(good, encoding="utf-8")
        assert apart.read(tmp_path / "there", source).rows == {"pacts.csv": 2}


def test_a_process_that_ends_while_it_reads_is_an_error_of_that_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _added(tmp_path / "home", tmp_path / "mine")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Apart() as apart, pytest.raises(BuildError, match="source 'pacts': the process that read it ended"):
        apart.read(tmp_path / "there", source)


def test_a_full_disk_is_no_fault_of_the_source_that_is_read(tmp_path: Path) -> None:
    source = _added(tmp_path / "home", tmp_path / "mine")
    (tmp_path / "there" / "cache").mkdir(parents=True)
    (tmp_path / "there" / "cache" / "pacts").write_text("no folder", encoding="utf-8")
    with Apart() as apart, pytest.raises(OSError, match="File exists"):
        apart.read(tmp_path / "there", source)


def test_what_nobody_foresaw_in_a_file_is_told_in_a_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = replace(_added(tmp_path / "home", tmp_path / "mine"), connector="os.path")
    with Apart() as apart, pytest.raises(BuildError, match=r"source 'pacts': cannot be read \(AttributeError: module"):
        apart.read(tmp_path / "there", source)
    assert "Traceback" not in capfd.readouterr().err
