"""The size of a query, counted on its tokens: depth, operators and triple patterns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.query.tokens import Kind, Token

OPENERS: Final = frozenset({"{", "(", "[", "<<", "{|"})
CLOSERS: Final = frozenset({"}", ")", "]", ">>", "|}"})
_OPERATORS: Final = frozenset({"||", "&&", "!", "!=", "=", "<", ">", "<=", ">=", *"+-*/^|?", "^^"})
_PATTERNS: Final = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "EXISTS", "VALUES", "LATERAL"})
_COUNTED_WORDS: Final = _PATTERNS | {"IN", "SELECT", "ASC", "DESC"}
_OPERANDS: Final = frozenset({Kind.STRING, Kind.IRI, Kind.VARIABLE, Kind.BLANK, Kind.NAME, Kind.NUMBER})


@dataclass(frozen=True)
class QuerySize:
    """Counts of a query; `triples` is an upper bound."""

    tokens: int
    depth: int
    operators: int
    triples: int


@dataclass
class _Walk:
    """The brackets open so far, and the counts.

    A frame is a bracket with whether the next operand in it starts a new triple pattern. A triple pattern is counted
    where an operand follows the start of a group, a separator (`.` `;` `,`) or a closed bracket; two operands side
    by side in round brackets are items of a list, which stand for two triples each. Lists of values count nothing.
    """

    frames: list[tuple[str, bool]] = field(default_factory=list)
    depth: int = 0
    operators: int = 0
    triples: int = 0
    after_values: bool = False

    def step(self, before: Token | None, token: Token) -> None:
        """Take in the next token."""
        if token.is_word("VALUES"):
            self.after_values = True
        if token.kind is Kind.MARK:
            self._mark(before, token.text)
        elif token.kind is Kind.WORD:
            self.operators += token.text.upper() in _COUNTED_WORDS
        elif token.kind in _OPERANDS:
            self._operand(before, token)

    def _mark(self, before: Token | None, text: str) -> None:
        if text in OPENERS:
            self.frames.append((self._frame(text), True))
            self.depth = max(self.depth, len(self.frames))
        elif text in CLOSERS:
            if self.frames:
                self.frames.pop()
            self._restart()
        elif text in {".", ";", ","}:
            self._restart()
        elif text in _OPERATORS and not (text == "^^" and before is not None and before.kind is Kind.STRING):
            self.operators += len(text) if text == "^^" else 1

    def _frame(self, text: str) -> str:
        outer = self.frames[-1][0] if self.frames else ""
        values = outer == "values" or self.after_values
        if text == "{":
            self.after_values = False
        return "values" if values else text

    def _restart(self) -> None:
        if self.frames:
            self.frames[-1] = (self.frames[-1][0], True)

    def _operand(self, before: Token | None, token: Token) -> None:
        if not self.frames:
            return
        frame, fresh = self.frames[-1]
        if frame == "(":
            self.triples += 2 * (before is not None and before.kind in _OPERANDS)
        elif frame != "values" and fresh:
            self.triples += 1
            self.frames[-1] = (frame, False)
        if token.kind is Kind.IRI and before is not None and before.kind in _OPERANDS:
            self._hidden(token.text)

    def _hidden(self, text: str) -> None:
        """Count what the engine may read as an expression: in ``?a<((1))>2`` the IRI is none."""
        self.depth = max(self.depth, len(self.frames) + text.count("(") + text.count("["))
        self.operators += text.count("!")


def measure(tokens: Sequence[Token]) -> QuerySize:
    """Return the size of the query that the tokens make up."""
    walk = _Walk()
    before: Token | None = None
    for token in tokens:
        walk.step(before, token)
        before = token
    return QuerySize(len(tokens), walk.depth, walk.operators, walk.triples)
