"""Holds statements against what their properties take: names or texts, datatypes, forms, bounds, schemes, one value."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from rdflib.namespace import RDF, RDFS, XSD

from graph.wording import first_of
from ingest.limits import NO_LANGUAGE, Limit, kinds_of, least_of, limit_of, range_of, words_of
from ontology.iris import PREFIXES, compact

_LITERAL: Final = re.compile(r'"(.*)"(?:@[A-Za-z0-9-]+|\^\^<([^>]*)>)?', re.DOTALL)
_TYPED: Final = frozenset({str(XSD.date), str(XSD.integer), str(XSD.decimal), str(XSD.boolean)})
_TYPE: Final = str(RDF.type)
_EXAMPLES: Final = {"date": '"2020-01-31"^^xsd:date', "integer": "5", "decimal": "5.0", "boolean": "true"}
_SHOWN: Final = 5
_FREE: Final = (Limit(), Limit(single=True))
"""Limits that no value can pass."""

Parted = tuple[str, str, str]
"""Subject, property and value of a statement, the first two as bare IRIs."""


def beyond(statements: Sequence[Parted]) -> Iterator[tuple[Parted, str]]:
    """Yield the statements whose value may not be what it is, each with what is wrong."""
    classes = _classes(statements)
    counts = Counter((subject, name) for subject, name, _ in statements)
    for statement in statements:
        subject, name, value = statement
        short, limit = _asked(classes.get(subject, ""), name)
        if short:
            if fault := _wrong(name, value) or _out_of_bounds(short, value, limit):
                yield statement, fault
            elif limit.single and counts[subject, name] > 1:
                yield statement, f"a thing has one {short}, and {counts[subject, name]} are stated; take out the others"


@cache
def _asked(kind: str, name: str) -> tuple[str, Limit]:
    """Return a property as it is written, or nothing where nobody asks anything of it, and its limit."""
    short = compact(name)
    return (short, limit_of(kind, short)) if short.startswith(("kn:", "skos:exactMatch")) else ("", Limit())


def lacking(statements: Sequence[Parted]) -> Iterator[str]:
    """Yield what things lack that their class needs, for notes: another source may state it."""
    stated: dict[str, set[str]] = {}
    for subject, name, _ in statements:
        stated.setdefault(subject, set()).add(name)
    found = [
        f"{compact(subject)} does not state {', '.join(lacks)}, which every {kind} needs: "
        "state it, unless another source does, else the next build leaves this source out"
        for subject, kind in sorted(_classes(statements).items())
        if (lacks := [compact(name) for name in least_of(kind) if name not in stated[subject]])
    ]
    labels = (compact(s) for s, name, value in statements if name == str(RDFS.label) and value.endswith('"'))
    found += [f'{subject}: rdfs:label {NO_LANGUAGE}, as in "..."@en' for subject in sorted(set(labels))]
    yield from first_of(found, _SHOWN, "such things")


def _classes(statements: Sequence[Parted]) -> dict[str, str]:
    kn = f"<{PREFIXES['kn']}"
    return {
        subject: value.removeprefix(kn)[:-1]
        for subject, name, value in statements
        if name == _TYPE and value.startswith(kn)
    }


def _wrong(name: str, value: str) -> str:
    """Return what is wrong with the kind of a value, or nothing."""
    short, taken, asked = _taken(name)
    literal = value.startswith('"')
    if "thing" in taken and literal:
        return f"{short} takes the name of a thing, not a text; write an IRI"
    if taken and "thing" not in taken and not literal:
        return f"{short} takes a text, a number or a date, not the name of a thing"
    if literal and asked in _TYPED and not value.endswith(f'"^^<{asked}>'):
        kind = asked.removeprefix(PREFIXES["xsd"])
        return f"{short} takes xsd:{kind}; write it as {_EXAMPLES[kind]}"
    return ""


def _out_of_bounds(short: str, value: str, limit: Limit) -> str:
    if limit in _FREE:
        return ""
    match = _LITERAL.fullmatch(value)
    text = match[1] if match else value[1:-1]
    if limit.scheme and not match and compact(text).partition(":")[2] not in words_of(limit.scheme):
        return f"{short} takes a concept of the scheme {limit.scheme} here"
    if limit.pattern and not re.search(limit.pattern, text):
        return f"{short} is of the form {limit.pattern}; correct it"
    if limit.longest and len(text) > limit.longest:
        return f"{short} is no longer than {limit.longest} characters; shorten it"
    bounded = (limit.least, limit.most, limit.above) != (None, None, None)
    return _beside(short, float(text), limit) if bounded and _is_number(text) else ""


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d*)?", text) is not None


def _beside(short: str, number: float, limit: Limit) -> str:
    if limit.least is not None and number < limit.least:
        return f"{short} is at least {limit.least:g}"
    if limit.most is not None and number > limit.most:
        return f"{short} is at most {limit.most:g}"
    return f"{short} is above {limit.above:g}" if limit.above is not None and number <= limit.above else ""


@cache
def _taken(name: str) -> tuple[str, frozenset[str], str]:
    """Return a property as it is written, the kinds of values that it takes, and their datatype."""
    short = compact(name)
    return short, kinds_of(short), range_of(short)
