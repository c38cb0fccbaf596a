"""The review file: pairs of agreements or firms that may be one; a person decides, the next build applies the word.

`identity/review.csv` in the home folder has a line a pair. In the column `decision` a person writes `same` or
`different`; blank is undecided. The build adds and removes undecided lines and never touches decided ones.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from graph.errors import BuildError
from ingest.meeting.match import DIFFERENT, SAME, Match, Pair
from ontology.iris import expand, slug

_COLUMNS: Final = ("decision", "a", "name_a", "b", "name_b", "score", "reason")
_Row = dict[str, str]


def review_file(home: Path) -> Path:
    """Return the place of the review file."""
    return home / "identity" / "review.csv"


def read_decisions(home: Path) -> dict[Pair, str]:
    """Return a person's word on pairs of things.

    Raises
    ------
    BuildError
        The file is no table of pairs, a line says something else than `same` or `different`, or names no pair.
    """
    path = review_file(home)
    found: dict[Pair, str] = {}
    for number, row in enumerate(_rows(path), start=2):
        word = row["decision"].lower()
        if word not in ("", SAME, DIFFERENT):
            raise BuildError(f"{path}:{number}: decision {word!r}; write same, different, or leave it blank")
        if word:
            pair = _pair(row)
            if "" in (row["a"], row["b"]) or pair[0] == pair[1]:
                raise BuildError(f"{path}:{number}: a {row['a']!r}, b {row['b']!r}; write the ids of two things")
            if found.setdefault(pair, word) != word:
                raise BuildError(f"{path}:{number}: the pair is decided twice and differently; keep one line")
    return found


def write_review(home: Path, candidates: Iterable[Match], names: Mapping[str, str]) -> int:
    """Write the pairs still open below those decided, with the names of the things; return how many are open."""
    path = review_file(home)
    decided = [row for row in _rows(path) if row["decision"]]
    known = {_pair(row) for row in decided}
    open_ = [
        _row(m, names)
        for m in sorted(candidates, key=lambda m: (-m.score, m))
        if tuple(sorted((m.canonical, m.alias))) not in known
    ]
    if decided or open_ or path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows([*decided, *open_])
        fresh.replace(path)
    return len(open_)


def _row(found: Match, names: Mapping[str, str]) -> _Row:
    a, b = slug(found.canonical), slug(found.alias)
    return {
        "decision": "",
        "a": a,
        "name_a": names.get(a, ""),
        "b": b,
        "name_b": names.get(b, ""),
        "score": f"{found.score:.2f}",
        "reason": found.reason,
    }


def _rows(path: Path) -> list[_Row]:
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [name for name in ("decision", "a", "b") if name not in (reader.fieldnames or ())]
            if missing:
                raise BuildError(f"{path}:1: no column {missing[0]!r}; write the header {','.join(_COLUMNS)}")
            return [{name: (row.get(name) or "").strip() for name in _COLUMNS} for row in reader]
    except UnicodeDecodeError as error:
        raise BuildError(f"{path}: not UTF-8; save it again as CSV UTF-8") from error


def _pair(row: _Row) -> Pair:
    a, b = sorted((expand(row["a"]), expand(row["b"])))
    return a, b
