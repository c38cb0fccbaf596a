"""What may run: a scan of the tokens of a query that refuses before anything is evaluated.

Oxigraph needs no blank after a keyword (``SERVICEex:a {…}`` and ``trueSERVICEex:a {…}`` are calls), so a name that
holds the keyword counts as the keyword where a group follows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from graph.errors import QueryError, QueryRefused
from graph.query import formats
from graph.query.limits import QueryLimits
from graph.query.measure import measure
from graph.query.tokens import Kind, Token, error_at, position, scan
from ontology.iris import PREFIXES


class Form(StrEnum):
    """The four forms of a query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def answer(self) -> formats.Kind:
        """The kind of answer that the form gives."""
        return "table" if self in (Form.SELECT, Form.ASK) else "triples"


@dataclass(frozen=True)
class CheckedQuery:
    """A query that passed `check`; only tests make one by hand.

    `volatile` tells that the same query on the same release may answer differently (it calls NOW, RAND or UUID).
    """

    text: str
    form: Form
    volatile: bool = False


_UPDATES: Final = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_VOLATILE: Final = frozenset(["NOW", "RAND", "UUID", "STRUUID"])
_BEFORE_GRAPH_NAME: Final = frozenset(["GRAPH", "FROM", "NAMED"])


def check(query: str, limits: QueryLimits) -> CheckedQuery:
    """Return the query with its form once nothing speaks against running it.

    Raises
    ------
    QueryRefused
        It is an update, calls SERVICE, or is over a limit.
    QueryError
        It is no SPARQL query; the message has line and column.
    """
    _refuse_size(query, limits)
    tokens = scan(query)
    _refuse_over(tokens, limits)
    _refuse_words(query, tokens)
    form = _form(query, tokens)
    _check_prefixes(query, tokens)
    volatile = any(token.kind is Kind.WORD and token.text.upper() in _VOLATILE for token in tokens)
    return CheckedQuery(query, form, volatile)


def _refuse_size(query: str, limits: QueryLimits) -> None:
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > limits.query_bytes:
        raise QueryRefused(
            f"The query has {size:,} bytes and the limit is {limits.query_bytes:,}; ask for less at once, "
            "for instance with fewer values in a VALUES block"
        )
    if not query.isprintable() and any("\ud800" <= char <= "\udfff" for char in query):
        raise QueryError("The query holds half of a surrogate pair, which is no character; send it as UTF-8")


def _refuse_over(tokens: Sequence[Token], limits: QueryLimits) -> None:
    size = measure(tokens)
    counts = (
        ("tokens", size.tokens, limits.tokens),
        ("levels of brackets", size.depth, limits.depth),
        ("operators", size.operators, limits.operators),
        ("triple patterns", size.triples, limits.triples),
    )
    for name, count, limit in counts:
        if count > limit:
            raise QueryRefused(f"The query has {count:,} {name} and the limit is {limit:,}; split it into smaller ones")


def _refuse_words(query: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.kind is Kind.WORD and token.text.upper() in _UPDATES:
            raise _refused(query, token, f"{token.text.upper()} is an update and this service only reads")
        if token.kind is Kind.WORD and "SERVICE" in token.text.upper():
            raise _refused(query, token, "SERVICE is not allowed, because no query may call another host")
    for before, token, after in zip([None, *tokens], tokens, tokens[1:], strict=False):
        if _calls_by_name(before, token, after):
            raise _refused(query, token, "SERVICE is not allowed, because no query may call another host")


def _calls_by_name(before: Token | None, token: Token, after: Token) -> bool:
    if token.kind is not Kind.NAME or "SERVICE" not in token.text.partition(":")[0].upper():
        return False
    names_graph = before is not None and before.kind is Kind.WORD and before.text.upper() in _BEFORE_GRAPH_NAME
    return after.is_mark("{") and not names_graph


def _refused(query: str, token: Token, reason: str) -> QueryRefused:
    line, column = position(query, token.start)
    return QueryRefused(f"{reason}; remove it from the query (line {line}, column {column})", line, column)


def _form(query: str, tokens: Sequence[Token]) -> Form:
    prologue = {"PREFIX": 3, "BASE": 2, "VERSION": 2}
    index = 0
    while index < len(tokens) and tokens[index].kind is Kind.WORD:
        word = tokens[index].text.upper()
        if word in Form.__members__:
            return Form[word]
        if word not in prologue:
            break
        index += prologue[word]
    offset = tokens[index].start if index < len(tokens) else len(query)
    raise error_at(query, offset, "A query starts with SELECT, ASK, CONSTRUCT or DESCRIBE after its PREFIX lines")


def _check_prefixes(query: str, tokens: Sequence[Token]) -> None:
    declared: set[str] = set()
    for before, token in pairwise(tokens):
        if token.kind is not Kind.NAME:
            continue
        prefix = token.text.partition(":")[0]
        if before.is_word("PREFIX"):
            declared.add(prefix)
        elif prefix not in declared:
            raise error_at(query, token.start, _undeclared(prefix))


def _undeclared(prefix: str) -> str:
    iri = PREFIXES.get(prefix, "…")
    return f"The prefix {prefix + ':'!r} is not declared; put PREFIX {prefix}: <{iri}> at the top"
