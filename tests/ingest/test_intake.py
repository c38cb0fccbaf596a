"""What a user adds is checked, cached, quarantined, replaced and removed, and never breaks the served release."""

import errno
import json
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

import ingest.assemble
import ingest.build
from graph.changes import changes
from graph.errors import RefusedFile
from graph.redistribution import quads
from graph.release import current_release
from graph.tables import read_tables
from ingest.added import added_sources, remove
from ingest.adding import add_known, add_mapped
from ingest.build import Build, build
from ingest.compiled import last_good
from ingest.progress import Progress
from ingest.rejections import rejections
from ingest.source import Source, SourceReading
from ingest.status import statuses
from tests.ingest import mapped
from tests.ingest.mapped import added
from tests.ingest.tiny import row, write_tiny

Capture = pytest.CaptureFixture[str]

GERMAN = "7,Seventh,DCA,2004,DEU;JPN\n"
"""A row about a state that the tiny release does not know, which only the gate can see."""
PARTS = {f"part-pact-{n}-{state}-party-1" for n in (1, 2) for state in ("jpn", "usa")}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[Source, ...]:
    return write_tiny(tmp_path / "tiny")


def parts(made: Build) -> set[str]:
    return {slug for slug in read_tables(made.release).relations["slug"] if slug.startswith("part-pact-")}


