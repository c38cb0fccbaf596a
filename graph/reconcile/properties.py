"""The properties that a table can be matched by and extended with, each with its values for a thing on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.agreements import agreements_on
from graph.dates import Holding
from graph.describe import facts
from graph.errors import BadParameter
from graph.parties import parties
from graph.release import Release
from graph.store import ReadStore
from graph.things import Thing, catalogue
from ontology.iris import expand


@dataclass(frozen=True)
class Value:
    """A value: a thing by its id, or plain text."""

    text: str
    id: str = ""


@dataclass(frozen=True)
class Sight:
    """What a property is read from: a release, its store, and a day."""

    release: Release
    store: ReadStore
    day: date


Reader = Callable[[Sight, Thing], list[Value]]


@dataclass(frozen=True)
class Property:
    """A property, the types of things that have it (none is all), and how it is read."""

    id: str
    label: str
    types: tuple[str, ...]
    read: Reader

    def fits(self, type_: str | None) -> bool:
        """Tell whether things of a type have the property."""
        return not self.types or type_ is None or type_ in self.types


def _column(name: str) -> Reader:
    def read(_: Sight, thing: Thing) -> list[Value]:
        value = getattr(thing, name)
        return [Value(value)] if value else []

    return read


def _stated(name: str) -> Reader:
    def read(sight: Sight, thing: Thing) -> list[Value]:
        found = facts(sight.store, expand(thing.id))
        return [Value(f.value.rsplit("/", 1)[-1]) for f in found if f.property.replace("#", "/").endswith(f"/{name}")]

    return read


def _state(sight: Sight, thing: Thing) -> list[Value]:
    return [_thing(sight, thing.state)] if thing.state else []


def _agreements(sight: Sight, thing: Thing) -> list[Value]:
    """Return the agreements that bind a state or body on the day."""
    known = parties(sight.release)
    bound = (a for a in sorted(known.spells) if _binds(known.members(a, sight.day).get(thing.id)))
    return [_thing(sight, name) for name in bound]


def _parties(sight: Sight, thing: Thing) -> list[Value]:
    """Return those whom an agreement binds on the day."""
    members = parties(sight.release).members(thing.id, sight.day)
    return [_thing(sight, name) for name, found in sorted(members.items()) if _binds(found)]


def _standing(sight: Sight, thing: Thing) -> list[Value]:
    found = next((a for a in agreements_on(sight.release, sight.day) if a.thing.id == thing.id), None)
    return [Value(found.holding.value)] if found else []


def _signed(sight: Sight, thing: Thing) -> list[Value]:
    found = next((a for a in agreements_on(sight.release, sight.day) if a.thing.id == thing.id), None)
    return [Value(found.signed)] if found and found.signed else []


def _binds(found: tuple[Holding, object] | None) -> bool:
    return found is not None and found[0] is Holding.HOLDS


def _thing(sight: Sight, name: str) -> Value:
    return Value(catalogue(sight.release)[name].label, name)


_ACTORS: Final = ("state", "body")
PROPERTIES: Final[Mapping[str, Property]] = {
    found.id: found
    for found in (
        Property("label", "label in English", (), _column("label")),
        Property("labelJa", "label in Japanese", (), _column("label_ja")),
        Property("kind", "kind", (), _column("kind_label")),
        Property("state", "state that it is or acts for", ("state", "agency", "firm"), _state),
        Property("code", "ISO 3166-1 alpha-3 code", ("state",), _column("code")),
        Property("iso2", "ISO 3166-1 alpha-2 code", ("state",), _stated("iso2")),
        Property("cowCode", "Correlates of War code", ("state",), _stated("cowCode")),
        Property("wikidata", "Wikidata item", (), _stated("exactMatch")),
        Property("lei", "legal entity identifier", ("firm",), _stated("lei")),
        Property("agreements", "agreements that bind it on the day", _ACTORS, _agreements),
        Property("parties", "parties bound on the day", ("agreement",), _parties),
        Property("standing", "whether it stands on the day", ("agreement",), _standing),
        Property("signed", "day of signature", ("agreement",), _signed),
    )
}


def property_of(name: str) -> Property:
    """Return a property by its id."""
    if name not in PROPERTIES:
        raise BadParameter(f"no property {name!r}; there are {', '.join(PROPERTIES)}")
    return PROPERTIES[name]
