"""The check of deprecated terms: what took their place, and that nothing uses them any more."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from rdflib import DCTERMS, OWL, SKOS, Graph, Literal
from rdflib.term import Node

from ontology.iris import compact
from tests.ontology.checks import Vocabulary, name


def _gone(v: Vocabulary) -> set[Node]:
    flag = Literal(lexical_or_value=True)
    return {*v.core.subjects(OWL.deprecated, flag), *v.schemes.subjects(OWL.deprecated, flag)}


def deprecated(v: Vocabulary, used: Graph) -> Iterator[str]:
    """11: a deprecated term names a successor that stands, or says why, and is used nowhere."""
    gone = _gone(v)
    for term in sorted(gone, key=str):
        graph = v.core if term in v.terms else v.schemes
        successor = graph.value(term, DCTERMS.isReplacedBy)
        if successor is None and graph.value(term, SKOS.changeNote) is None:
            yield f"{name(term)} is deprecated without successor or note"
        if successor is not None and (successor in gone or successor not in {*v.terms, *v.concepts}):
            yield f"{name(term)} is replaced by {name(successor)}, which is no term in use"
    own = (DCTERMS.isReplacedBy, SKOS.inScheme, SKOS.topConceptOf)
    values = {o for _, p, o in used if p not in own} | set(used.predicates())
    yield from (f"{name(n)} is deprecated and used" for n in sorted(values & gone, key=str))


def written(v: Vocabulary, texts: Mapping[Path, str]) -> Iterator[str]:
    """11: no query, shape, rule or connector writes a deprecated term."""
    gone = {compact(str(term)) for term in _gone(v)}
    for path, text in texts.items():
        names = set(re.findall(r"\bkn[a-z]?:[\w-]+", text)) | {
            f"knk:{n}" for n in re.findall(r'\bkind\("([\w-]+)"', text)
        }
        yield from (f"{path.name} writes {found}, which is deprecated" for found in sorted(names & gone))
