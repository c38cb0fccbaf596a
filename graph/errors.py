"""One small tree of known errors; each message names the thing, the value and the next step."""

from collections.abc import Sequence

from graph.wording import count


class KanameError(Exception):
    """A known error that an entry point shows as one message, never as a traceback."""

    exit_status = 1
    """What the command line ends with."""


class NotFound(KanameError):
    """A named thing is not in the release."""


class BadParameter(KanameError):
    """A value from outside cannot be used as given."""


class ReleaseError(KanameError):
    """A release is missing, damaged or of another version."""


class BuildError(KanameError):
    """A build stopped; the served release is untouched."""


class RefusedFile(BuildError):
    """A file from outside is not taken in; nothing of it is kept."""

    exit_status = 2


class SourceError(BuildError):
    """Rows of a source cannot be used; holds one line for each fault."""

    def __init__(self, source: str, faults: Sequence[str]) -> None:
        self.source = source
        self.faults = tuple(faults)
        super().__init__(
            "\n".join([f"Source {source!r}: {count(len(faults), 'error')}, nothing was built.", *self.faults])
        )


class QueryError(KanameError):
    """A query cannot be run as asked; `line` and `column` tell where, when known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class QueryRefused(QueryError):
    """A query is refused before it is evaluated."""


class QueryTimeout(KanameError):
    """A query reached its deadline and was stopped."""


class QueryTooLarge(KanameError):
    """An answer reached the row, byte or memory limit."""


class ServiceBusy(KanameError):
    """No worker came free in time; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: float) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class TooManyQueries(KanameError):
    """One client runs too many queries at once, or too long; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: float) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class GivenUp(NotFound):
    """An id was used once and is no longer."""


class Merged(GivenUp):
    """An id, as `given`, was given up for another, `successor`."""

    def __init__(self, message: str, given: str, successor: str) -> None:
        self.given = given
        self.successor = successor
        super().__init__(message)


class Withdrawn(GivenUp):
    """An id was withdrawn and nothing replaces it."""
