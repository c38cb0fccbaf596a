"""Where the rows of a serialized table start, so that native output can be counted and cut at a row.

Oxigraph writes a table in one go and much faster than a loop over its rows; the bytes tell how many there are.
"""

import re
from collections.abc import Iterator
from typing import Final

# Text inside JSON strings holds no bare quote, so the key and colon after the brace tell a row from a value like "},{".
# It starts with plain characters, not with a look-behind, because then the scan is ten times faster.
_JSON_ROW: Final = re.compile(rb'\},\{"[^"\\]*":\{')
# A string that the byte limit cut off runs to the end of the bytes.
_JSON_EXACT: Final = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|(?<=\},)\{', re.DOTALL)
_CSV_EXACT: Final = re.compile(rb'"[^"]*(?:"|\Z)|\r\n')
_JSON_ROWS: Final = b'"bindings":['
_ENDS: Final = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"", "tsv": b""}


def row_starts(format_name: str, body: bytes) -> list[int]:
    """Return the offset of each row in a table written as json, xml, csv or tsv."""
    return list(_STARTS[format_name](body))


def cut(format_name: str, body: bytes, start: int) -> bytes:
    """Return the table without the row that starts at an offset and all after it."""
    head = body[:start]
    if format_name == "json":
        head = head.removesuffix(b",")
    return head + _ENDS[format_name]


def _json(body: bytes) -> Iterator[int]:
    before = body.find(_JSON_ROWS)
    first = before + len(_JSON_ROWS)
    if before < 0 or body[first : first + 1] != b"{":
        return
    yield first
    # A row without any value is written {}, which a string may hold as well: then strings are skipped one by one.
    if body.find(b"{}", first) >= 0:
        yield from (match.start() for match in _JSON_EXACT.finditer(body, first) if match[0] == b"{")
    else:
        yield from (match.start() + 2 for match in _JSON_ROW.finditer(body, first))


def _xml(body: bytes) -> Iterator[int]:
    yield from (match.start() for match in re.finditer(rb"<result>", body))


def _lines(ends: Iterator[int], length: int) -> Iterator[int]:
    """Yield where lines start after the header, given where lines end."""
    yield from (end for end in ends if end < length)


def _csv(body: bytes) -> Iterator[int]:
    pattern = _CSV_EXACT if b'"' in body else re.compile(rb"\r\n")
    ends = (match.end() for match in pattern.finditer(body) if match[0] == b"\r\n")
    yield from _lines(ends, len(body))


def _tsv(body: bytes) -> Iterator[int]:
    yield from _lines((match.end() for match in re.finditer(rb"\n", body)), len(body))


_STARTS: Final = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
