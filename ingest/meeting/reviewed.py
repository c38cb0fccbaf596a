"""Our own reviewed crosswalk of agreements: which numbers of the data sets are which of the curated agreements."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

import ingest.identity
from ingest.meeting.match import SAME, Pair
from ontology.iris import mint

_FILE: Final = Path(ingest.identity.__file__).with_name("agreements.csv")


@cache
def reviewed() -> dict[Pair, str]:
    """Return the pairs as decisions; the user's own word on a pair goes before ours."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        pairs = ((mint("id", row["other"]), mint("id", row["agreement"])) for row in csv.DictReader(lines))
        return {(a, b) if a < b else (b, a): SAME for a, b in pairs}
