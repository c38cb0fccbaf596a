"""Reads the alignments: which of our terms match which terms of other vocabularies, in SSSOM tables."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ontology.files import alignments

_PREFIX: Final = re.compile(r'^#  (?P<prefix>[\w-]+): "(?P<iri>[^"]+)"$')
_FIELD: Final = re.compile(r'^#(?P<name>\w+): "(?P<value>[^"]*)"$')


@dataclass(frozen=True)
class Match:
    """One term of ours and one of another vocabulary, with the relation between them, as compact IRIs."""

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    justification: str
    comment: str


@dataclass(frozen=True)
class Alignment:
    """A table of matches with what its head says."""

    name: str
    head: Mapping[str, str]
    prefixes: Mapping[str, str]
    matches: tuple[Match, ...]

    def expand(self, compact: str) -> str:
        """Return the IRI of a compact one, by the prefixes of the table.

        Raises
        ------
        ValueError
            The table does not declare the prefix.
        """
        prefix, _, local = compact.partition(":")
        if prefix not in self.prefixes:
            raise ValueError(f"{self.name}: the prefix {prefix!r} of {compact!r} is not in the curie_map")
        return self.prefixes[prefix] + local


@cache
def read_alignments() -> tuple[Alignment, ...]:
    """Return all alignments in the order of their names."""
    return tuple(read_alignment(path) for path in alignments())


def read_alignment(path: Path) -> Alignment:
    """Return the alignment in a file."""
    return parse_alignment(path.name.removesuffix(".sssom.tsv"), path.read_text(encoding="utf-8"))


def parse_alignment(name: str, text: str) -> Alignment:
    """Return the alignment in the text of an SSSOM table."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    prefixes = {match["prefix"]: match["iri"] for line in head if (match := _PREFIX.match(line))}
    fields = {match["name"]: match["value"] for line in head if (match := _FIELD.match(line))}
    return Alignment(name, fields, prefixes, tuple(_matches(lines[len(head) :])))


def _matches(lines: list[str]) -> Iterator[Match]:
    for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t"):
        yield Match(
            row["subject_id"],
            row["subject_label"],
            row["predicate_id"],
            row["object_id"],
            row["object_label"],
            row["mapping_justification"],
            row["comment"] or "",
        )
