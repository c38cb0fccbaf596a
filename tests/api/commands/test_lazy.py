import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.lazy import PLACES, loaded

ROOT = Path(__file__).parents[3]
HEAVY = {"polars", "rdflib", "numpy", "pyoxigraph", "fastapi", "networkx", "pydantic"}


@pytest.mark.parametrize("name", PLACES)
def test_the_list_says_of_a_command_what_the_command_says_of_itself(name: str) -> None:
    said = (loaded(name).help or "").split("\n")[0]
    assert PLACES[name][2] == said
    assert loaded(name).name == name


def test_the_list_of_commands_is_written_without_what_they_need() -> None:
    shown = "import sys; from api.cli import app; app(['--help'], standalone_mode=False)"
    code = f"{shown}; print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "chokepoints" in done.stdout
    assert {name for name in HEAVY if f"'{name}'" in done.stderr} == set()


def test_the_sources_are_listed_without_loading_what_reads_tables(tmp_path: Path) -> None:
    shown = f"import sys; from api.cli import app; app(['sources', '--home', {str(tmp_path)!r}], standalone_mode=False)"
    code = f"{shown}; print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "curated" in done.stdout
    assert {name for name in HEAVY if f"'{name}'" in done.stderr} <= {"pydantic", "pyoxigraph"}


def test_every_command_is_listed_and_one_that_is_none_is_told() -> None:
    listed = CliRunner().invoke(app, ["--help"]).stdout
    assert [name for name in PLACES if f" {name} " not in listed] == []
    unknown = CliRunner().invoke(app, ["biuld"])
    assert unknown.exit_code == 2
    assert "biuld" in unknown.output
