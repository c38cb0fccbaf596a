"""Every lint on a generated graph of 100,000 relations: each must take less than two seconds of the processor."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.generated import generated_store
from graph.store import rows
from ontology.files import lints

PARTICIPATIONS: Final = 48_000  # with all else about 100,000 relations
LIMIT: Final = 2.0  # seconds of the processor: the clock on the wall runs on while others work


def run() -> Iterator[str]:
    """Measure each lint once."""
    with tempfile.TemporaryDirectory() as folder:
        store = generated_store(Path(folder), PARTICIPATIONS)
        relations = rows(store, "SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE { ?r knx:maybeFrom ?any }")[0][0]
        yield f"{relations} dated things"
        for path in lints():
            started = time.process_time()
            found = len(rows(store, path.read_text(encoding="utf-8")))
            seconds = time.process_time() - started
            mark = "  over the limit" if seconds > LIMIT else ""
            yield f"{path.stem:28} {found:6,} rows {seconds:7.3f} s{mark}"
