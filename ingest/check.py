"""The gate of a release: SHACL shapes node by node, then set-wise lints over the whole store."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from rdflib.term import Node

from graph.store import ReadStore, rows
from ontology.files import lints, shapes
from ontology.iris import compact

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_SHOWN: Final = 20


def check_shapes(triples: Iterable[str]) -> list[str]:
    """Return a line for each node of these N-Triples lines that breaks a shape.

    The merge is validated as an rdflib graph: over an Oxigraph store pySHACL is slower and wrong on strings.
    """
    rules = Graph()
    for path in shapes():
        rules.parse(path)
    data = Graph().parse(data="".join(triples), format="nt")
    _, report, _ = validate(data, shacl_graph=rules, advanced=False, inference="none")
    return sorted(_result(report, result) for result in report.subjects(RDF.type, _SH.ValidationResult))


def _result(report: Graph, result: Node) -> str:
    def part(name: str) -> str:
        value = report.value(result, _SH[name])
        return compact(str(value)) if value is not None else ""

    return f"{part('focusNode')} {part('resultPath')}: {part('resultMessage')} (found {part('value') or 'nothing'})"


def check_lints(store: ReadStore) -> list[str]:
    """Return a line for each row of each lint, the fault named by the lint's first line."""
    return [line for path in lints() for line in _lint(store, path)]


def _lint(store: ReadStore, path: Path) -> list[str]:
    query = path.read_text(encoding="utf-8")
    fault = query.partition("\n")[0].lstrip("# ")
    return [f"{compact(focus or '')}: {fault} [{compact(value or '')}]" for focus, value in sorted(rows(store, query))]


def summary(faults: Sequence[str]) -> str:
    """Return the first faults, and how many more there are."""
    more = [f"... and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    return "\n".join([*faults[:_SHOWN], *more])
