"""What `kaname build` says when it is done: what was left out, what failed, and what to do next."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

import api.commands.make
from api.commands.make import build
from ingest.adding import add_known, add_mapped
from ingest.progress import Progress
from ingest.source import Source
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

GERMAN = "7,Seventh,DCA,2004,DEU;JPN\n"
Built = Callable[[], list[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def built(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Built:
    """Build with the tiny source in place of ours and return the closing lines."""
    tiny: tuple[Source, ...] = write_tiny(tmp_path / "tiny")
    monkeypatch.setattr(api.commands.make, "sources_with", lambda _: tiny)

    def run() -> list[str]:
        capsys.readouterr()
        try:
            build(home, None, None)
        except typer.Exit as end:
            assert end.exit_code == 1
        lines = capsys.readouterr().err.splitlines()
        return lines[next(n for n, line in enumerate(lines) if line.startswith("Release ")) :]

    return run


def added(home: Path, folder: Path, table: str, tolerance: float = 0.0) -> None:
    mapping, file = mapped.write(folder, table, tolerance)
    add_mapped(home, mapping, [file], Progress())


def test_rows_at_fault_and_what_changed_are_told(tmp_path: Path, home: Path, built: Built) -> None:
    (first,) = built()
    added(home, tmp_path / "mine", mapped.GOOD + "3,Third,DCA,2003-02-30,JPN;USA\n", 0.5)
    second, quarantined, changed = built()
    old, new = (line.split()[1] for line in (first, second))
    assert quarantined == (
        "pacts: 1 row is at fault and left out, in whole or in part (quarantine/pacts.csv of the release says what)."
    )
    assert changed == f"What changed: `kaname diff {old} {new}`."
    up_to_date, again = built()
    assert (up_to_date.startswith(f"Release {new} is up to date: "), again) == (True, quarantined)


def test_what_a_source_leaves_out_on_purpose_is_told(tmp_path: Path, home: Path, built: Built) -> None:
    (tmp_path / "e.ftm.json").write_text('{"id": "p", "schema": "Person", "properties": {}}\n', encoding="utf-8")
    add_known(home, "ftm", [tmp_path / "e.ftm.json"], Progress())
    assert "ftm: left out: Person 1 (docs/datasets.md says why)." in built()


def test_a_source_that_failed_is_said_to_be_older_or_missing_with_what_to_do(
    tmp_path: Path, home: Path, built: Built
) -> None:
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    _, missing, step = built()
    assert missing == "pacts: FAILED, and is not in the release; above is why."
    assert step == "Correct the files and `kaname add` them again, or `kaname add --remove KEY`; then `kaname build`."
    added(home, tmp_path / "mine", mapped.GOOD)
    built()
    added(home, tmp_path / "mine", mapped.GOOD + GERMAN)
    assert "pacts: FAILED, and stands in the release as it was built last; above is why." in built()
