"""Every lint on a generated graph of 100,000 relations: each must run within two seconds."""

import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.generated import generated_store
from graph.store import rows
from ontology.files import lints

PARTICIPATIONS: Final = 70_000  # with ties, judgements and programmes about 100,000 relations
LIMIT: Final = 2.0  # seconds


def main() -> int:
    """Measure each lint and return how many are too slow."""
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        store = generated_store(Path(folder), PARTICIPATIONS)
        relations = rows(store, "SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE { ?r knx:maybeFrom ?any }")[0][0]
        for path in lints():
            started = time.perf_counter()
            found = len(rows(store, path.read_text(encoding="utf-8")))
            seconds = time.perf_counter() - started
            slow += seconds > LIMIT
            sys.stdout.write(f"{path.stem:28} {found:6,} rows {seconds:7.3f} s\n")
    sys.stdout.write(f"{slow} lints over {LIMIT:g} s on {relations} dated things\n")
    return slow


if __name__ == "__main__":
    sys.exit(main() > 0)
