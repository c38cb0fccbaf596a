"""Every named question on a generated graph of 10,000 participations: each must answer within a second."""

import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.generated import generated_store
from graph.questions import questions
from graph.store import rows

PARTICIPATIONS: Final = 10_000
LIMIT: Final = 1.0  # seconds


def main() -> int:
    """Measure each question, best of three, and return how many are too slow."""
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        store = generated_store(Path(folder), PARTICIPATIONS)
        for question in questions():
            seconds, found = _best_of_three(store, question.query)
            slow += seconds > LIMIT
            mark = "  over the limit" if seconds > LIMIT else ""
            sys.stdout.write(f"{question.name:28} {found:6,} rows {seconds:7.3f} s{mark}\n")
    sys.stdout.write(f"{slow} questions over {LIMIT:g} s on {PARTICIPATIONS:,} participations\n")
    return slow


def _best_of_three(store: object, query: str) -> tuple[float, int]:
    times = []
    found = 0
    for _ in range(3):
        started = time.perf_counter()
        found = len(rows(store, query))  # type: ignore[arg-type]
        times.append(time.perf_counter() - started)
    return min(times), found


if __name__ == "__main__":
    sys.exit(main() > 0)
