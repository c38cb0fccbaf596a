"""Where a query stops being SPARQL, and why, put so that its writer can act on it.

The store's parser reports the furthest place that it looked at, and it looks ahead by the length of a keyword: up to
14 characters beyond the word that does not fit. So the query is read once more with its gaps widened beyond that, and
the word before the reported place is the one that does not fit.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph.errors import QueryError
from graph.query.frames import Fault
from graph.query.tokens import Token, position, scan

Parse = Callable[[str], str | None]
"""Reads a query and returns the parser's message, None when there is nothing to complain about."""

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
# Among the tokens that the parser expected there may be a sentence that says what is wrong.
_REASON: Final = re.compile(r"(?:one of |, )?((?:[A-Z][a-z]+|[A-Z]+) (?:[A-Za-z]+ )+[a-zA-Z-]+)")
_GAP: Final = " " * 24
_NEAR: Final = 30  # characters of the query that a message quotes


@dataclass(frozen=True)
class _Widened:
    """A query on one line with wide gaps, and where each of its tokens starts in it."""

    text: str
    starts: tuple[int, ...]


def syntax_fault(query: str, message: str, parse: Parse) -> Fault:
    """Return the fault for the parser's message about a query, with line and column.

    The message of the parser is passed on as it is when it is of an unknown form.
    """
    match = _PLACE.match(message)
    if match is None:
        return Fault("query", f"The query cannot be read: {message}")
    offset = _offset(query, parse)
    line, column = (int(match[1]), int(match[2])) if offset is None else position(query, offset)
    reason = _REASON.search(match[3])
    said = f": {reason[1]}" if reason else _near(query, len(query) if offset is None else offset)
    return Fault("query", f"The query is not valid SPARQL at line {line}, column {column}{said}", line, column)


def _offset(query: str, parse: Parse) -> int | None:
    """Return where the first token that does not fit starts; the end of the query when that is too early."""
    try:
        tokens = scan(query)
    except QueryError:
        return None
    widened = _widen(tokens)
    match = _PLACE.match(parse(widened.text) or "")
    if match is None:
        return None
    reported = int(match[2]) - 1
    if reported >= len(widened.text):
        return len(query.rstrip())
    before = [token.start for token, start in zip(tokens, widened.starts, strict=True) if start <= reported]
    return before[-1] if before else 0


def _widen(tokens: tuple[Token, ...]) -> _Widened:
    parts: list[str] = []
    starts: list[int] = []
    length = end = 0
    for token in tokens:
        gap = _GAP if token.start > end else ""
        text = token.text.replace("\n", " ").replace("\r", " ")
        starts.append(length + len(gap))
        parts += [gap, text]
        length += len(gap) + len(text)
        end = token.end
    return _Widened("".join([*parts, _GAP]), tuple(starts))


def _near(query: str, offset: int) -> str:
    quoted = query[offset:].split("\n", maxsplit=1)[0][:_NEAR].rstrip()
    return f", near {quoted!r}" if quoted else ": it ends too early"
