"""Every command that the account of the theses names can be run as it stands."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.reports.theses import AFTER, BEFORE, theses

RUN = CliRunner()
NAMED = sorted({command for t in theses() for command in (t.command(BEFORE), t.command(AFTER), *t.further)})


@pytest.mark.slow
@pytest.mark.parametrize("command", NAMED)
def test_a_command_of_the_theses_answers(home: Path, command: str) -> None:
    name, *arguments = shlex.split(command)
    answer = RUN.invoke(app, [*arguments, "--home", str(home)])
    assert name == "kaname"
    assert answer.exit_code == 0, answer.output
    assert len(answer.stdout.splitlines()) > 1
    assert "as of" in answer.stderr
