"""The RDF formats by file name, and what is refused before a parser sees the file."""

import re
from pathlib import Path
from typing import Final

from graph.errors import RefusedFile
from ingest import strict_json

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
    """Refuse a file that is too large, defines entities, or nests without end.

    Raises
    ------
    RefusedFile
        The message names the file, the line and the next step.
    """
    if path.stat().st_size > MAX_BYTES:
        raise RefusedFile(f"{path.name}: larger than {MAX_BYTES >> 30} GiB; split it")
    match format_of(path):
        case "RDF/XML":
            _refuse_entities(path)
        case "JSON-LD":
            _refuse_json(path)
        case _:
            pass


def _refuse_entities(path: Path) -> None:
    content = path.read_bytes()
    if b"\0" in content[:_CHUNK] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedFile(f"{path.name}:1: not UTF-8; save the file as UTF-8")
    if match := _DOCTYPE.search(content):
        line = content[: match.start()].count(b"\n") + 1
        raise RefusedFile(f"{path.name}:{line}: a document type with entities is not taken; remove the DOCTYPE")


def _refuse_json(path: Path) -> None:
    try:
        strict_json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise RefusedFile(f"{path.name}:{line}: {error}") from error
