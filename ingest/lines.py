"""The lines of a graph: in a list, or in a file that is read each time, so that millions need no memory."""

import mmap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Filed:
    """The sorted lines of a file and how many there are; `turtle` is a file that has the same as Turtle."""

    path: Path
    count: int
    turtle: Path | None = None

    def __iter__(self) -> Iterator[str]:
        with self.path.open(encoding="utf-8", newline="\n") as file:
            yield from file

    def __len__(self) -> int:
        return self.count


Lines = list[str] | Filed


def mention(lines: Iterable[str], words: str) -> bool:
    """Tell whether these words stand anywhere in the lines; of a file, a hundred times faster than line by line."""
    if not isinstance(lines, Filed):
        return any(words in line for line in lines)
    if not lines.count:
        return False
    with lines.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(words.encode()) >= 0


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file one after another."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
