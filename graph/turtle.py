"""Writes sorted N-Triples as Turtle line by line: the bytes of the store's serialiser, in a fifth of its time."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from graph.store import turtle_header, turtle_term
from ontology.iris import PREFIXES

_END: Final = " .\n"
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SHORT: Final = {iri: name for name, iri in PREFIXES.items() if name != "wd"}


def turtle(triples: Iterable[str]) -> Iterator[str]:
    """Yield the Turtle of N-Triples lines in which each subject, and each property of one, stands together."""
    yield turtle_header()
    subject = predicate = ""
    for line in triples:
        s, p, rest = line.split(" ", 2)
        value = _value(rest[:-3])
        if s != subject:
            yield f"{_END if subject else ''}{_name(s)} {_verb(p)} {value}"
        elif p != predicate:
            yield f" ;\n\t{_verb(p)} {value}"
        else:
            yield f" , {value}"
        subject, predicate = s, p
    if subject:
        yield _END


def _verb(term: str) -> str:
    return "a" if term == _TYPE else _name(term)


def _value(term: str) -> str:
    if term.startswith("<"):
        return _name(term)
    # Some literals stand without their datatype in Turtle, and some characters have other escapes there.
    return _rare(term) if term.endswith(">") or "\\u" in term else term


@lru_cache(maxsize=65_536)
def _name(term: str) -> str:
    """Return an IRI by its prefix where what is left is plain; what is not, the serialiser knows how to write."""
    if not term.startswith("<"):
        return term
    cut = max(term.rfind("/"), term.rfind("#")) + 1
    prefix, local = _SHORT.get(term[1:cut]), term[cut:-1]
    if prefix and _PLAIN.fullmatch(local):
        return f"{prefix}:{local}"
    return turtle_term(term)


_rare: Final = lru_cache(maxsize=65_536)(turtle_term)
