import json
import logging

import pytest

from api.operations.logs import LogFormat, LogLevel, configure


@pytest.fixture(autouse=True)
def _own_handlers() -> object:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_an_event_is_one_line_of_json_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure(LogFormat.JSON, LogLevel.INFO)
    logging.getLogger("x").info("request", extra={"path": "/a\nb", "ms": 1.5})
    (line,) = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["event"], event["path"], event["ms"], event["level"]) == ("request", "/a\nb", 1.5, LogLevel.INFO)


def test_no_field_from_outside_starts_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    configure(LogFormat.TEXT, LogLevel.INFO)
    logging.getLogger("x").info("request", extra={"path": "/a\r\n2026-01-01 ERROR forged"})
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_events_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure(LogFormat.TEXT, LogLevel.WARNING)
    logging.getLogger("x").info("request")
    assert capsys.readouterr().err == ""
