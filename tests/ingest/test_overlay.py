"""A user's judgements go before the bundled ones, and answers name the judge."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graph.answers import Rows, judges, read_answer
from graph.errors import BuildError, SourceError
from graph.query.guard import check
from graph.query.limits import QueryLimits
from graph.query.pool import run_once
from graph.query.request import QueryRequest
from graph.questions import question
from graph.release import Release
from ingest.build import build
from ingest.overlay import read_overlay
from tests.ingest.tiny import row, write_tiny

DAY = date(2021, 1, 1)


@dataclass(frozen=True)
class Folder:
    """A folder of own judgements."""

    path: Path

    def write(self, mode: str = "overlay", **tables: str) -> "Folder":
        self.path.mkdir(exist_ok=True)
        card = f'name = "Planning staff"\nversion = "2026.01.02"\nmode = "{mode}"\n'
        (self.path / "overlay.toml").write_text(card, encoding="utf-8")
        for name, text in tables.items():
            (self.path / f"{name}.csv").write_text(text, encoding="utf-8")
        return self


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "own")


def built(tmp_path: Path, folder: Folder | None) -> Release:
    bundled = write_tiny(
        tmp_path / "sources",
        {
            "capabilities.csv": [row(capability_id="sea", label="Sea operations")],
            "scenarios.csv": [row(scenario_id="war", label="War", family="blockade")],
            "assessments.csv": [row(state="usa", capability="air", spell="1", level="4", attested="2020-01-01")],
            "requirements.csv": [row(scenario="war", capability="air", level="4", criticality="critical")],
        },
    )
    own = () if folder is None else (read_overlay(folder.path),)
    return build(tmp_path / "home", sources=(*bundled, *own)).release


def coverage(release: Release) -> Rows:
    query = question("coalition-coverage").bound(DAY, {"member": "usa,jpn", "scenario": "war"})
    return read_answer(run_once(release.store, QueryRequest(check(query, QueryLimits()))).body)


LEVELS = "state,capability,level,from,to,attested,shown_by,note\n"
NEEDS = "scenario,capability,level,criticality,note\n"


def test_an_own_level_takes_the_place_of_the_bundled_one_and_others_stay(tmp_path: Path, folder: Folder) -> None:
    before = coverage(built(tmp_path, None))
    assert (before.column("able"), before.column("best")) == ((1,), (4,))
    release = built(tmp_path, folder.write(assessments=LEVELS + "usa,air,1,2019,,,,\n"))
    after = coverage(release)
    assert (after.column("able"), after.column("best")) == ((0,), (3,))
    assert [(judge.publisher, judge.assessments) for judge in judges(release)] == [("Planning staff", 1)]


def test_an_answer_names_the_judge_of_each_row(tmp_path: Path, folder: Folder) -> None:
    release = built(tmp_path, folder.write(requirements=NEEDS + "war,air,2,low,\n"))
    found = coverage(release)
    assert found.column("needs") == (2,)
    assert found.column("judge") == ("Own judgements",)
    assert found.column("requirement") == ("req-own-war-air",)


def test_a_row_names_the_judge_of_the_level_apart_from_the_judge_of_the_requirement(
    tmp_path: Path, folder: Folder
) -> None:
    release = built(tmp_path, folder.write(assessments=LEVELS + "usa,air,1,2019,,,,\n"))
    found = coverage(release)
    assert found.column("requirement") == ("req-war-air",)
    assert (found.column("judge"), found.column("levelJudge")) == ((None,), ("Own judgements",))


def test_own_levels_of_one_capability_that_hold_on_one_day_stop_the_build(tmp_path: Path, folder: Folder) -> None:
    twice = LEVELS + "usa,air,1,2010,,,,\nusa,air,4,2024,,,,\n"
    with pytest.raises(BuildError, match="Two judgements of one state and capability"):
        built(tmp_path, folder.write(assessments=twice))


def test_replacing_leaves_out_all_bundled_judgements_of_the_kinds_given(tmp_path: Path, folder: Folder) -> None:
    release = built(tmp_path, folder.write("replace", assessments=LEVELS + "jpn,air,2,,,2020-06-01,,\n"))
    found = coverage(release)
    assert (found.column("best"), found.column("unassessed"), found.column("needs")) == ((2,), (1,), (4,))
    assert release.manifest.things["Assessment"] == 1
    assert release.manifest.things["Requirement"] == 2


def test_a_level_with_an_end_gives_way_to_the_next(tmp_path: Path, folder: Folder) -> None:
    spells = "usa,air,2,2010-01-01,2020-01-01,,,\nusa,air,3,2020-01-01,,,,\n"
    release = built(tmp_path, folder.write(assessments=LEVELS + spells))
    assert coverage(release).column("best") == (3,)


def test_the_release_is_another_with_an_overlay_and_the_same_again_without(tmp_path: Path, folder: Folder) -> None:
    plain = built(tmp_path, None).id
    own = built(tmp_path, folder.write(assessments=LEVELS + "usa,air,1,2019,,,,\n")).id
    assert own != plain
    assert built(tmp_path, None).id == plain


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"assessments": LEVELS + "usa,air,5,,,,,\n"}, "assessments.csv:2: column 'level', value '5'"),
        ({"assessments": "state,capability\n"}, "the column is missing"),
        ({"requirements": NEEDS + "war,air,2,vital,\n"}, "no such criticality; write critical, high, low, medium"),
        ({}, "write an assessments.csv or a requirements.csv"),
    ],
)
def test_a_wrong_table_is_refused_with_line_and_next_step(
    tmp_path: Path, folder: Folder, tables: dict[str, str], said: str
) -> None:
    with pytest.raises(SourceError) as raised:
        built(tmp_path, folder.write(**tables))
    assert said in str(raised.value)


def test_a_judgement_on_something_unknown_stops_the_build(tmp_path: Path, folder: Folder) -> None:
    with pytest.raises(BuildError, match=r"\[knc:flying-saucers\]"):
        built(tmp_path, folder.write(assessments=LEVELS + "usa,flying-saucers,1,2019,,,,\n"))


def test_a_card_without_a_name_or_with_a_strange_word_is_refused(folder: Folder) -> None:
    folder.path.mkdir()
    with pytest.raises(BuildError, match="there is no card; write name"):
        read_overlay(folder.path)
    (folder.path / "overlay.toml").write_text('version = "2026.01.02"\nmood = "x"\n', encoding="utf-8")
    with pytest.raises(BuildError, match=r"'name'.*\n.*'mood'"):
        read_overlay(folder.path)
