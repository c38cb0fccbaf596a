"""Shows how far a build is: live bars on a terminal, plain lines anywhere else. All of it goes to stderr."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from graph.wording import count

T = TypeVar("T")
_STRIDE: Final = 1_000  # rows between two looks at the bar

Meter = Callable[[int, int | None], None]
"""Takes the rows done and how many there are, if that is known."""


class About(int):
    """A number of rows that was estimated."""


def _quiet(_done: int, _total: int | None) -> None:
    """Show nothing."""


_meter: ContextVar[Meter] = ContextVar("meter", default=_quiet)


def counted(rows: Iterable[T], total: int | None = None) -> Iterator[T]:
    """Yield rows as they are and show their number, rate and time left wherever a build is watching."""
    show = _meter.get()
    number = 0
    for number, row in enumerate(rows, start=1):
        if number % _STRIDE == 0:
            show(number, total)
        yield row
    show(number, number)


def streamed(rows: Iterable[T], part: Callable[[], float]) -> Iterator[T]:
    """Yield rows that nobody has counted; `part` says how much of their file has been read, from 0 to 1.

    How many there are is estimated, so that the time left is known.
    """
    show = _meter.get()
    number = 0
    for number, row in enumerate(rows, start=1):
        if number % _STRIDE == 0:
            show(number, About(number / part()))
        yield row
    show(number, number)


def passed(rows: int) -> None:
    """Show rows that were read at one stroke."""
    _meter.get()(rows, rows)


def show(done: int, total: int | None) -> None:
    """Show the rows that another process has counted."""
    _meter.get()(done, total)


@contextmanager
def watched(meter: Meter) -> Iterator[None]:
    """Let a meter have what is counted meanwhile."""
    token = _meter.set(meter)
    try:
        yield
    finally:
        _meter.reset(token)


class _Rows(ProgressColumn):
    """Rows done and rows in all."""

    def render(self, task: Task) -> Text:
        """Return the numbers, as far as they are known."""
        done = f"{task.completed:,.0f}"
        if task.total is None:
            return Text(f"{done} rows")
        return Text(f"{done} of {'about ' if task.fields.get('about') else ''}{task.total:,.0f} rows")


class _Rate(ProgressColumn):
    """Rows a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        return Text(f"{task.speed:,.0f} rows/s" if task.speed else "")


class Progress:
    """Announces steps and how long each took [s]."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(file=sys.stderr, highlight=False, emoji=False, soft_wrap=True)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Show one step and its time while it runs, and its time when it is done."""
        started = time.perf_counter()
        with self._clock(f"  {what}"):
            yield
        self._console.print(f"  {what} ({time.perf_counter() - started:.1f} s)", markup=False)

    @contextmanager
    def _clock(self, what: str) -> Iterator[None]:
        if not self._console.is_terminal:
            yield
            return
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        with Bars(*columns, console=self._console, transient=True) as bars:
            bars.add_task(what, total=None)
            yield

    @contextmanager
    def reading(self, key: str) -> Iterator[Callable[[int], None]]:
        """Show a source being read, row by row as it counts them; call what is given with the rows in the end."""
        started = time.perf_counter()
        rows = 0

        def done(number: int) -> None:
            nonlocal rows
            rows = number

        with self._bar(f"  read {key}") as meter, watched(meter):
            yield done
        took = time.perf_counter() - started
        rate = f", {rows / took:,.0f} rows/s" if took else ""
        self._console.print(f"  read {key}: {count(rows, 'row')} ({took:.1f} s{rate})", markup=False)

    @contextmanager
    def _bar(self, what: str) -> Iterator[Meter]:
        if not self._console.is_terminal:
            yield _quiet
            return
        columns = (TextColumn("{task.description}"), BarColumn(), _Rows(), _Rate(), TimeRemainingColumn())
        with Bars(*columns, console=self._console, transient=True) as bars:
            task = bars.add_task(what, total=None)

            def meter(number: int, total: int | None) -> None:
                if number < bars.tasks[task].completed:
                    # The next file begins, whose rows have a rate of their own.
                    bars.reset(task, total=total)
                bars.update(task, completed=number, total=total, about=isinstance(total, About))

            yield meter

    def say(self, what: str) -> None:
        """Show one line."""
        self._console.print(what, markup=False)

    def warn(self, what: str) -> None:
        """Show what must not be missed."""
        self._console.print(what, markup=False, style="bold red")
