"""Every named question on a generated graph of 10,000 participations: each must take less than a second [processor]."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.generated import generated_store
from graph.questions import questions
from graph.store import ReadStore, rows

PARTICIPATIONS: Final = 10_000
LIMIT: Final = 1.0  # seconds of the processor


def run() -> Iterator[str]:
    """Measure each question, best of three."""
    with tempfile.TemporaryDirectory() as folder:
        store = generated_store(Path(folder), PARTICIPATIONS)
        for question in questions():
            seconds, found = _best_of_three(store, question.query)
            mark = "  over the limit" if seconds > LIMIT else ""
            yield f"{question.name:28} {found:6,} rows {seconds:7.3f} s{mark}"


def _best_of_three(store: ReadStore, query: str) -> tuple[float, int]:
    times = []
    found = 0
    for _ in range(3):
        started = time.process_time()
        found = len(rows(store, query))
        times.append(time.process_time() - started)
    return min(times), found