def test_a_mapped_table_is_part_of_the_next_release_and_removed_it_is_gone(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    added(home, tmp_path / "mine")
    first = build(home, sources=tiny)
    assert parts(first) == PARTS
    evidence = read_tables(first.release).evidence
    where = set(evidence.filter(evidence["source"] == "src-pacts")["locator"])
    assert where == {"pacts.csv, line 2", "pacts.csv, line 3"}
    remove(home, "pacts")
    second = build(home, sources=tiny)
    assert parts(second) == set()
    told = {(c.what, c.thing) for c in changes(first.release, second.release)}
    assert ("agreement removed", "pact-1") in told
    assert ("source removed", "pacts") in told


def test_an_unchanged_source_is_not_read_again(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    added(home, tmp_path / "mine")
    build(home, sources=tiny)
    (tiny[0].folder / "firms.csv").write_text(
        (tiny[0].folder / "firms.csv").read_text(encoding="utf-8").replace("Firm B", "Firm C"), encoding="utf-8"
    )
    remove(home, "pacts")
    build(home, sources=tiny)
    monkeypatch.setattr(Source, "read", lambda _: pytest.fail("a source was read"))
    assert not build(home, sources=tiny).is_new


def test_adding_a_source_reads_that_source_alone(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(home, sources=tiny)
    read: list[str] = []
    reading = Source.read

    def watched(source: Source) -> SourceReading:
        read.append(source.card.key)
        return reading(source)

    monkeypatch.setattr(Source, "read", watched)
    added(home, tmp_path / "mine")
    assert build(home, sources=tiny).is_new
    assert read == ["pacts"]


def test_rows_within_the_tolerance_are_left_out_and_told_with_line_column_value_and_reason(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    added(home, tmp_path / "mine", mapped.GOOD + "3,Third,DCA,2003-02-30,JPN;USA\n4,Fourth,XYZ,2003,JPN;ATL\n", 0.5)
    made = build(home, sources=tiny)
    assert parts(made) == PARTS
    told = (made.release.path / "quarantine" / "pacts.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:4] for line in told[1:]] == [
        ["pacts.csv", "4", "signed", "2003-02-30"],
        ["pacts.csv", "5", "members", "ATL"],
        ["pacts.csv", "5", "type", "XYZ"],
    ]
    (entry,) = (s for s in made.release.manifest.sources if s.key == "pacts")
    assert entry.quarantined == 2


def test_rows_beyond_the_tolerance_refuse_the_file_and_nothing_is_added(tmp_path: Path, home: Path) -> None:
    with pytest.raises(RefusedFile, match=r"pacts\.csv:4: column 'signed', value 'soon': not a date") as raised:
        added(home, tmp_path / "mine", mapped.GOOD + "3,Third,DCA,soon,JPN;USA\n")
    assert raised.value.exit_status == 2
    assert added_sources(home) == ()


def test_a_source_that_fails_in_the_build_leaves_its_last_good_graph_in_place(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    added(home, tmp_path / "mine")
    build(home, sources=tiny)
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    made = build(home, sources=tiny)
    assert made.failed == ("pacts",)
    assert parts(made) == PARTS
    assert _status(home) == "failed, older graph kept"
    assert "deu" in _why(home)
    assert "nothing was built" not in _why(home)
    added(home, tmp_path / "mine")
    build(home, sources=tiny)
    assert _status(home) == "compiled"


def test_what_the_gate_refused_is_told_again_without_another_try(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    first = build(home, sources=tiny)
    assert (first.failed, parts(first)) == (("pacts",), set())
    monkeypatch.setattr(ingest.assemble, "assemble", lambda *_: pytest.fail("the same was assembled again"))
    capsys.readouterr()
    again = build(home, sources=tiny)
    assert (again.is_new, again.release, again.failed) == (False, first.release, ("pacts",))
    assert "Source 'pacts' FAILED and it is left out of the release" in capsys.readouterr().err
    monkeypatch.undo()
    added(home, tmp_path / "mine")
    assert parts(build(home, sources=tiny)) == PARTS
    assert rejections(home) == {}


def test_a_damaged_record_of_what_was_refused_is_made_anew(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    build(home, sources=tiny)
    (known,) = rejections(home)
    (home / "cache" / "rejections.json").write_text('{"x": [', encoding="utf-8")
    assert build(home, sources=tiny).failed == ("pacts",)
    assert list(rejections(home)) == [known]


@pytest.mark.parametrize("faults", [{}, {"curated": "not to be believed"}, {"nobody": "of no part"}])
def test_a_forged_record_of_what_was_refused_takes_nothing_out(
    home: Path, tiny: tuple[Source, ...], faults: dict[str, str]
) -> None:
    made = build(home, sources=tiny)
    (home / "current").unlink()
    shutil.rmtree(made.release.path)
    (home / "cache" / "rejections.json").write_text(json.dumps({made.release.id: faults}), encoding="utf-8")
    again = build(home, sources=tiny)
    assert (again.is_new, again.release.id, again.failed) == (True, made.release.id, ())


def test_a_file_added_after_one_that_failed_is_not_said_to_have_failed(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    added(home, tmp_path / "mine")
    build(home, sources=tiny)
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    build(home, sources=tiny)
    added(home, tmp_path / "mine", mapped.GOOD.replace("Second", "Zweite"))
    assert _status(home) == "changed since the build"
    (home / "cache" / "pacts" / "failed.txt").write_bytes(b"\xff\xfe")
    assert _status(home) == "failed, older graph kept"


def test_what_is_cached_of_a_source_goes_with_it(tmp_path: Path, home: Path, tiny: tuple[Source, ...]) -> None:
    added(home, tmp_path / "mine")
    build(home, sources=tiny)
    remove(home, "pacts")
    build(home, sources=tiny)
    assert {path.name for path in (home / "cache").iterdir()} == {"curated"}


def test_a_full_disk_after_the_switch_is_told_and_the_new_release_is_served(
    home: Path, tiny: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "good")

    monkeypatch.setattr(ingest.build, "mark_good", full)
    made = build(home, sources=tiny)
    assert current_release(home) == made.release
    assert "The new release is served, but not all is tidy: good: No space left" in capsys.readouterr().err


def test_a_last_good_graph_that_fails_too_is_left_out_and_this_is_told(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...], capsys: Capture
) -> None:
    german = row(state_id="deu", label="Germany", iso3="DEU", iso2="DE", cow_code="255")
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    with_germany = write_tiny(tmp_path / "with", {"states.csv": [german]})
    assert build(home, sources=with_germany).failed == ()
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN.replace("Seventh", "7th"))
    capsys.readouterr()
    made = build(home, sources=tiny)
    assert (made.failed, parts(made)) == (("pacts",), set())
    assert "The last good graph of 'pacts' fails, too, so it is left out:" in capsys.readouterr().err
    assert _status(home) == "failed, left out"


def _why(home: Path) -> str:
    (why,) = (s.why for s in statuses(home) if s.key == "pacts")
    return why


def _status(home: Path) -> str:
    (status,) = (s.status for s in statuses(home) if s.key == "pacts")
    return status


def test_the_same_files_give_the_same_bytes_wherever_they_lay(tmp_path: Path, tiny: tuple[Source, ...]) -> None:
    dumps = []
    for name in ("one", "two"):
        added(tmp_path / name / "home", tmp_path / name / "mine")
        dumps.append((build(tmp_path / name / "home", sources=tiny).release.path / "dumps" / "kaname.nq").read_bytes())
    assert dumps[0] == dumps[1]


def test_what_may_not_be_passed_on_is_in_no_export(tmp_path: Path, home: Path, tiny: tuple[Source, ...]) -> None:
    mapping, file = mapped.write(tmp_path / "mine", redistributable="false")
    add_mapped(home, mapping, [file], Progress())
    release = build(home, sources=tiny).release
    passed = list(quads(release))
    assert not [line for line in passed if "/id/pact-" in line or "source-pacts" in line]
    assert any("agr-mdt" in line for line in passed)


def test_no_partial_source_is_left_by_a_refused_file(tmp_path: Path, home: Path) -> None:
    with pytest.raises(RefusedFile):
        added(home, tmp_path / "mine", "number,title\n1,one\n")
    assert list((home / "sources" / ".kept").glob("*")) == []
    assert last_good(home, "pacts") is None


def test_a_text_with_other_line_separators_comes_back_from_the_cache_as_it_was(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    odd = "First\u2028pact\x85of\u2029two"
    added(home, tmp_path / "mine", mapped.GOOD.replace("First", odd))
    release = build(home, sources=tiny).release
    labels = dict(read_tables(release).entities.select("slug", "label").iter_rows())
    assert labels["pact-1"] == odd
    assert parts(build(home, sources=tiny)) == PARTS


def test_what_a_register_leaves_out_is_told_and_its_list_is_part_of_the_source(
    tmp_path: Path, home: Path, tiny: tuple[Source, ...]
) -> None:
    firm = {"id": "a", "schema": "Company", "properties": {"name": ["A"], "jurisdiction": ["jp"]}}
    entities, keep = tmp_path / "entities.ftm.json", tmp_path / "keep.txt"
    lines = (firm, {"id": "p", "schema": "Person", "properties": {}})
    entities.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    keep.write_text("b\n", encoding="utf-8")
    first = add_known(home, "ftm", [entities], Progress())
    second = add_known(home, "ftm", [entities, keep], Progress())
    assert first.digest != second.digest
    assert second.notes == ("keep.txt:1: b stands in none of the files",)
    build(home, sources=tiny)
    (status,) = (status for status in statuses(home) if status.key == "ftm")
    assert (status.rows, status.left_out) == (2, "left out: Person 1")
