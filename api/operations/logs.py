"""How log events are written: one line each, for people or as JSON."""

import json
import logging
from enum import StrEnum
from typing import Final

_OWN: Final = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__)
_STANDARD: Final = _OWN | {"message", "asctime", "color_message"}


class LogFormat(StrEnum):
    """How a log line is written."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """The least level that is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **fields_of(record),
        }
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False, default=str)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {name}={value}" for name, value in fields_of(record).items())
        return _one_line(super().format(record)) + _one_line(fields)


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Return the fields that an event carries beside its text."""
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _one_line(text: str) -> str:
    # A line break from outside would let a request write log lines of its own.
    return text.replace("\r", "\\r") if "\nTraceback" in text else text.replace("\r", "\\r").replace("\n", "\\n")


def configure(form: LogFormat, level: LogLevel) -> None:
    """Send all events to stderr; only entry points call this."""
    handler = logging.StreamHandler()
    formatter = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(_Json() if form is LogFormat.JSON else _Text(formatter))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
