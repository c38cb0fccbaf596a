"""Reads JSON lines into entities: an id, a schema, and the values of each property; every property is accounted for."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.progress import streamed
from ingest.registers import Lines, Place
from ingest.rows import Fault

MAPPED: Final = frozenset(
    (
        *("name", "alias", "weakAlias", "previousName", "jurisdiction", "country", "leiCode", "wikidataId", "cageCode"),
        *("website", "incorporationDate", "dissolutionDate", "sector"),
        *("owner", "asset", "percentage", "startDate", "endDate"),
        *("entity", "authority"),
    )
)
"""Properties that the connector maps."""
_DAY: Final = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


class NestedError(ValueError):
    """An entity holds others in it, as in files of targets with all that is around them."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity with the line on which it stands."""

    line: int
    id: str
    schema: str
    properties: dict[str, tuple[str, ...]]
    caption: str = ""
    """The name that the publisher shows among those given; blank if there is none."""
    seen: str = ""
    """The day on which the publisher last saw the entity in its source; blank where the file does not say."""

    def first(self, name: str) -> str:
        """Return the first value of a property, or a blank."""
        return next(iter(self.properties.get(name, ())), "")


def read_entities(key: str, path: Path) -> Iterator[tuple[Place, Entity] | Fault]:
    """Yield the entities of a file with their places, or what is wrong with a line that is none."""
    lines = Lines(key, path)
    place = lines.at
    for text in streamed(lines, lines.part):
        if text.strip():
            yield _entity_or_fault(path.name, place, text)
        place = lines.at


def entities_at(path: Path, places: Iterable[Place]) -> Iterator[Entity]:
    """Yield the entities at places that `read_entities` gave."""
    with path.open("rb") as file:
        for place in places:
            file.seek(place.offset)
            yield _entity(place.line, file.readline().decode("utf-8-sig"))


def _entity_or_fault(file: str, place: Place, text: str) -> tuple[Place, Entity] | Fault:
    try:
        return place, _entity(place.line, text)
    except NestedError:
        problem = "holds other entities in it; export entities.ftm.json, an entity a line, not targets.nested.json"
        return Fault(file, place.line, "properties", text[:80], problem)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Fault(file, place.line, "", text[:80], "not an entity: a JSON object with id and schema")


def _entity(line: int, text: str) -> Entity:
    content = json.loads(text)
    values: dict[str, tuple[str, ...]] = {}
    for name, found in content["properties"].items():
        if isinstance(found, list):
            values[name] = tuple(found) if set(map(type, found)) == {str} else tuple(map(_plain, found))
        elif isinstance(found, str):
            values[name] = (found,)
    told = str(content["id"]), str(content["schema"]), values, str(content.get("caption", "")), _day(content)
    return Entity(line, *told)


def _day(content: Mapping[str, object]) -> str:
    day = str(content.get("last_seen") or "")[:10]
    return day if _DAY.fullmatch(day) else ""


def _plain(value: object) -> str:
    if isinstance(value, dict):
        raise NestedError
    return str(value)
