"""What the two forms of the data have in common: entities, links between them, and reasons for a missing parent."""

from dataclasses import dataclass, field
from datetime import date
from string import ascii_letters
from typing import Final

from ingest.registers import Marks
from ingest.sheets import BadCell

PERSONAL: Final = "SOLE_PROPRIETOR"
"""A person's own trade: left out."""
_DIGITS: Final = str.maketrans({letter: str(int(letter, 36)) for letter in ascii_letters})


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """An entity with an LEI; a lapsed record says nothing of the entity."""

    lei: str
    name: str
    former_names: tuple[str, ...]
    jurisdiction: str
    category: str
    created: date | None = None
    expired: date | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from a child to a parent: the parent consolidates the child's accounts, or the child is its branch."""

    child: str
    parent: str
    kind: str
    start: date | None
    end: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entity reports no parent, which is a statement and not an absence."""

    lei: str
    level: str
    reason: str


@dataclass
class Survey:
    """What the first reading of a file finds: where its records stand, which entities are known, the last update."""

    file: str
    entities: Marks = field(default_factory=Marks)
    links: Marks = field(default_factory=Marks)
    reasons: Marks = field(default_factory=Marks)
    successions: Marks = field(default_factory=Marks)
    known: set[int] = field(default_factory=set)
    personal: int = 0
    updated: str = ""

    @property
    def rows(self) -> int:
        """Return how many good records the file holds."""
        return len(self.entities) + len(self.links) + len(self.reasons) + self.personal


def checked_lei(column: str, lei: str) -> str:
    """Return an identifier whose check digits are right (ISO 17442: the number modulo 97 is 1)."""
    if len(lei) != 20 or not lei.isalnum() or not lei.isascii() or int(lei.translate(_DIGITS)) % 97 != 1:
        raise BadCell(column, lei, "not a legal entity identifier; its check digits are wrong")
    return lei


def day_of(column: str, moment: str) -> date | None:
    """Return the day of a time stamp, or nothing for a blank."""
    if not moment:
        return None
    try:
        return date.fromisoformat(moment[:10])
    except ValueError as error:
        raise BadCell(column, moment, "not a time stamp") from error
