"""Reads sources in a process of its own, so that the memory which reading them took is given back when all are read.

The two sides speak in pickles over the child's standard input and output.
"""

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from graph.errors import BuildError
from ingest.compiled import Compiled
from ingest.progress import show, watched
from ingest.source import Source

_SHOWN: Final = 300


class Apart:
    """A process that reads one source after another; it starts with the first and ends with the context."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """End the process, whatever it is at."""
        self._end()

    def read(self, home: Path, source: Source) -> Compiled:
        """Read a source there and cache it, as `ingest.gather.read_source` does; its meter goes on as if it were here.

        Raises
        ------
        BuildError
            The source is at fault, or the process ended while it read it.
        OSError
            A file cannot be read or written.
        """
        process = self._process = self._process or _started()
        try:
            _send(process.stdin, (home, source))
            while True:
                answer = _receive(process.stdout)
                match answer:
                    case Compiled():
                        return answer
                    case OSError():
                        raise answer
                    case str():
                        raise BuildError(answer)
                    case (int(done), int() | None as total):
                        show(done, total)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            self._end()
            raise BuildError(
                f"source {source.card.key!r}: the process that read it ended; is there enough memory? "
                "A table can be added in parts"
            ) from error

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _send(pipe: IO[bytes] | None, what: object) -> None:
    if pipe:
        pickle.dump(what, pipe)
        pipe.flush()


def _receive(pipe: IO[bytes] | None) -> object:
    return pickle.load(pipe) if pipe else None  # noqa: S301 - from a process of ours


def _serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Read the sources that are ordered until there are no more orders."""
    # Here, since gathering needs this module.
    from ingest.gather import read_source  # noqa: PLC0415

    def tell(done: int, total: int | None) -> None:
        _send(answers, (done, total))

    while True:
        try:
            home, source = pickle.load(orders)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        try:
            with watched(tell):
                _send(answers, read_source(home, source))
        except OSError as error:
            # A full disk is no fault of the source: it stops the build.
            _send(answers, error)
        except BuildError as error:
            _send(answers, str(error))
        except Exception as error:  # noqa: BLE001 - whatever a file of the user's brings about, nothing of it is foreseen
            said = " ".join(str(error).split())
            _send(answers, f"source {source.card.key!r}: cannot be read ({type(error).__name__}: {said[:_SHOWN]})")


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a terminal sends to both; the other side ends this one
    with suppress(BrokenPipeError):  # of a build that was killed
        _serve(sys.stdin.buffer, answers)
