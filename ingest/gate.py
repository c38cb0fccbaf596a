"""The gate of a release: what the checks find at fault stops the build, and the sources that said it are named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import BuildError
from graph.store import ReadStore
from graph.wording import count
from ingest.check import Finding, check_lints, check_shapes, summary
from ingest.compiled import Compiled
from ontology.iris import mint


class SourcesAtFault(BuildError):
    """Checks found statements at fault; `faults` has the message for each added source that made some of them."""

    def __init__(self, message: str, faults: Mapping[str, str]) -> None:
        self.faults = faults
        super().__init__(message)


@dataclass(frozen=True, order=True)
class Doubt:
    """Something implausible that a source says, taken as it stands."""

    source: str
    finding: Finding


def refuse(store: ReadStore, parts: Sequence[Compiled]) -> list[Doubt]:
    """Let a store pass and return what is doubtful in it, or raise with what is wrong in it.

    Raises
    ------
    SourcesAtFault
        A shape or a lint is broken. Where an added source said so, alone or with a bundled one, it is the one named.
    """
    findings = [*check_shapes(store), *check_lints(store)]
    speakers = _speakers({node for finding in findings for node in (finding.focus, finding.value)}, parts)
    silent = [f for f in findings if not speakers.get(f.focus) and not speakers.get(f.value)]
    naming = _naming({node for finding in silent for node in (finding.focus, finding.value)}, parts)
    stating = _stating([finding for finding in findings if finding.gravity != "doubt"], parts)
    faults: dict[str, list[Finding]] = {}
    doubts = []
    for finding in findings:
        said = speakers.get(finding.focus, frozenset()) | speakers.get(finding.value, frozenset())
        # Who states the very words at fault is blamed. Others that speak of the same thing are not: should a fault be
        # theirs, it is found again when the former are left out.
        blamed = stating.get(finding.focus, said)
        if not blamed:
            # What is ours alone was sound before: then what is said by way of it, such as a new party, is at odds.
            blamed = naming.get(finding.focus, frozenset()) | naming.get(finding.value, frozenset())
        if blamed and finding.gravity == "doubt":
            doubts += [Doubt(key, finding) for key in sorted(blamed)]
        else:
            for key in blamed or ("",):
                faults.setdefault(key, []).append(finding)
    if "" in faults:
        raise SourcesAtFault(_message(faults[""]), {})
    if faults:
        every = [finding for found in faults.values() for finding in found]
        raise SourcesAtFault(_message(every), {key: _message(found) for key, found in faults.items()})
    return sorted(doubts)


def _stating(findings: Iterable[Finding], parts: Iterable[Compiled]) -> dict[str, frozenset[str]]:
    """Return for each thing at fault which added sources state a value at fault of it."""
    wrong: dict[str, set[str]] = {}
    for finding in findings:
        wrong.setdefault(finding.focus, set()).add(finding.value)
    found: dict[str, set[str]] = {}
    for part in parts:
        for line in part.lines if wrong and not part.card.bundled else ():
            subject = line[1 : line.index(">")]
            if subject in wrong and _value(line) in wrong[subject]:
                found.setdefault(subject, set()).add(part.card.key)
    return {subject: frozenset(keys) for subject, keys in found.items()}


def _value(line: str) -> str:
    """Return the value of an N-Quads line as a finding shows it: an IRI or the text of a literal, without its type."""
    term = line.split(" ", 2)[2].rsplit(" ", 2)[0]
    return term[1:-1] if term.startswith("<") else term[1 : term.rindex('"')]


def _speakers(nodes: set[str], parts: Iterable[Compiled]) -> dict[str, frozenset[str]]:
    """Return which added sources speak of each node."""
    found: dict[str, set[str]] = {}
    for part in parts:
        if not part.card.bundled:
            found.setdefault(mint("graph", "source", part.card.key), set()).add(part.card.key)
            for line in part.lines:
                subject = line[1 : line.index(">")]
                if subject in nodes:
                    found.setdefault(subject, set()).add(part.card.key)
    return {node: frozenset(keys) for node, keys in found.items()}


def _naming(nodes: set[str], parts: Iterable[Compiled]) -> dict[str, frozenset[str]]:
    """Return which added sources name each node as the value of a statement."""
    found: dict[str, set[str]] = {}
    for part in parts:
        for line in part.lines if nodes and not part.card.bundled else ():
            if (value := _value(line)) in nodes:
                found.setdefault(value, set()).add(part.card.key)
    return {node: frozenset(keys) for node, keys in found.items()}


def _message(findings: Sequence[Finding]) -> str:
    found = f"{count(len(findings), 'fault')} found by the shapes and lints"
    kept = "nothing was built and the old release is still served"
    return f"{found}; {kept}. Correct the rows and build again.\n{summary(findings)}"
