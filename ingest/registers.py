"""Reads registers of millions: row by row, remembering where each record stands, so that the few kept are read again.

An entity is remembered by a number of 64 bits made of its id: of ten million ids, two share one with a chance of three
in a million, and then one entity too many is kept.
"""

import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from graph.errors import SourceError
from ingest.progress import streamed
from ingest.rows import Fault
from ingest.sheets import Form, picker

N = TypeVar("N", bound=NamedTuple)
Keys = npt.NDArray[np.uint64]
_LONGEST: Final = 16 << 20  # bytes of a line; a file without line ends must not fill the memory
_BOM: Final = "\ufeff"


class Place(NamedTuple):
    """Where a record stands: the byte at which it starts, and its line."""

    offset: int
    line: int


def key_of(name: str) -> int:
    """Return the number by which an entity is remembered."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())


class Lines:
    """The lines of a file in UTF-8, one after another; `at` is the place of the next, `part` how much is read."""

    def __init__(self, key: str, path: Path) -> None:
        self.at = Place(0, 1)
        self._key, self._path = key, path
        self._size = max(1, path.stat().st_size)

    def part(self) -> float:
        """Return how much of the file has been read, from 0 to 1."""
        return self.at.offset / self._size

    def __iter__(self) -> Iterator[str]:
        with self._path.open("rb") as file:
            while raw := file.readline(_LONGEST):
                if len(raw) == _LONGEST:
                    raise self._broken(f"a line of more than {_LONGEST >> 20} MB; is this the file?")
                offset, line = self.at
                try:
                    text = raw.decode()
                except UnicodeDecodeError as error:
                    raise self._broken("not UTF-8; download the file again, or export it as UTF-8") from error
                self.at = Place(offset + len(raw), line + 1)
                yield text if offset else text.removeprefix(_BOM)

    def _broken(self, problem: str) -> SourceError:
        return SourceError(self._key, [f"{self._path.name}:{self.at.line}: {problem}"])


def header_of(key: str, path: Path) -> list[str]:
    """Return the first row of a comma-separated file."""
    return next(csv.reader(Lines(key, path)), [])


@dataclass(frozen=True)
class Table:
    """A comma-separated file of a register; the source's key names it in errors."""

    key: str
    path: Path

    def rows(self, model: type[N], form: Form) -> Iterator[tuple[Place, N] | Fault]:
        """Yield each record with its place, or what is wrong with a row that is none.

        Raises
        ------
        SourceError
            The header is not that of the model, or the file is broken.
        """
        lines = Lines(self.key, self.path)
        cells = csv.reader(lines, strict=True)
        try:
            header = next(cells, [])
            pick = picker(self.key, self.path.name, header, model, form.ignore)
            place = lines.at
            for row in streamed(cells, lines.part):
                if len(row) == len(header):
                    yield place, pick(row)
                elif row:
                    problem = f"{len(row)} cells, expected {len(header)}; check commas and quotes"
                    yield Fault(self.path.name, place.line, "", ",".join(row)[:80], problem)
                place = lines.at
        except csv.Error as error:
            problem = f"broken CSV ({error}); check the quotes"
            raise SourceError(self.key, [f"{self.path.name}:{lines.at.line - 1}: {problem}"]) from error

    def again(self, model: type[N], form: Form, places: Iterable[Place]) -> Iterator[tuple[Place, N]]:
        """Yield the records at places that `rows` gave."""
        pick = picker(self.key, self.path.name, header_of(self.key, self.path), model, form.ignore)
        with self.path.open("rb") as file:
            for place in places:
                file.seek(place.offset)
                yield place, pick(next(csv.reader(raw.decode() for raw in file)))


@dataclass(frozen=True)
class Marks:
    """Where the records of a file stand and whom they are about: an entity itself, or two that a link joins."""

    below: "array[int]" = field(default_factory=lambda: array("Q"))
    above: "array[int]" = field(default_factory=lambda: array("Q"))
    offsets: "array[int]" = field(default_factory=lambda: array("Q"))
    lines: "array[int]" = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.offsets)

    def add(self, below: int, above: int, place: Place) -> None:
        """Remember a link, or an entity as one with itself."""
        self.below.append(below)
        self.above.append(above)
        self.offsets.append(place.offset)
        self.lines.append(place.line)

    def about(self, kept: Keys | None) -> Iterator[Place]:
        """Yield the places of records about entities that are kept, both ends of a link; of all where all are kept."""
        rows = range(len(self)) if kept is None else np.flatnonzero(self._within(kept)).tolist()
        for row in rows:
            yield Place(self.offsets[row], self.lines[row])

    def count(self, kept: Keys) -> int:
        """Return how many records are about entities that are kept."""
        return int(self._within(kept).sum())

    def among(self, wanted: Keys) -> Keys:
        """Return those of the entities wanted that have a record."""
        keys = np.frombuffer(self.below, np.uint64)
        return np.unique(keys[_within(keys, wanted)])

    def _within(self, kept: Keys) -> npt.NDArray[np.bool_]:
        below, above = (np.frombuffer(ends, np.uint64) for ends in (self.below, self.above))
        return _within(below, kept) & _within(above, kept)


def keys_of(names: Iterable[str]) -> Keys:
    """Return the numbers of entities in order."""
    return np.unique(np.fromiter(map(key_of, names), np.uint64))


def joined(start: Iterable[int], links: Sequence[Marks]) -> Keys:
    """Return the entities to start from, all above them up to the ultimate one, and all below them, in order.

    What else hangs below somebody above is not kept: a bank that owns one firm owns a thousand.
    """
    first = np.unique(np.fromiter(start, np.uint64))
    return np.union1d(above(first, links), _reached(first, _ends(links, "above"), _ends(links, "below")))


def above(found: Keys, links: Sequence[Marks]) -> Keys:
    """Return entities with all that stands above them by chains of links, in order."""
    return _reached(found, _ends(links, "below"), _ends(links, "above"))


def _ends(links: Sequence[Marks], side: Literal["below", "above"]) -> Keys:
    parts = [np.frombuffer(getattr(marks, side), np.uint64) for marks in links if len(marks)]
    return np.concatenate(parts) if parts else np.empty(0, np.uint64)


def _reached(found: Keys, here: Keys, there: Keys) -> Keys:
    """Return what links lead to from here to there, step by step, with what was found before."""
    fresh = found
    while len(fresh):
        fresh = np.setdiff1d(there[_within(here, fresh)], found)
        found = np.union1d(found, fresh)
    return found


def _within(keys: Keys, ordered: Keys) -> npt.NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return np.equal(ordered[places], keys)


def named_ids(key: str, lists: Iterable[Path]) -> dict[str, str]:
    """Return the ids that the user wants kept, one a line in text files, with where each stands; `#` starts a comment.

    Raises
    ------
    SourceError
        A list is not UTF-8, or has a line of several words.
    """
    found: dict[str, str] = {}
    faults: list[str] = []
    for path in lists:
        for number, line in enumerate(Lines(key, path), start=1):
            name = line.partition("#")[0].strip()
            if len(name.split()) > 1:
                faults.append(f"{path.name}:{number}: {name[:80]!r}: one id a line, comments after a #")
            elif name:
                found[name] = f"{path.name}:{number}"
    if faults:
        raise SourceError(key, faults[:20])
    return found
