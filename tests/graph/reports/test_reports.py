"""The reports in the documents are those that the bundled sources give."""

import re
from pathlib import Path

import pytest

from graph.questions import question
from graph.release import Release
from graph.reports.compare import Row, compare, leading
from graph.reports.theses import AFTER, BEFORE, Finding, Thesis, findings, theses
from graph.reports.write import cell, data_report, questions_report, theses_report
from graph.store import ReadStore, open_release_store

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def store(release: Release) -> ReadStore:
    return open_release_store(release.store)


@pytest.fixture(scope="module")
def found(release: Release, store: ReadStore) -> dict[str, Finding]:
    return {finding.thesis.id: finding for finding in findings(release, store)}


def test_the_theses_are_up_to_date(release: Release, store: ReadStore) -> None:
    written = (DOCS / "theses.md").read_text(encoding="utf-8")
    assert written == theses_report(release, store), "write it again with `make docs`, and read what changed"


def test_the_account_of_the_data_is_up_to_date(release: Release) -> None:
    written = (DOCS / "data.md").read_text(encoding="utf-8")
    assert written == data_report(release), "write it again with `make docs`, and read what changed"


def test_the_list_of_questions_is_up_to_date() -> None:
    assert (DOCS / "questions.md").read_text(encoding="utf-8") == questions_report(), "write it again with `make docs`"


def test_all_sixteen_theses_are_answered_by_questions_that_serve_them() -> None:
    assert [thesis.id for thesis in theses()] == [f"T{number}" for number in range(1, 17)]
    for thesis in theses():
        assert thesis.id in question(thesis.question).serves
        assert set(thesis.params) <= {p.name for p in question(thesis.question).parameters}


@pytest.mark.parametrize("thesis", [t.id for t in theses()])
def test_a_thesis_has_an_answer_on_both_days_and_evidence(found: dict[str, Finding], thesis: str) -> None:
    finding = found[thesis]
    columns = {column for row in (*finding.before, *finding.after) for column, _ in row.cells}
    assert {*finding.thesis.shows, *finding.thesis.key} <= columns
    assert finding.thesis.because is None or finding.thesis.because in columns
    assert finding.before and finding.after
    assert finding.sources or thesis == "T4", "only what is not found has no statement to cite"


def test_japan_went_from_the_list_of_allies_without_a_memorandum(found: dict[str, Finding]) -> None:
    went = {row.get("ally"): row.get("closedOn") for row in found["T12"].comparison.went}
    assert went["jpn"] == "2016-06-04"
    assert {row.get("ally") for row in found["T12"].comparison.came} == {"mkd", "mne"}


def test_judges_are_named_where_levels_enter_and_nowhere_else(found: dict[str, Finding]) -> None:
    assert {name for name, finding in found.items() if finding.judges} == {"T3", "T5", "T6", "T7"}


def row(**cells: str | int | None) -> Row:
    return Row(tuple(cells.items()))


def test_rows_are_compared_by_their_key_and_their_shown_columns() -> None:
    before = (row(a="x", b=1, c="p q"), row(a="y", b=1, c=""))
    after = (row(a="x", b=2, c="q p"), row(a="z", b=1, c=""))
    difference = compare(before, after, ("a",), ("b", "c"))
    assert [r.get("a") for r in difference.went] == ["y"]
    assert [r.get("a") for r in difference.came] == ["z"]
    assert [change.values for change in difference.changed] == [(("b", "1", "2"),)]
    assert difference.same == 0


def test_a_change_tells_the_words_that_were_added() -> None:
    difference = compare((row(a="x", b=1, by="agr-1"),), (row(a="x", b=2, by="agr-2 agr-1"),), ("a",), ("b",))
    assert difference.changed[0].added("by") == "agr-2"


def test_what_moved_stands_first_but_a_ranking_keeps_its_order() -> None:
    rows = tuple(row(a=str(number)) for number in range(20))
    plain = Thesis(id="T1", claim="", reads="", question="members", key=("a",), shows=("a",))
    assert plain.shown(rows, rows[18:])[:3] == (rows[18], rows[19], rows[0])
    ranked = plain.model_copy(update={"ranked": True, "watch": ("17",)})
    assert ranked.shown(rows, rows[18:]) == (*rows[:15], rows[17])
    assert leading(rows, ()) == rows


def test_japan_bridges_little_by_security_commitments_alone(found: dict[str, Finding]) -> None:
    (short,) = found["T1"].short
    assert re.fullmatch(r"Japan stands (\d+) of \d+, then \d+ of \d+, by bridged and partners", short)


def test_commitments_are_counted_once_whatever_the_number_of_their_acts(found: dict[str, Finding]) -> None:
    finding = found["T2"]
    (open_,) = (line for line in finding.short if line.startswith("no recorded act"))
    without = {row.get("provision") for row in finding.before if row.get("status") == "no recorded act"}
    assert open_.startswith(f"no recorded act {len(without)} → ")


def test_no_act_before_a_meeting_counts_as_its_follow_up(found: dict[str, Finding]) -> None:
    days = [row.get("days") for row in (*found["T16"].before, *found["T16"].after)]
    assert all(isinstance(value, int) and value >= 0 for value in days if value is not None)
    assert any(days)


def test_a_command_can_be_run_as_it_stands() -> None:
    (thesis,) = (t for t in theses() if t.id == "T5")
    assert thesis.command(BEFORE) == "kaname ask capability-actions -p nation=jpn,aus,kor,phl --as-of 2016-05-24"
    assert AFTER > BEFORE


def test_a_cell_cannot_break_its_table() -> None:
    assert cell("a|b\n<script>\\") == "a\\|b &lt;script>\\\\"
    assert cell(None) == ""
