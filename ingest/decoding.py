"""The text of a file: in the encoding of its publisher, or as another program saved it again."""

import codecs
from pathlib import Path
from typing import Final

from graph.errors import SourceError

UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file in UTF-16 begins."""
_ONE_BYTE: Final = frozenset(("cp1252", "latin-1"))
"""Encodings in which any bytes are some text, so that a wrong one is never noticed."""


def read_text(key: str, path: Path, encoding: str) -> str:
    """Return a file's text, line ends as they are.

    A mark of UTF-8 at the start is passed over. Where the publisher writes a byte a letter, a file whose bytes are
    UTF-8 was saved again by another program, and is read as that: text of such an encoding is hardly ever UTF-8.

    Raises
    ------
    SourceError
        The file is missing or has another encoding.
    """
    try:
        return _decoded(path.read_bytes(), encoding)
    except FileNotFoundError as error:
        raise SourceError(key, [f"{path.name}: the file is missing; add it with the others of this source"]) from error
    except UnicodeDecodeError as error:
        raise SourceError(key, [_told(path.name, error)]) from error


def _decoded(content: bytes, encoding: str) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)
    if encoding in _ONE_BYTE and not content.isascii():
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode(encoding)
    return content.decode(encoding)


def _told(name: str, error: UnicodeDecodeError) -> str:
    if error.object.startswith(UTF16):
        return f"{name}:1: the file is UTF-16; save it as CSV in UTF-8, or download it again"
    line = error.object[: error.start].count(b"\n") + 1
    byte = error.object[error.start]
    return f"{name}:{line}: byte 0x{byte:02X} is not {error.encoding}; download the file again, or undo a conversion"
