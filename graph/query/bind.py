"""Parameters of a query: ``VALUES ?name { term }`` blocks whose terms are replaced token by token.

A block holds for its group only, so a query repeats it in sub-selects, in MINUS and wherever a name is used first;
every block of a name gets the same terms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.errors import QueryError
from graph.query.tokens import Kind, Token, scan

DAY: Final = "asOf"
"""The parameter that states the day of a query."""

_XSD_DATE: Final = "http://www.w3.org/2001/XMLSchema#date"
_TERM_KINDS: Final = frozenset({Kind.IRI, Kind.STRING, Kind.LANGUAGE, Kind.NUMBER})
_HOW_TO_STATE: Final = 'write VALUES ?asOf { "2024-01-31"^^xsd:date } into each group that uses ?asOf'


@dataclass(frozen=True)
class _Block:
    """A block: the name of its variable, its terms, and where its text between the braces starts and ends."""

    name: str
    terms: tuple[Token, ...]
    start: int
    end: int


def parameters(query: str) -> tuple[str, ...]:
    """Return the names of the variables that have a ``VALUES ?name { … }`` block, in order of appearance."""
    return tuple(dict.fromkeys(block.name for block in _blocks(query)))


def samples(query: str) -> dict[str, tuple[Token, ...]]:
    """Return the terms of the first block of each parameter."""
    found: dict[str, tuple[Token, ...]] = {}
    for block in _blocks(query):
        found.setdefault(block.name, block.terms)
    return found


def bind(query: str, values: Mapping[str, str]) -> str:
    """Return the query with the terms of the named blocks replaced.

    A value is one or more terms in N-Triples syntax (``<iri>``, ``"2016-05-24"^^<datatype>``, ``"text"@en``), or
    ``UNDEF`` for "any".

    Raises
    ------
    QueryError
        The query has no block of that name, or a value is no term.
    """
    blocks = tuple(_blocks(query))
    known = tuple(dict.fromkeys(block.name for block in blocks))
    for name, value in values.items():
        if name not in known:
            raise QueryError(f"The query has no parameter {name!r}; it has {', '.join(known) or 'none'}")
        _check_terms(name, value)
    parts: list[str] = []
    done = 0
    for block in blocks:
        if block.name in values:
            parts += [query[done : block.start], f" {values[block.name].strip()} "]
            done = block.end
    return "".join([*parts, query[done:]])


def bind_day(query: str, day: date) -> str:
    """Return the query with every ``VALUES ?asOf`` block set to the day.

    Raises
    ------
    QueryError
        The query has no such block; the message says how to write one.
    """
    if DAY not in parameters(query):
        raise QueryError(f"The query does not say where the day {day} goes; {_HOW_TO_STATE}")
    return bind(query, {DAY: f'"{day.isoformat()}"^^<{_XSD_DATE}>'})


def stated_day(query: str) -> date | None:
    """Return the day that the ``VALUES ?asOf`` blocks state; None without a block or where they say UNDEF.

    Raises
    ------
    QueryError
        A block holds no single day, or two blocks state different days.
    """
    days = {_day(block) for block in _blocks(query) if block.name == DAY}
    if len(days) > 1:
        named = ", ".join(sorted(str(day or "UNDEF") for day in days))
        raise QueryError(f"The query states several days ({named}); give all VALUES ?asOf blocks the same one")
    return days.pop() if days else None


def _blocks(query: str) -> Iterator[_Block]:
    tokens = scan(query)
    for index, token in enumerate(tokens[:-3]):
        name, brace = tokens[index + 1 : index + 3]
        if token.is_word("VALUES") and name.kind is Kind.VARIABLE and brace.is_mark("{"):
            terms = _until_brace(tokens, index + 3)
            if terms is not None:
                end = tokens[index + 3 + len(terms)].start
                yield _Block(name.text[1:], terms, brace.end, end)


def _until_brace(tokens: Sequence[Token], start: int) -> tuple[Token, ...] | None:
    for index in range(start, len(tokens)):
        if tokens[index].is_mark("}"):
            return tuple(tokens[start:index])
    return None


def _check_terms(name: str, value: str) -> None:
    tokens = scan(value)
    fits = all(token.kind in _TERM_KINDS or token.is_mark("^^") or token.is_word("UNDEF") for token in tokens)
    # A comment at the end would swallow the brace that closes the block.
    if not fits or not tokens or tokens[-1].end != len(value.rstrip()):
        raise QueryError(
            f'The value {value!r} of the parameter {name!r} is no term; write <iri>, "text" or "text"^^<datatype>'
        )


def _day(block: _Block) -> date | None:
    words = [token.text for token in block.terms]
    if [word.upper() for word in words] == ["UNDEF"]:
        return None
    if len(words) != 3 or words[1] != "^^" or not (words[2].endswith(":date") or words[2] == f"<{_XSD_DATE}>"):
        raise QueryError(f"A VALUES ?asOf block of the query holds no single day; {_HOW_TO_STATE}")
    return parse_day(words[0].strip("\"'"))


def parse_day(text: str) -> date:
    """Return the day that ``YYYY-MM-DD`` names.

    Raises
    ------
    QueryError
        The text is no day of the calendar, or in another form.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise QueryError(f"The day {text!r} is no date; write it as 2024-01-31") from error
    if day.isoformat() != text:
        raise QueryError(f"The day {text!r} is in another form; write it as {day.isoformat()}")
    return day
