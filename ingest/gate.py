"""The gate of a release: what the checks find at fault stops the build, and the sources that said it are named."""

from collections.abc import Iterable, Sequence

from graph.errors import BuildError
from graph.store import ReadStore
from ingest.check import Finding, check_lints, check_shapes, summary
from ingest.compiled import Compiled


class SourcesAtFault(BuildError):
    """Checks found statements at fault; `sources` are the keys of those that made them, the added ones first."""

    def __init__(self, message: str, sources: frozenset[str]) -> None:
        self.sources = sources
        super().__init__(message)


def refuse(store: ReadStore, parts: Sequence[Compiled]) -> None:
    """Let a store pass, or raise with what is wrong in it.

    Raises
    ------
    SourcesAtFault
        A shape or a lint is broken. Where an added source said so, alone or with a bundled one, it is the one named.
    """
    findings = [*check_shapes(store), *check_lints(store)]
    if not findings:
        return
    speakers = _speakers({node for finding in findings for node in (finding.focus, finding.value)}, parts)
    blamed = [
        speakers.get(finding.focus, frozenset()) | speakers.get(finding.value, frozenset()) for finding in findings
    ]
    stop = [finding for finding, keys in zip(findings, blamed, strict=True) if not keys]
    if stop:
        raise SourcesAtFault(_message(stop), frozenset())
    raise SourcesAtFault(_message(findings), frozenset[str]().union(*blamed))


def _speakers(nodes: set[str], parts: Iterable[Compiled]) -> dict[str, frozenset[str]]:
    """Return which added sources speak of each node."""
    found: dict[str, set[str]] = {}
    for part in parts:
        if not part.card.bundled:
            for line in part.lines:
                subject = line[1 : line.index(">")]
                if subject in nodes:
                    found.setdefault(subject, set()).add(part.card.key)
    return {node: frozenset(keys) for node, keys in found.items()}


def _message(findings: Sequence[Finding]) -> str:
    count = f"{len(findings)} fault{'s' if len(findings) > 1 else ''} found by the shapes and lints"
    return f"{count}. Correct the rows and build again; the old release is still served.\n{summary(findings)}"
