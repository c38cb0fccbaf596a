"""The formats that an answer can be written in, by kind of answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["table", "triples"]
"""`table` answers SELECT and ASK, `triples` answers CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True)
class AnswerFormat:
    """A format: its short name, its media type, and other names that clients use for either."""

    name: str
    kind: Kind
    media_type: str
    other_types: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


FORMATS: Final[tuple[AnswerFormat, ...]] = (
    AnswerFormat("json", "table", "application/sparql-results+json", ("application/json",), ("srj",)),
    AnswerFormat("xml", "table", "application/sparql-results+xml", ("application/xml", "text/xml"), ("srx",)),
    AnswerFormat("csv", "table", "text/csv"),
    AnswerFormat("tsv", "table", "text/tab-separated-values"),
    AnswerFormat("turtle", "triples", "text/turtle", ("application/x-turtle", "text/n3"), ("ttl", "n3")),
    AnswerFormat("ntriples", "triples", "application/n-triples", ("text/plain",), ("nt",)),
    AnswerFormat("jsonld", "triples", "application/ld+json", ("application/json",), ("json-ld", "json")),
    AnswerFormat(
        "rdfxml", "triples", "application/rdf+xml", ("application/xml", "text/xml"), ("rdf", "rdf+xml", "xml")
    ),
    AnswerFormat("trig", "triples", "application/trig"),
    AnswerFormat("nquads", "triples", "application/n-quads", (), ("nq",)),
)

BY_NAME: Final[Mapping[str, AnswerFormat]] = {format_.name: format_ for format_ in FORMATS}


def formats_of(kind: Kind) -> tuple[AnswerFormat, ...]:
    """Return the formats of a kind of answer, the default first."""
    return tuple(format_ for format_ in FORMATS if format_.kind == kind)
