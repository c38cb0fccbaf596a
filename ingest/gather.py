"""Compiles sources: from the cache where nothing changed, else through their connectors, with the card's checks."""

import csv
import errno
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from graph.errors import BuildError, SourceError
from graph.release import file_entry
from ingest.apart import Apart
from ingest.cards import Card
from ingest.compiled import Compiled, digest, last_good, load, mark_failed, save
from ingest.lines import Told, told
from ingest.nquads import ending, quads
from ingest.progress import Progress
from ingest.rows import Fault
from ingest.source import Source, SourceReading, rows_read
from ontology.iris import PREFIXES, mint

Reader = Callable[[Path, Source], Compiled]
"""Reads a source into the cache of a home folder."""
_TYPE: Final = f" <{PREFIXES['rdf']}type> <{PREFIXES['kn']}"


def gather(home: Path, sources: Sequence[Source], progress: Progress) -> list[Compiled]:
    """Compile all sources; one that fails is replaced by its last good graph, or left out, and the fault is told.

    Raises
    ------
    SourceError
        A bundled source is at fault: it is part of the program, so nothing may stand in for it.
    """
    found = []
    with Apart() as apart:
        for source in sources:
            try:
                found.append(compile_source(home, source, progress, apart.read if source.given else None))
            except BuildError as error:
                if source.given is None:
                    raise
                found.extend(stand_in(home, source.card.key, str(error), progress))
    return found


def stand_in(home: Path, key: str, reason: str, progress: Progress, failed: str = "") -> list[Compiled]:
    """Return the last good graph of a source that failed, if there is one other than `failed`, and say so."""
    good = last_good(home, key)
    if good and good.digest == failed:
        good = None
    kept = f"its last good graph ({good.digest}) stays in place" if good else "it is left out of the release"
    # Of one source among others, that nothing was built is not true.
    told = re.sub("[;,] nothing was built( and the old release is still served)?", "", reason)
    mark_failed(home, key, told)
    progress.warn(f"Source {key!r} FAILED and {kept}:\n{told}")
    return [replace(good, failure=reason)] if good else []


def compile_source(home: Path, source: Source, progress: Progress, read: Reader | None = None) -> Compiled:
    """Return a source from the cache, or read it, here or as `read` does, and cache it.

    Raises
    ------
    BuildError
        The connector finds it at fault, too many rows are, or counts are not those that the card expects.
    """
    cached = load(home, source.card.key, digest(source))
    if cached is not None:
        return cached
    with progress.reading(source.card.key) as done:
        found = (read or read_source)(home, source)
        done(rows_read(found.rows))
    return found


def read_source(home: Path, source: Source) -> Compiled:
    """Read a source, check it against its card, and cache it; raises as `compile_source` does."""
    reading = _read(source)
    card = reading.card or source.card
    lines = _lines(card, reading)
    _check(card, reading, lines)
    files = {name: file_entry(path) for name, path in source.files.items()}
    faults = tuple(sorted(reading.quarantine))
    return save(home, Compiled(card, digest(source), dict(reading.rows), files, faults, lines, reading.notes))


def _read(source: Source) -> SourceReading:
    """Read a source; what a connector did not foresee in a user's file is an error of that file, not of the build."""
    if source.given is None:
        return source.read()
    try:
        return source.read()
    except (ArithmeticError, LookupError, TypeError, ValueError, csv.Error, pl.exceptions.PolarsError) as error:
        said = f"the files are not what the connector expects ({type(error).__name__}: {error}); is this the version?"
        raise SourceError(source.card.key, [said]) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise  # what a full disk stops is the build
        raise SourceError(source.card.key, [f"{error.filename}: {error.strerror}; add the file again"]) from error


def _lines(card: Card, reading: SourceReading) -> Told:
    graph = mint("graph", "source", card.key)
    # The bundled source's citations have had their names since before there was another.
    space = "" if card.bundled else card.key
    return told(reading.statements, ending(graph), quads(reading.claims, graph, space))


def _check(card: Card, reading: SourceReading, lines: Iterable[str]) -> None:
    faults = [*_counts(card, reading, lines), *_share(card, reading)]
    if faults:
        raise SourceError(card.key, faults)


def _share(card: Card, reading: SourceReading) -> list[str]:
    bad = len({(fault.file, fault.line) for fault in reading.quarantine})
    total = rows_read(reading.rows) + bad
    if bad <= card.tolerance * total:
        return []
    shown: list[Fault] = sorted(reading.quarantine)[:20]
    more = [f"... and {len(reading.quarantine) - 20} more"] if len(reading.quarantine) > 20 else []
    share = f"{bad:,} of {total:,} rows are at fault; the card tolerates {card.tolerance:.2%}"
    return [share, *map(str, shown), *more]


def _counts(card: Card, reading: SourceReading, lines: Iterable[str]) -> list[str]:
    if not card.expected:
        return []
    classes = Counter(line.split(_TYPE, 1)[1].split(">", 1)[0] for line in lines if _TYPE in line)
    found = {**classes, **reading.rows, **reading.counts}
    again = "; download it again; if yours is another, name it with --edition and its last day with --until"
    other = "" if card.bundled else again
    return [
        f"{name}: {found.get(name, 0):,} found, {count:,} expected in the edition that this program knows{other}"
        for name, count in card.expected.items()
        if found.get(name, 0) != count
    ]
