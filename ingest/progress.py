"""Shows how far a build is: a live line on a terminal, plain lines anywhere else. All of it goes to stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Progress:
    """Announces steps and how long each took [s]."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(file=sys.stderr, highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Show one step while it runs, and its time when it is done."""
        started = time.perf_counter()
        if self._console.is_terminal:
            with self._console.status(what):
                yield
        else:
            yield
        self._console.print(f"  {what} ({time.perf_counter() - started:.1f} s)", markup=False)

    def say(self, what: str) -> None:
        """Show one line."""
        self._console.print(what, markup=False)
