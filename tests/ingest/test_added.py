"""Sources in a home folder that was damaged, copied, or written by another version of the program."""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graph.errors import BuildError
from graph.tables import read_tables
from ingest.added import added_sources, remove
from ingest.adding import RdfNames, add_mapped, add_rdf
from ingest.build import Build, build
from ingest.kept import Broken
from ingest.progress import Progress
from ingest.source import Source
from ingest.status import statuses
from tests.ingest import mapped
from tests.ingest.mapped import added
from tests.ingest.tiny import write_tiny

FIRM = """@prefix kn: <https://w3id.org/kaname/def/> .
<https://w3id.org/kaname/id/firm-x> a kn:Firm ; <http://www.w3.org/2000/01/rdf-schema#label> "X" .
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[Source, ...]:
    return write_tiny(tmp_path / "tiny")


def pacts(made: Build) -> set[str]:
    return {slug for slug in read_tables(made.release).entities["slug"] if slug.startswith("pact-")}


def _status(home: Path) -> str:
    (status,) = (s.status for s in statuses(home) if s.key == "pacts")
    return status


def _cut(path: Path) -> None:
    path.write_bytes(b"\xff" + path.read_bytes()[:20])


def _renamed(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('"ingest.mapping.read"', '"os.path"'), encoding="utf-8")


def _of_another_version(path: Path) -> None:
    path.write_text('key = "pacts"\n', encoding="utf-8")


@dataclass(frozen=True)
class Damage:
    """What befalls a file of a kept folder, or the whole of it, and what is said of that."""

    name: str
    do: Callable[[Path], None]
    told: str


DAMAGES = (
    Damage("added.toml", _cut, "not TOML"),
    Damage("added.toml", Path.unlink, "the record of what was added cannot be read"),
    Damage("added.toml", _renamed, "field 'connector'"),
    Damage("added.toml", _of_another_version, "no source 'pacts'; known are: "),
    Damage("source.toml", _cut, "not TOML"),
    Damage("source.toml", Path.unlink, "there is no card"),
    Damage(".", shutil.rmtree, "the record of what was added cannot be read"),
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.told)
def test_a_damaged_source_keeps_its_last_good_graph_and_is_mended_by_adding_it_again(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...], capsys: Capture, damage: Damage
) -> None:
    kept = added(home, tmp_path / "mine")
    before = build(home, sources=tiny)
    damage.do(kept / damage.name)
    (source,) = added_sources(home)
    assert isinstance(source, Broken)
    capsys.readouterr()
    made = build(home, sources=tiny)
    assert (made.failed, made.release.id, pacts(made)) == (("pacts",), before.release.id, {"pact-1", "pact-2"})
    said = capsys.readouterr().err
    assert damage.told in said
    assert "or take it out with `kaname add --remove pacts`" in said
    assert _status(home) == "failed, older graph kept"
    added(home, tmp_path / "mine")
    mended = build(home, sources=tiny)
    assert (mended.failed, mended.release.id) == ((), before.release.id)
    assert _status(home) == "compiled"


def test_a_damaged_source_can_be_taken_out(tmp_path: Path, home: Path, tiny: tuple[Source, ...]) -> None:
    _cut(added(home, tmp_path / "mine") / "added.toml")
    assert _status(home) == "failed, left out"
    remove(home, "pacts")
    made = build(home, sources=tiny)
    assert (made.failed, pacts(made), added_sources(home)) == ((), set(), ())


def test_a_kept_file_that_was_changed_by_hand_is_mended_by_adding_it_again(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    kept = added(home, tmp_path / "mine")
    before = build(home, sources=tiny)
    table = kept / "files" / "pacts.csv"
    table.write_text(mapped.GOOD.replace("Second", "Sekond"), encoding="utf-8")
    assert build(home, sources=tiny).release.id != before.release.id
    assert added(home, tmp_path / "mine") == kept
    assert table.read_text(encoding="utf-8") == mapped.GOOD
    assert build(home, sources=tiny).release.id == before.release.id


def test_what_an_addition_left_that_was_killed_before_its_last_rename_is_no_source(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    kept = added(home, tmp_path / "mine")
    half = home / "sources" / ".pacts.new"
    half.symlink_to(Path(".kept") / kept.name)
    assert [source.card.key for source in added_sources(home)] == ["pacts"]
    assert pacts(build(home, sources=tiny)) == {"pact-1", "pact-2"}
    assert not half.is_symlink()


def test_a_home_copied_with_folders_for_links_is_as_good(tmp_path: Path, home: Path, tiny: tuple[Source, ...]) -> None:
    added(home, tmp_path / "mine")
    there = tmp_path / "there"
    shutil.copytree(home, there)
    assert not (there / "sources" / "pacts").is_symlink()
    assert pacts(build(there, sources=tiny)) == {"pact-1", "pact-2"}
    added(there, tmp_path / "mine", mapped.GOOD.replace("Second", "Zweite"))
    assert (there / "sources" / "pacts").is_symlink()
    remove(there, "pacts")
    assert pacts(build(there, sources=tiny)) == set()


def test_a_name_that_is_no_added_source_removes_nothing(tmp_path: Path, home: Path, tiny: tuple[Source, ...]) -> None:
    added(home, tmp_path / "mine")
    made = build(home, sources=tiny)
    for key in ("../current", ".kept", "pact"):
        with pytest.raises(BuildError, match=r"was not added to .*; added are: pacts"):
            remove(home, key)
    assert (home / "current").resolve() == made.release.path
    assert len(added_sources(home)) == 1


def test_a_home_that_cannot_be_written_is_told_where_a_source_is_to_go(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(home, tmp_path / "mine")

    def refuse(path: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(BuildError, match="pacts: Read-only file system; nothing was removed"):
        remove(home, "pacts")
    assert len(added_sources(home)) == 1


def test_a_users_card_cannot_say_that_it_is_part_of_the_program(tmp_path: Path, home: Path) -> None:
    mapping, file = mapped.write(tmp_path / "mine")
    text = mapping.read_text(encoding="utf-8").replace("maintained =", "bundled = true\nmaintained =")
    mapping.write_text(text, encoding="utf-8")
    assert not add_mapped(home, mapping, [file], Progress()).card.bundled
    card, graph = tmp_path / "card.toml", tmp_path / "graph.ttl"
    given = mapped.CARD.format(redistributable="true", tolerance="0.0").replace("[source]", "")
    card.write_text(given.replace('"pacts"', '"triples"'), encoding="utf-8")
    graph.write_text(FIRM, encoding="utf-8")
    assert not add_rdf(home, RdfNames("triples", card, date(2026, 1, 31)), [graph], Progress()).card.bundled
    assert [source.card.bundled for source in added_sources(home)] == [False, False]
