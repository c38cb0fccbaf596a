"""The first reading of a file: where its organisations and relations stand, which are known, what is left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.errors import SourceError
from ingest.cards import Card
from ingest.identity.known import known_firms
from ingest.quarantine import Quarantine
from ingest.registers import Marks, Place, key_of
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.sources.ftm.entities import MAPPED, Entity, read_entities
from ingest.sources.ftm.firms import FIRMS, home_of

RELATIONS: Final = {"Ownership": ("asset", "owner"), "Sanction": ("entity", "entity")}
"""Schemata of relations, with the properties of their two ends, that below first; a sanction has one."""


@dataclass
class Survey:
    """What a file holds."""

    path: Path
    firms: Marks = field(default_factory=Marks)
    relations: Marks = field(default_factory=Marks)
    known: set[int] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)
    """How many entities are of a schema that is no part of our model."""
    seen: str = ""
    """The last day on which an entity was seen in its source; blank where no line says."""

    @property
    def rows(self) -> int:
        """Return how many good entities the file holds."""
        return len(self.firms) + len(self.relations) + self.others.total()


def survey(path: Path, card: Card, faults: Quarantine) -> Survey:
    """Read a whole file, and put the lines at fault into quarantine.

    Raises
    ------
    SourceError
        An entity that is mapped has properties that are neither mapped nor ignored.
    """
    found, named = Survey(path), set[str]()
    for read in read_entities(card.key, path):
        if isinstance(read, Fault):
            faults.add(read)
            continue
        place, entity = read
        found.seen = max(found.seen, entity.seen)
        try:
            named.update(_marked(found, place, entity, card))
        except BadCell as bad:
            faults.add(Fault(path.name, place.line, bad.column, bad.value, bad.problem))
    unread = sorted(named - MAPPED - set(card.ignore))
    if unread:
        said = "is none that this program knows; leave it out of the file"
        raise SourceError(card.key, [f"{path.name}: property {name!r} {said}" for name in unread])
    return found


def _marked(found: Survey, place: Place, entity: Entity, card: Card) -> Iterator[str]:
    """Mark an entity, and yield the properties that must be accounted for."""
    if entity.schema in FIRMS:
        yield from entity.properties
        key = key_of(entity.id)
        found.firms.add(key, key, place)
        if _is_known(entity, card):
            found.known.add(key)
    elif entity.schema in RELATIONS:
        yield from entity.properties
        below, above = (key_of(_end(entity, name)) for name in RELATIONS[entity.schema])
        found.relations.add(below, above, place)
    else:
        found.others[entity.schema] += 1


def _is_known(entity: Entity, card: Card) -> bool:
    read = entity.properties.get
    numbers = (*read("leiCode", ()), *read("wikidataId", ()))
    return known_firms().has(numbers, home_of(entity, card), (*read("name", ()), *read("alias", ())))


def _end(entity: Entity, name: str) -> str:
    if not (value := entity.first(name)):
        raise BadCell(name, "", f"the {entity.schema.lower()} does not say whose it is")
    return value
