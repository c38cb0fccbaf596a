"""What is no plain file, or has a name that does not show, is refused before anything is read from it."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from ingest.added import added_sources
from ingest.adding import RdfNames, add_mapped, add_rdf
from ingest.progress import Progress
from tests.ingest import mapped


def refusal(home: Path, mapping: Path, file: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        add_mapped(home, mapping, [file], Progress())
    assert added_sources(home) == ()
    return str(refused.value)


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    return mapped.write(tmp_path / "mine", mapped.GOOD, 0.0)


def test_a_folder_is_no_table(tmp_path: Path, given: tuple[Path, Path]) -> None:
    folder = tmp_path / "pacts.csv"
    folder.mkdir()
    assert refusal(tmp_path / "home", given[0], folder).endswith("pacts.csv: a folder; name the files in it")


def test_a_pipe_is_not_waited_for(tmp_path: Path, given: tuple[Path, Path]) -> None:
    pipe = tmp_path / "pacts.csv"
    os.mkfifo(pipe)
    assert "not a plain file; copy it into one" in refusal(tmp_path / "home", given[0], pipe)
    mapping = tmp_path / "pacts.toml"
    os.mkfifo(mapping)
    assert "not a plain file" in refusal(tmp_path / "home", mapping, given[1])


def test_a_link_to_nothing_is_said_to_be_none(tmp_path: Path, given: tuple[Path, Path]) -> None:
    link = tmp_path / "pacts.csv"
    link.symlink_to(link)
    assert "not a plain file" in refusal(tmp_path / "home", given[0], link)
    assert "no such file" in refusal(tmp_path / "home", given[0], tmp_path / "other.csv")


def test_a_folder_is_no_mapping_and_no_card(tmp_path: Path, given: tuple[Path, Path]) -> None:
    assert "a folder" in refusal(tmp_path / "home", tmp_path, given[1])
    with pytest.raises(RefusedFile, match="a folder"):
        add_rdf(tmp_path / "home", RdfNames("mine", tmp_path, date(2026, 1, 1)), [given[1]], Progress())


@pytest.mark.parametrize("name", ["pacts\n.csv", "pacts\u202evsc.csv", "pa\u200bcts.csv"])
def test_a_name_that_does_not_show_is_refused(tmp_path: Path, given: tuple[Path, Path], name: str) -> None:
    given[1].rename(tmp_path / name)
    assert "characters that do not show; rename the file" in refusal(tmp_path / "home", given[0], tmp_path / name)


def test_so_is_one_in_an_archive(tmp_path: Path, given: tuple[Path, Path]) -> None:
    packed = tmp_path / "pacts.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pacts\u202evsc.csv", mapped.GOOD)
    assert "rename the file" in refusal(tmp_path / "home", given[0], packed)
