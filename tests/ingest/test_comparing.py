"""What a new version of a source tells differently is said when it is added, before a release is built."""

from pathlib import Path

import pytest

from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

NEW = mapped.HEADER + "1,First,DCA,2001-06-17,JPN; USA\n3,Third,LOG,2003,USA;JPN\n"


def added(home: Path, folder: Path, table: str) -> None:
    mapping, path = mapped.write(folder, table)
    add_mapped(home, mapping, [path], Progress())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    added(tmp_path / "home", tmp_path / "old", mapped.GOOD)
    return tmp_path / "home"


def test_new_gone_and_changed_things_are_counted_by_class(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(home, sources=write_tiny(tmp_path / "tiny"))
    capsys.readouterr()
    added(home, tmp_path / "new", NEW)
    told = capsys.readouterr().err
    assert "against the last release: Agreement: 1 new, 1 gone, 1 changed" in told
    assert "against the last release: Participation: 2 new, 2 gone, 2 changed" in told


def test_another_order_of_rows_tells_the_same(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(home, sources=write_tiny(tmp_path / "tiny"))
    capsys.readouterr()
    head, first, second, _ = mapped.GOOD.split("\n")
    added(home, tmp_path / "turned", "\n".join((head, second, first, "")))
    assert "against the last release: the same is told" in capsys.readouterr().err


def test_without_a_release_there_is_nothing_to_compare(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    added(home, tmp_path / "new", NEW)
    assert "against the last release" not in capsys.readouterr().err
