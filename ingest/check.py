"""The checks of a release, each set-wise over the whole store: the rules of the shapes, then the lints."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from graph.release import Release
from graph.store import ReadStore, rows
from ingest.shapes import Rule, rules
from ontology.files import lints
from ontology.iris import compact

_SHOWN: Final = 20
_WORDS: Final = {
    "minCount": "is missing",
    "maxCount": "stands more than once",
    "class": "names a thing of another class",
    "or": "is none of what is allowed here",
    "datatype": "is of another datatype",
    "nodeKind": "must be an IRI",
    "hasValue": "is not in the scheme that it must come from",
    "pattern": "is not well formed",
    "lessThan": "must lie before the other date",
    "disjoint": "must not be the same on both sides",
    "maxLength": "is too long",
    "minInclusive": "is too small",
    "maxInclusive": "is too large",
    "minExclusive": "is too small",
    "uniqueLang": "stands twice in one language",
}


@dataclass(frozen=True, order=True)
class Finding:
    """Something at fault: the node, what is wrong with it, and the value or node found there."""

    focus: str
    fault: str
    value: str
    gravity: Literal["fault", "doubt"] = "fault"
    """A doubt is taken and told where a publisher says so; in our own rows it is a fault too."""
    path: str = ""
    """The property at fault, where a shape says so."""

    def __str__(self) -> str:
        place = " ".join(compact(part) for part in (self.focus, self.path) if part)
        return f"{place}: {self.fault} [{compact(self.value) or 'nothing'}]"


def check_shapes(store: ReadStore) -> list[Finding]:
    """Return what breaks a shape."""
    shared = {rule.suspects: rule for rule in rules() if rule.suspects}
    suspects = {query: _suspects(store, rule) for query, rule in shared.items()}
    return sorted({finding for rule in rules() for finding in _broken(store, rule, suspects)})


def _suspects(store: ReadStore, rule: Rule) -> list[str]:
    """Return the nodes at fault if they are targets of the rule, or of another with the same suspects."""
    if rule.constraint == "maxCount":
        # Counting is four times faster than looking for the nodes that have two.
        counted = f"SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT ?x) AS ?nodes) WHERE {{ ?x <{rule.path}> ?value }}"
        if all(every == nodes for every, nodes in rows(store, counted)):
            return []
    return [f"<{node}>" for (node,) in rows(store, rule.suspects)]


def _broken(store: ReadStore, rule: Rule, suspects: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    if rule.suspects and not suspects[rule.suspects]:
        return
    query = rule.of(suspects[rule.suspects]) if rule.suspects else rule.query
    fault = rule.message or _WORDS.get(rule.constraint, rule.constraint)
    for focus, value in rows(store, query):
        yield Finding(focus or "", fault, value or "", path=rule.path)


def check_lints(store: ReadStore) -> list[Finding]:
    """Return a finding for each row of each lint, the fault named by the lint's first line."""
    return [finding for path in lints() for finding in _lint(store, path)]


def _lint(store: ReadStore, path: Path) -> list[Finding]:
    query = path.read_text(encoding="utf-8")
    fault, remark = (line.lstrip("# ") for line in query.split("\n", 2)[:2])
    gravity: Literal["fault", "doubt"] = "doubt" if remark.startswith("Doubt:") else "fault"
    return sorted(Finding(focus or "", fault, value or "", gravity) for focus, value in rows(store, query))


def doubts(release: Release) -> frozenset[str]:
    """Return the doubtful findings that a release tells of, as they are shown."""
    path = release.path / "doubts.csv"
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["doubt"] for row in csv.DictReader(lines))


def summary(faults: Sequence[object]) -> str:
    """Return the first faults, a line each, and how many more there are."""
    more = [f"... and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    return "\n".join([*map(str, faults[:_SHOWN]), *more])
