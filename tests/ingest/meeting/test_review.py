"""The review file as its reader edits it: what was decided stays, what is open is written again."""

from pathlib import Path

import pytest

from graph.errors import BuildError
from ingest.build import build
from ingest.meeting.match import Match
from ingest.meeting.review import read_decisions, review_file, write_review
from ontology.iris import mint
from tests.ingest.tiny import write_tiny

HEADER = "decision,a,name_a,b,name_b,score,reason\n"
OPEN = Match(mint("id", "firm-a"), mint("id", "firm-b"), "same country; words 0.75", 0.81)
NAMES = {"firm-a": "Firm A", "firm-b": "Firm A Works"}


def edited(home: Path, text: str) -> Path:
    review_file(home).parent.mkdir(parents=True, exist_ok=True)
    review_file(home).write_text(text, encoding="utf-8")
    return home


def test_an_open_pair_is_written_with_both_names_its_score_and_the_reason(tmp_path: Path) -> None:
    assert write_review(tmp_path, [OPEN], NAMES) == 1
    line = ",firm-a,Firm A,firm-b,Firm A Works,0.81,same country; words 0.75\n"
    assert review_file(tmp_path).read_text(encoding="utf-8") == HEADER + line


def test_what_is_decided_keeps_its_whole_line_and_is_asked_no_more(tmp_path: Path) -> None:
    write_review(tmp_path, [OPEN], NAMES)
    text = review_file(tmp_path).read_text(encoding="utf-8").replace("\n,firm-a", "\nSame,firm-a")
    edited(tmp_path, text)
    assert read_decisions(tmp_path) == {(OPEN.canonical, OPEN.alias): "same"}
    assert write_review(tmp_path, [OPEN], {}) == 0
    assert review_file(tmp_path).read_text(encoding="utf-8") == text


def test_no_file_is_written_where_nothing_is_to_be_decided(tmp_path: Path) -> None:
    assert (write_review(tmp_path, [], {}), review_file(tmp_path).exists()) == (0, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + "maybe,firm-a,,firm-b,,,\n", r"review\.csv:2: decision 'maybe'; write same, different"),
        (HEADER + "same,firm-a,,,,,\n", r"review\.csv:2: a 'firm-a', b ''; write the ids of two things"),
        (HEADER + "same,firm-a,,firm-a,,,\n", r"review\.csv:2: a 'firm-a', b 'firm-a'; write the ids of two things"),
        (HEADER + "same,a,,b,,,\ndifferent,b,,a,,,\n", r"review\.csv:3: the pair is decided twice and differently"),
        ("a;b\n", r"review\.csv:1: no column 'decision'"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BuildError, match=said):
        read_decisions(edited(tmp_path, text))


def test_a_decision_on_ids_that_no_source_has_is_told_and_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = edited(tmp_path / "home", HEADER + "same,agr-mdt,,agr-none\n")
    build(home, sources=write_tiny(tmp_path / "tiny"))
    assert "agr-mdt and agr-none: no source tells of both" in " ".join(capsys.readouterr().err.split())
