"""The list of sources fits the line that it is written on."""

import pytest

from api.commands import sources
from api.commands.output import Format, show
from ingest.status import SourceStatus

LICENCE = "No licence stated, citation asked; not redistributed"
FOUND = SourceStatus(
    "dcad", "Agreements", "failed, older graph kept", "1.0", "", "2010-12-31", LICENCE, False, 1871, 107190, 3,
    "2026-11-25 04:05",
)  # fmt: skip


@pytest.mark.parametrize(("letters", "whole"), [(80, True), (120, False)])
def test_a_short_line_has_no_room_for_the_licence_beside_all_else(
    letters: int, whole: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sources, "width", lambda: letters)
    monkeypatch.setattr("api.commands.output.width", lambda: letters)
    sources._in_use([FOUND])
    lines = capsys.readouterr().out.splitlines()
    assert (LICENCE in "\n".join(lines)) is whole
    assert max(map(len, lines)) <= letters
    assert any(line.startswith("dcad ") and " 2010-12-31 " in f"{line} " and "1,871" in line for line in lines)


def test_a_day_is_never_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("api.commands.output.width", lambda: 30)
    show(("agreement", "since"), [("part-agr-us-nato-1949-bel-party-1", "1949-08-24")], Format.TABLE)
    assert " 1949-08-24" in capsys.readouterr().out
