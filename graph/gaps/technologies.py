"""Technologies: which capabilities a firm's sector could serve, read from the vocabulary's file of judgements."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.errors import BadParameter
from ontology.files import TECHNOLOGIES


@dataclass(frozen=True)
class Technology:
    """A technology, known by words in sectors, with the capabilities it could serve."""

    id: str
    words: frozenset[str]
    capabilities: tuple[str, ...]
    dual_use: bool

    def names(self, sector: str) -> bool:
        """Say whether a sector is one of this technology: it is one of the words, or holds one as a whole word."""
        return sector in self.words or not self.words.isdisjoint(sector.split())


@dataclass(frozen=True)
class Technologies:
    """All technologies, with the version that answers name."""

    version: str
    all: tuple[Technology, ...]

    def of(self, sectors: Iterable[str]) -> tuple[Technology, ...]:
        """Return the technologies of a firm's sectors."""
        named = tuple(sectors)
        return tuple(t for t in self.all if any(t.names(sector) for sector in named))

    def named(self, name: str) -> Technology:
        """Return a technology by its id, or say which there are."""
        found = next((t for t in self.all if t.id == name), None)
        if found is None:
            raise BadParameter(f"no technology {name!r}; there are {', '.join(t.id for t in self.all)}")
        return found


@cache
def technologies() -> Technologies:
    """Return the technologies as shipped."""
    content = tomllib.loads(TECHNOLOGIES.read_text(encoding="utf-8"))
    return Technologies(
        content["version"],
        tuple(
            Technology(t["id"], frozenset(t["words"]), tuple(t["capabilities"]), t["dual_use"])
            for t in content["technology"]
        ),
    )
