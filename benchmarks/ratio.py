"""Times two ways of doing one thing in turn, so that a drift of the machine's speed falls on both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Median seconds of ours and of the peer's over the same rounds."""

    what: str
    peer: str
    ours: float
    theirs: float

    def __str__(self) -> str:
        times = self.theirs / self.ours if self.ours else float("inf")
        return f"{self.what}: {self.ours * 1000:.2f} ms, {self.peer} {self.theirs * 1000:.2f} ms ({times:.1f} times)"


def compare(what: str, peer: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5) -> Ratio:
    """Run both in turn, once unmeasured and then `rounds` times."""
    ours()
    theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds)]
    return Ratio(what, peer, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs))


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
