"""The review file: pairs of agreements that may be one, for a person to decide; the next build applies the word.

`identity/agreements.csv` in the home folder has a line a pair. In the column `decision` a person writes `same` or
`different`; blank is undecided. The build adds and removes undecided lines and never touches decided ones.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from graph.errors import BuildError
from ingest.meeting.match import DIFFERENT, SAME, Match, Pair
from ontology.iris import expand, slug

_COLUMNS: Final = ("decision", "a", "b", "score", "reason")


def review_file(home: Path) -> Path:
    """Return the place of the review file."""
    return home / "identity" / "agreements.csv"


def read_decisions(home: Path) -> dict[Pair, str]:
    """Return a person's word on pairs of agreements.

    Raises
    ------
    BuildError
        A line says something else than `same` or `different`, or names no pair.
    """
    path = review_file(home)
    if not path.is_file():
        return {}
    found: dict[Pair, str] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            word = (row.get("decision") or "").strip().lower()
            if word not in ("", SAME, DIFFERENT):
                raise BuildError(f"{path}:{number}: decision {word!r}; write same, different, or leave it blank")
            if word:
                a, b = sorted(expand((row.get(side) or "").strip()) for side in ("a", "b"))
                found[a, b] = word
    return found


def write_review(home: Path, decided: dict[Pair, str], candidates: Iterable[Match]) -> int:
    """Write the pairs still open below those decided; return how many are open."""
    rows = [(word, slug(a), slug(b), "", "") for (a, b), word in sorted(decided.items())]
    open_ = [
        ("", slug(m.canonical), slug(m.alias), f"{m.score:.2f}", m.reason)
        for m in sorted(candidates, key=lambda m: (-m.score, m))
        if tuple(sorted((m.canonical, m.alias))) not in decided
    ]
    path = review_file(home)
    if rows or open_ or path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *rows, *open_])
        fresh.replace(path)
    return len(open_)
