"""Entities as JSON for any day: what does not depend on the day is written once, and joined to what does."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

from api.models import EntityOut, RelationOut
from graph.dates import Holding
from graph.parties import Basis
from graph.touching import Touching

_MOST_BYTES: Final = 64_000_000  # of all that is kept
_DAY: Final = b'{"asOf":"'
# A quotation mark inside a text is escaped in JSON, so these stand in one place of it only.
_RELATIONS: Final = b'"total":0,"relations":[],"unknown":0'
_HOLDING: Final = b'"holding":"not"'


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relation with the JSON before and after its standing."""

    touching: Touching
    before: bytes
    after: bytes

    def json(self, holding: Holding) -> bytes:
        return b'%s"holding":"%s"%s' % (self.before, holding.value.encode(), self.after)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A thing as JSON without a day."""

    before: bytes
    after: bytes
    relations: tuple[_Relation, ...]

    @classmethod
    def of(cls, answer: EntityOut, relations: Sequence[tuple[Touching, RelationOut]]) -> "Rendered":
        """Return an answer without relations, and all its relations at any time, written out."""
        text = answer.model_dump_json(by_alias=True).encode()
        before, _, after = text[len(_DAY) + 10 :].partition(_RELATIONS)
        return cls(before, after, tuple(_relation(touching, out) for touching, out in relations))

    def on(self, day: date, basis: Basis, include: Sequence[Holding]) -> bytes:
        """Return the JSON of the thing on a day, the same as that of its `EntityOut`."""
        shown: list[bytes] = []
        unknown: set[str] = set()
        for relation in self.relations:
            holding = relation.touching.on(day, basis)
            if holding in include:
                shown.append(relation.json(holding))
            if holding is Holding.UNKNOWN:
                unknown.add(relation.touching.standing.id)
        middle = b'"total":%d,"relations":[%s],"unknown":%d' % (len(shown), b",".join(shown), len(unknown))
        return b"".join((_DAY, day.isoformat().encode(), self.before, middle, self.after))

    def __len__(self) -> int:
        return len(self.before) + len(self.after) + sum(len(r.before) + len(r.after) for r in self.relations)


def _relation(touching: Touching, out: RelationOut) -> _Relation:
    before, _, after = out.model_dump_json(by_alias=True).encode().partition(_HOLDING)
    return _Relation(touching, before, after)


class RenderedEntities:
    """Those asked for last, by their ids."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._kept: OrderedDict[str, Rendered] = OrderedDict()
        self._room = most_bytes
        self._lock = Lock()

    def get(self, name: str) -> Rendered | None:
        """Return what is kept of a thing."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
            return found

    def keep(self, name: str, rendered: Rendered) -> None:
        """Keep a thing, in place of those that were not asked for longest."""
        with self._lock:
            if name in self._kept:
                return
            self._kept[name] = rendered
            self._room -= len(rendered)
            while self._room < 0:
                self._room += len(self._kept.popitem(last=False)[1])
