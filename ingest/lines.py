"""The lines of a graph: in a list, or in a file that is read each time, so that millions need no memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Filed:
    """The sorted lines of a file and how many there are."""

    path: Path
    count: int

    def __iter__(self) -> Iterator[str]:
        with self.path.open(encoding="utf-8", newline="\n") as file:
            yield from file

    def __len__(self) -> int:
        return self.count


Lines = list[str] | Filed


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file one after another."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
