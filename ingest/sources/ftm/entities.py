"""Reads JSON lines into entities: an id, a schema, and the values of each property; every property is accounted for."""

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import SourceError
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

    def first(self, name: str) -> str:
        """Return the first value of a property, or a blank."""
        return next(iter(self.properties.get(name, ())), "")


def read_entities(
    key: str, path: Path, ignore: tuple[str, ...], mapped: Container[str]
) -> tuple[list[Entity], list[Fault]]:
    """Return the entities of a file; a line that is none goes to quarantine. `mapped` has the schemata of our model.

    Raises
    ------
    SourceError
        An entity that is mapped has properties that are neither mapped nor ignored.
    """
    entities: list[Entity] = []
    faults: list[Fault] = []
    for line, text in enumerate(_lines(key, path), start=1):
        if not text.strip():
            continue
        try:
            entities.append(_entity(line, text))
        except NestedError:
            problem = "holds other entities in it; export entities.ftm.json, an entity a line, not targets.nested.json"
            faults.append(Fault(path.name, line, "properties", text[:80], problem))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            faults.append(Fault(path.name, line, "", text[:80], "not an entity: a JSON object with id and schema"))
    unread = sorted(
        {name for entity in entities if entity.schema in mapped for name in entity.properties} - MAPPED - set(ignore)
    )
    if unread:
        raise SourceError(
            key, [f"{path.name}: property {name!r} is not read; name it in the ignore" for name in unread]
        )
    return entities, faults


def _lines(key: str, path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from lines
    except UnicodeDecodeError as error:
        raise SourceError(key, [f"{path.name}: not UTF-8; export it again"]) from error


def _entity(line: int, text: str) -> Entity:
    content = json.loads(text)
    if any(isinstance(value, dict) for found in content["properties"].values() for value in found):
        raise NestedError
    values = {
        name: tuple(str(value) for value in (found if isinstance(found, list) else [found]))
        for name, found in content["properties"].items()
        if isinstance(found, (list, str))
    }
    return Entity(line, str(content["id"]), str(content["schema"]), values, str(content.get("caption", "")))
