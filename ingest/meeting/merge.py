"""The merge of all graphs, in which every thing has one name and each value that there can be one of has one.

The named graphs keep what each source says under its own names; the merge is what questions are answered from. Where
sources differ on a single value, the word of the lowest rank stands; all dates of a thing come from one source.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from ingest.claims import full
from ingest.compiled import Compiled
from ingest.lines import Lines
from ingest.nquads import triples_of
from ingest.shapes import rules
from ontology.iris import PREFIXES

_TIMES: Final = frozenset(
    full(f"kn:{name}")
    for name in (
        "validFrom", "validFromLatest", "validTo", "validToLatest", "signedOn", "signedOnLatest",
        "datePrecision", "startBasis", "observedUntil", "status",
    )
)  # fmt: skip
_LABEL: Final = full("rdfs:label")
_REPLACED: Final = f"<{PREFIXES['dcterms']}isReplacedBy>"


def decisions(aliases: Mapping[str, str], parallel: Iterable[str]) -> list[str]:
    """Return what the build decided, as N-Triples: which name stands for another, which claims run beside another's."""
    status, word = full("kn:assertionStatus"), full("knk:parallel-claim")
    redirects = (f"<{alias}> {_REPLACED} <{canonical}> .\n" for alias, canonical in aliases.items())
    return sorted({*redirects, *(f"<{iri}> <{status}> <{word}> .\n" for iri in parallel)})


def merged(parts: Sequence[Compiled], others: Iterable[Lines], aliases: Mapping[str, str]) -> Iterator[str]:
    """Yield the N-Triples of the merge of the sources' graphs and of the other graphs, given as N-Quads.

    What several of them state comes as often.
    """
    ranked = sorted(parts, key=lambda part: (part.card.rank, part.card.key))
    terms = {f"<{alias}>": f"<{canonical}>" for alias, canonical in aliases.items()}
    values = {f"{alias} .\n": f"{canonical} .\n" for alias, canonical in terms.items()}
    shared = _shared(ranked, terms)
    stated: dict[str, dict[str, int]] = {}
    for place, part in enumerate(ranked):
        for triple in triples_of(part.lines):
            subject, predicate, value = triple.split(" ", 2)
            name = terms.get(subject, subject)
            renamed = triple
            if name is not subject or value in values:
                renamed = f"{name} {predicate} {values.get(value, value)}"
            if name not in shared or _stands(renamed, place, stated):
                yield renamed
    for lines in others:
        yield from triples_of(lines)


def _shared(parts: Iterable[Compiled], terms: Mapping[str, str]) -> set[str]:
    """Return the things that more than one source describes."""
    first: set[str] = set()
    shared: set[str] = set()
    for part in parts:
        here = {terms.get(subject, subject) for subject in _subjects(part.lines)}
        shared |= first & here
        first |= here
    return shared


def _subjects(lines: Lines) -> Iterator[str]:
    """Yield the subjects of sorted lines."""
    subject = "\0"
    for line in lines:
        if not line.startswith(subject):
            subject = line[: line.index(" ") + 1]
            yield subject[:-1]


def _stands(triple: str, place: int, stated: dict[str, dict[str, int]]) -> bool:
    """Tell whether a source's value stands: nobody of lower rank gave one, or there can be several."""
    subject, predicate, value = triple.split(" ", 2)
    name = predicate[1:-1]
    if name in _TIMES:
        unit = "times"
    elif name == _LABEL:
        unit = f"label {value[value.rindex(chr(34)) :]}"
    elif name in single():
        unit = name
    else:
        return True
    return stated.setdefault(subject, {}).setdefault(unit, place) == place


@cache
def single() -> frozenset[str]:
    """Return the properties that the shapes allow once."""
    return frozenset(rule.path for rule in rules() if rule.constraint == "maxCount")
