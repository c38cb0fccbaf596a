r"""The tokens of SPARQL 1.1 text (and of the 1.2 forms that Oxigraph reads), with their places.

Escapes such as ``\u0041`` are read the way Oxigraph reads them: inside strings and IRIs only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Final

from graph.errors import QueryError, QueryRefused

MOST_TOKENS: Final = 10_000


class Kind(StrEnum):
    """What a token is; `MARK` is punctuation and operators, `WORD` a bare word such as a keyword."""

    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    LANGUAGE = "language"
    BLANK = "blank"
    NAME = "name"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its text as written, and where it starts and ends in the query."""

    kind: Kind
    text: str
    start: int
    end: int

    def is_mark(self, text: str) -> bool:
        """Tell whether the token is this piece of punctuation."""
        return self.kind is Kind.MARK and self.text == text

    def is_word(self, word: str) -> bool:
        """Tell whether the token is this keyword (given in capitals) in any case."""
        return self.kind is Kind.WORD and self.text.upper() == word


_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START: Final = f"{_BASE}_"
_CHAR: Final = f"{_START}0-9\u00b7\u0300-\u036f\u203f\u2040\\-"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# The length of a prefix is bounded: without it a chain such as `a.a.a.a` costs the square of its length.
_PREFIX: Final = f"(?:[{_BASE}](?:[{_CHAR}.]{{0,99}}[{_CHAR}])?)?"
_LOCAL: Final = f"(?:(?:[{_START}:0-9]|{_ESCAPED})(?:(?:[{_CHAR}.:]|{_ESCAPED})*(?:[{_CHAR}:]|{_ESCAPED}))?)?"
_IRI: Final = r"<(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"

_TOKEN: Final = re.compile(
    "|".join(
        (
            r"(?P<skip>[ \t\r\n]+|\#[^\r\n]*)",
            r'(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|' + r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"
            r'"(?:[^"\\\r\n]|\\.)+"|""(?!")|' + r"'(?:[^'\\\r\n]|\\.)+'|''(?!'))",
            f"(?P<iri>{_IRI})",
            f"(?P<variable>[?$][{_START}0-9][{_START}0-9\u00b7\u0300-\u036f\u203f\u2040]*)",
            r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)",
            f"(?P<blank>_:[{_START}0-9](?:[{_CHAR}.]*[{_CHAR}])?)",
            f"(?P<name>{_PREFIX}:{_LOCAL})",
            r"(?P<number>(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)",
            f"(?P<word>[{_START}](?:[{_CHAR}])*)",
            r"(?P<mark>\^\^|\|\||&&|!=|<=|>=|<<(?!" + _IRI[1:] + r")|>>|\{\||\|\}|[{}()\[\].,;=<>!*/+\-^|?~])",
        )
    ),
    re.DOTALL,
)


def position(query: str, offset: int) -> tuple[int, int]:
    """Return the line and column (both from 1) of an offset in the query."""
    line_start = query.rfind("\n", 0, offset) + 1
    return query.count("\n", 0, offset) + 1, offset - line_start + 1


def error_at(query: str, offset: int, message: str) -> QueryError:
    """Return a query error whose message ends with the place of the offset."""
    line, column = position(query, offset)
    return QueryError(f"{message} (line {line}, column {column})", line, column)


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query without blanks and comments.

    Raises
    ------
    QueryError
        A string or an IRI does not end, or a character starts no token of SPARQL.
    """
    offset = 0
    while offset < len(query):
        match = _TOKEN.match(query, offset)
        if match is None:
            raise error_at(query, offset, _unreadable(query, offset))
        group = match.lastgroup
        if group is not None and group != "skip":
            yield Token(Kind(group), match.group(), offset, match.end())
        offset = match.end()


@lru_cache(maxsize=32)
def scan(query: str) -> tuple[Token, ...]:
    """Return all tokens of a query; see `tokens`.

    Raises
    ------
    QueryRefused
        There are more than `MOST_TOKENS`, so that no text keeps the scan busy for long.
    """
    found = tuple(islice(tokens(query), MOST_TOKENS + 1))
    if len(found) > MOST_TOKENS:
        raise QueryRefused(f"The query has more than {MOST_TOKENS:,} tokens; split it into smaller ones")
    return found


def _unreadable(query: str, offset: int) -> str:
    char = query[offset]
    if char in "\"'":
        return f"A string that starts with {char} has no end; close it, or use three quotes for several lines"
    if char == "\\":
        return r"A \u escape may stand in strings and IRIs only; write the character itself"
    return f"The character {char!r} starts nothing in SPARQL; remove it or put it into a string"
