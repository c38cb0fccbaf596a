import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.questions import questions

RUN = CliRunner()


def test_all_questions_are_listed() -> None:
    answer = RUN.invoke(app, ["ask", "--format", "json"])
    assert [row["name"] for row in json.loads(answer.stdout)] == [q.name for q in questions()]


def test_a_question_is_answered_as_of_a_day_and_says_whose_judgement_it_rests_on(home: Path) -> None:
    command = ["ask", "coalition-coverage", "-p", "member=usa,jpn", "--as-of", "2016-05-24", "--home", str(home)]
    answer = RUN.invoke(app, [*command, "--format", "json"])
    assert answer.exit_code == 0, answer.output
    assert {"capability", "status", "able"} <= set(json.loads(answer.stdout)[0])
    assert "rests on judgements: Kaname analysts' judgement (Kaname contributors)" in answer.stderr
    assert "as of 2016-05-24" in answer.stderr


def test_a_parameter_without_a_value_is_refused(home: Path) -> None:
    answer = RUN.invoke(app, ["ask", "members", "-p", "agreement", "--home", str(home)])
    assert answer.exit_code == 1
    assert "write name=value" in str(answer.exception)


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_other_forms_hold_the_same_rows(home: Path, form: str) -> None:
    answer = RUN.invoke(app, ["ask", "members", "--as-of", "2004-04-01", "--home", str(home), "--format", form])
    assert "Estonia" in answer.stdout
