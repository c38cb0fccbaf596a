import sys
from pathlib import Path

import pytest

from graph.errors import BuildError
from ingest.added import added_sources, recorded
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


def test_a_file_that_was_changed_where_it_lies_is_hashed_again(tmp_path: Path) -> None:
    source = _added(tmp_path / "home", tmp_path / "mine")
    assert set(recorded(source)) == {"pacts.csv"}
    (source.place / "pacts.csv").write_text(mapped.GOOD.replace("First", "Erste"), encoding="utf-8")
    assert recorded(source) == {}
