"""The connector of RDF files: each is parsed in a process of its own, and taken whole or not at all."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from graph.errors import RefusedFile, SourceError
from ingest.cards import Card
from ingest.documented import document
from ingest.progress import passed
from ingest.rdf.checks import faults, lacks, warnings
from ingest.rdf.formats import format_of, refuse_unsafe
from ingest.rdf.worker import FAULT
from ingest.referred import described_by_us, undescribed
from ingest.source import SourceReading
from ontology.iris import PREFIXES

_ROOT: Final = Path(__file__).resolve().parents[2]
_BASE_MB: Final = 768
_MB_FOR_MB: Final = 16  # memory to hold the statements of a megabyte of Turtle
_BASE_SECONDS: Final = 8
_BYTES_A_SECOND: Final = 5_000_000
_WALL_FOR_CPU: Final = 10  # a busy machine
_SHOWN: Final = 20
_NAMED: Final = re.compile(rf"^<[^>]*> <{re.escape(PREFIXES['kn'])}[^>]*> <({re.escape(PREFIXES['id'])}[^>]*)>$")
"""A statement by a property of ours of which the value is a thing."""
_NO_STATEMENT: Final = ("is this the file?", "give it a @context that says which properties its keys are")


def read(files: Path, card: Card) -> SourceReading:
    """Read every RDF file of a folder as one graph; graphs named in the files are not kept apart.

    What the card says of the source is the document `src-KEY`, which citations may name.

    Raises
    ------
    RefusedFile, SourceError
        A file is unsafe, is not whole, or says something that the vocabulary does not allow.
    """
    name = card.key
    found: set[str] = set()
    wrong: list[str] = []
    rows = {}
    for number, path in enumerate(sorted(files.iterdir()), start=1):
        refuse_unsafe(path)
        statements = _parse(path, f"{name}-{number}")
        if not statements:
            raise RefusedFile(f"{path.name}:1: holds no statement; {_NO_STATEMENT[format_of(path) == 'JSON-LD']}")
        passed(len(statements))
        rows[path.name] = len(statements)
        found.update(statements)
        wrong += [f"{path.name}: {fault}" for fault in faults(statements)]
    ordered = sorted(found)
    if wrong:
        raise SourceError(
            name, [*wrong[:_SHOWN], *([f"... and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else [])]
        )
    about, own = document(card), _subjects(ordered)
    names = [name for name in _named(ordered) if name not in own and name != about.iri]
    claims = (*(() if about.iri in own else (about,)), *described_by_us(names))
    notes = (*lacks(ordered), *undescribed([(name, "a statement") for name in names]), *warnings(ordered))
    return SourceReading(claims, rows, statements=tuple(ordered), notes=notes)


def _subjects(statements: Sequence[str]) -> frozenset[str]:
    return frozenset(statement[1 : statement.index(">")] for statement in statements)


def _named(statements: Sequence[str]) -> list[str]:
    """Return the things that our properties point to."""
    return sorted({match[1] for statement in statements if (match := _NAMED.search(statement))})


def _parse(path: Path, name: str) -> list[str]:
    size = path.stat().st_size
    megabytes = _BASE_MB + _MB_FOR_MB * (size >> 20)
    seconds = _BASE_SECONDS + size // _BYTES_A_SECOND
    try:
        done = subprocess.run(
            [*_command(path), name, str(megabytes), str(seconds)],
            capture_output=True,
            cwd="/",
            env={"PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1", "LC_ALL": "C.UTF-8", "RUST_BACKTRACE": "0"},
            check=False,
            timeout=_WALL_FOR_CPU * seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedFile(f"{path.name}:1: reading it took more than {error.timeout:.0f} s; split it") from error
    if done.returncode == 0:
        # Not splitlines: a text may hold other line separators, such as U+2028, as they are.
        return done.stdout.decode("utf-8").removesuffix("\n").split("\n") if done.stdout else []
    raise RefusedFile(f"{path.name}:{_why(done.returncode, done.stderr)}")


def _command(path: Path) -> Iterator[str]:
    yield from (sys.executable, "-m", "ingest.rdf.worker", str(path.resolve()), format_of(path))


def _why(status: int, stderr: bytes) -> str:
    if status == FAULT:
        try:
            fault = json.loads(stderr)
        except ValueError:
            return "1: the file cannot be read"
        return f"{fault['line'] or 1}: {fault['message']}"
    ending = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    return f"1: reading it ended the process that read it ({ending}): too large, too deep or too slow; simplify it"
