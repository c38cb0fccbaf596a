"""The review file: a line for each pair that was joined by score or may be one; the user's word decides next time."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from graph.errors import BuildError
from ingest.identity.described import Described
from ingest.identity.sameness import Match
from ontology.iris import mint, slug

_COLUMNS: Final = ("a", "b", "label_a", "label_b", "score", "reason", "done", "decision")
_WORDS: Final = ("", "same", "different")


def read_decisions(path: Path) -> dict[frozenset[str], str]:
    """Return what the user wrote beside each pair; a file that is not there holds nothing.

    Raises
    ------
    BuildError
        The file has lost a column, or a decision is none of the words.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if not {"a", "b", "decision"} <= set(rows.fieldnames or ()):
            raise BuildError(f"{path}:1: the columns a, b and decision must be there; remove the file to start anew")
        found: dict[frozenset[str], str] = {}
        for number, row in enumerate(rows, start=2):
            word = (row["decision"] or "").strip().lower()
            if word not in _WORDS:
                raise BuildError(f"{path}:{number}: decision {word!r}; write same or different, or leave it blank")
            if word:
                found[frozenset((_iri(row["a"]), _iri(row["b"])))] = word
    return found


def write_review(
    path: Path, matches: Iterable[Match], things: Mapping[str, Described], decisions: Mapping[frozenset[str], str]
) -> int:
    """Write all pairs with the decisions taken so far, the undecided first; return how many are undecided."""
    rows = [_row(match, things, decisions) for match in matches]
    kept = {frozenset((_iri(row[0]), _iri(row[1]))) for row in rows}
    for pair, word in decisions.items():
        if pair not in kept:
            a, b = sorted(_slug(iri) for iri in pair)
            rows.append((a, b, "", "", "", "", "", word))
    rows.sort(key=lambda row: (row[7] != "" or row[6] == "yes", row[0], row[1]))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(_COLUMNS)
        out.writerows(rows)
    fresh.replace(path)
    return sum(1 for row in rows if not row[7] and row[6] != "yes")


def _row(
    match: Match, things: Mapping[str, Described], decisions: Mapping[frozenset[str], str]
) -> tuple[str, str, str, str, str, str, str, str]:
    decision = decisions.get(frozenset((match.a, match.b)), "")
    labels = things[match.a].label, things[match.b].label
    done = "yes" if match.done else "no"
    return (_slug(match.a), _slug(match.b), *labels, f"{match.score:.2f}", match.reason, done, decision)


def _iri(name: str) -> str:
    return f"<{mint('id', name.strip())}>"


def _slug(iri: str) -> str:
    return slug(iri.strip("<>"))
