"""The RDF formats by file name, and what is refused before a parser sees the file."""

import mmap
import re
from pathlib import Path
from typing import Final

from graph.errors import RefusedFile
from ingest.decoding import UTF16

FORMATS: Final = {
    ".ttl": "Turtle",
    ".trig": "TriG",
    ".nt": "N-Triples",
    ".nq": "N-Quads",
    ".jsonld": "JSON-LD",
    ".json": "JSON-LD",
    ".rdf": "RDF/XML",
    ".owl": "RDF/XML",
    ".xml": "RDF/XML",
}
MAX_BYTES: Final = 1 << 30
_DOCTYPE: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK: Final = 1 << 20


def format_of(path: Path) -> str:
    """Return the format that a file's name tells."""
    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise RefusedFile(f"{path.name}: not a name of an RDF file; use one of {', '.join(FORMATS)}")
    return name


def refuse_unsafe(path: Path) -> None:
    """Refuse a file that is too large or defines entities.

    Raises
    ------
    RefusedFile
        The message names the file, the line and the next step.
    """
    if path.stat().st_size > MAX_BYTES:
        raise RefusedFile(f"{path.name}: larger than {MAX_BYTES >> 30} GiB; split it")
    if format_of(path) == "RDF/XML":
        _refuse_entities(path)


def _refuse_entities(path: Path) -> None:
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        _refuse_entities_in(path, content)


def _refuse_entities_in(path: Path, content: mmap.mmap) -> None:
    if b"\0" in content[:_CHUNK] or content[:2] in UTF16:
        raise RefusedFile(f"{path.name}:1: not UTF-8; save the file as UTF-8")
    if match := _DOCTYPE.search(content):
        line = content[: match.start()].count(b"\n") + 1
        raise RefusedFile(f"{path.name}:{line}: a document type with entities is not taken; remove the DOCTYPE")
