"""Reads the text of a table's file, unless a line of it has no end in sight."""

import mmap
from pathlib import Path
from typing import Final

from graph.errors import RefusedFile
from ingest.decoding import UTF16
from ingest.mapping.rules import TableRule

MAX_LINE: Final = 4 << 20
"""Bytes between two ends of lines; texts in tables have some thousands."""


def decoded(path: Path, rule: TableRule) -> str:
    """Return the text of a file.

    Raises
    ------
    RefusedFile
        It has a line without end, or another encoding.
    """
    _refuse_endless(path)
    content = path.read_bytes()
    encoding = "utf-8-sig" if rule.encoding.lower() in ("utf-8", "utf8") else rule.encoding
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise RefusedFile(f"{path.name}: no encoding {rule.encoding!r}; write utf-8, cp1252 or latin-1, say") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        bad = content[error.start : error.end].hex(" ")
        raise RefusedFile(
            f"{path.name}:{line}: the bytes {bad} are not {rule.encoding}; give table.encoding{_hint(content)}"
        ) from error


def _refuse_endless(path: Path) -> None:
    """Refuse a file with a line that no table has, before memory is taken for it."""
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        start = 0
        while len(content) - start > MAX_LINE:
            end = max(content.rfind(sign, start, start + MAX_LINE) for sign in (b"\n", b"\r"))
            if end < 0:
                line = content[:start].count(b"\n") + 1
                more = "write the table with an end after each row"
                raise RefusedFile(f"{path.name}:{line}: a line of more than {MAX_LINE >> 20} MB; {more}")
            start = end + 1


def _hint(content: bytes) -> str:
    """Return what the first bytes tell of the encoding."""
    if content.startswith(UTF16):
        return ', which begins like "utf-16"'
    return ""
