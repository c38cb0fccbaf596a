"""Parameters of a question: the sample in a `VALUES` block says what kind of value goes there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.dates import parse_day
from graph.errors import BadParameter
from graph.query.bind import samples
from graph.query.tokens import Kind, Token
from ontology.iris import BASE, PREFIXES, expand

_XSD: Final = PREFIXES["xsd"]


class ValueKind(StrEnum):
    """What a parameter takes."""

    THING = "thing"
    DAY = "day"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Parameter:
    """A parameter with its sample values; `space` is the part of the name space that its things come from."""

    name: str
    kind: ValueKind
    sample: tuple[str, ...]
    space: str = ""

    @property
    def takes_several(self) -> bool:
        """Tell whether the sample has several values, so that a caller may give several."""
        return len(self.sample) > 1

    def terms(self, value: str) -> str:
        """Return a value, or several parted by commas, in N-Triples syntax.

        Raises
        ------
        BadParameter
            Nothing is given, or a value is of another kind.
        """
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not parts:
            raise BadParameter(f"{self.name}: no value given; for instance {self.name}={','.join(self.sample)}")
        return " ".join(self._term(part) for part in parts)

    def _term(self, part: str) -> str:
        match self.kind:
            case ValueKind.THING:
                return f"<{expand(self._placed(part))}>"
            case ValueKind.DAY:
                return f'"{self._day(part)}"^^<{_XSD}date>'
            case ValueKind.NUMBER:
                return self._number(part)
            case ValueKind.TEXT:
                return '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def _placed(self, part: str) -> str:
        """Return a bare slug in the space of the sample: `rdp-mou` where the sample is `knk:sofa`."""
        bare = ":" not in part and "/" not in part
        return f"{self.space}/{part.lower()}" if bare and self.space not in ("", "id") else part

    def _day(self, part: str) -> str:
        try:
            return parse_day(part).isoformat()
        except ValueError as error:
            raise BadParameter(f"{self.name}: {error}") from error

    def _number(self, part: str) -> str:
        try:
            return str(int(part))
        except ValueError as error:
            raise BadParameter(f"{self.name}: {part!r} is no whole number; write {self.sample[0]}, say") from error


def read_parameters(query: str) -> tuple[Parameter, ...]:
    """Return the parameters of a query, each as its first block states it."""
    return tuple(_parameter(name, terms) for name, terms in samples(query).items())


def _parameter(name: str, terms: tuple[Token, ...]) -> Parameter:
    if terms and terms[0].kind is Kind.STRING:
        typed = any(token.text.endswith(("date", "date>")) for token in terms[1:3])
        words = tuple(token.text.strip("\"'") for token in terms if token.kind is Kind.STRING)
        return Parameter(name, ValueKind.DAY if typed else ValueKind.TEXT, words)
    if terms and terms[0].kind is Kind.NUMBER:
        return Parameter(name, ValueKind.NUMBER, tuple(token.text for token in terms))
    iris = tuple(_iri(token.text) for token in terms)
    places = {iri.removeprefix(BASE).partition("/")[0] for iri in iris if iri.startswith(BASE)}
    return Parameter(name, ValueKind.THING, tuple(map(_short, iris)), places.pop() if len(places) == 1 else "")


def _iri(term: str) -> str:
    return term.strip("<>") if term.startswith("<") else expand(term)


def _short(iri: str) -> str:
    return iri.rpartition("/")[2] if iri.startswith(BASE) else iri
