"""The connector of FollowTheMoney entities: organisations as firms, ownership as ties, sanctions as impediments."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import SourceError
from ingest.cards import Card, up_to
from ingest.claims import Claim
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.keeping import Found, Kept, choose
from ingest.quarantine import Quarantine
from ingest.registers import Keys, Marks, keys_of, named_ids
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.source import SourceReading
from ingest.sources.ftm.entities import Entity, entities_at
from ingest.sources.ftm.firms import FIRMS, firm_claim, home_of
from ingest.sources.ftm.relations import impediment_claim, tie_claim
from ingest.sources.ftm.survey import Survey, survey

Homes = Mapping[str, str]
Telling = Callable[[Entity, Homes, Card], Claim]
_TELLINGS: Final[dict[str, Telling]] = {
    **dict.fromkeys(FIRMS, firm_claim),
    "Ownership": tie_claim,
    "Sanction": impediment_claim,
}
_LIST: Final = ".txt"


def read(files: Path, given: Card) -> SourceReading:
    """Read every file: the whole of a small one, of a large one what is joined to firms that are known or named."""
    paths = _paths(files, given)
    faults = Quarantine()
    surveys = [survey(path, given, faults) for path in paths if path.suffix != _LIST]
    card = _of_day(given, max((found.seen for found in surveys), default=""))
    known = frozenset(key for found in surveys for key in found.known)
    found = Found([s.firms for s in surveys], [s.relations for s in surveys], known)
    kept = choose(card, found, named_ids(card.key, [path for path in paths if path.suffix == _LIST]))
    return replace(_reading(_Register(surveys, faults), kept, card), card=card)


def _of_day(card: Card, seen: str) -> Card:
    """Return the card of files whose entities were last seen on a day; without one, its own."""
    try:
        return up_to(card, date.fromisoformat(seen))
    except ValueError:
        return card


def _paths(files: Path, card: Card) -> list[Path]:
    """Return files of entities and lists of ids to keep."""
    paths = sorted(path for path in files.glob("*") if path.is_file())
    if not any(".json" in path.name for path in paths):
        raise SourceError(card.key, ["no file of JSON lines; export entities as .ftm.json or .jsonl and add them"])
    others = [path.name for path in paths if ".json" not in path.name and path.suffix != _LIST]
    if others:
        raise SourceError(card.key, [f"{name}: neither .json nor .txt (ids to keep); leave it out" for name in others])
    return paths


@dataclass(frozen=True)
class _Register:
    """The files as the first reading found them."""

    surveys: Sequence[Survey]
    faults: Quarantine

    def again(self, marks: Callable[[Survey], Marks], kept: Keys | None) -> Iterator[tuple[str, Entity]]:
        """Yield what is about entities that are kept, with the name of its file."""
        for found in self.surveys:
            for entity in entities_at(found.path, marks(found).about(kept)):
                yield found.path.name, entity

    def claims(self, entities: Sequence[tuple[str, Entity]], homes: Homes, card: Card) -> Iterator[Claim]:
        """Yield the claims of entities; what cannot be told goes to quarantine."""
        for name, entity in entities:
            try:
                yield _TELLINGS[entity.schema](entity, homes, card)
            except BadCell as bad:
                self.faults.add(Fault(name, entity.line, bad.column, bad.value, bad.problem))


def _reading(register: _Register, kept: Kept, card: Card) -> SourceReading:
    firms = list(register.again(lambda found: found.firms, kept.keys))
    homes = {firm.id: home for _, firm in firms if (home := home_of(firm, card))}
    relations = list(register.again(lambda found: found.relations, keys_of(homes)))
    claims = (
        document(card),
        *actor_claims(homes.values()),
        *register.claims(firms, homes, card),
        *register.claims(relations, homes, card),
    )
    surveys = register.surveys
    rows = Counter({found.path.name: found.rows for found in surveys})
    quarantine = register.faults.faults(card, rows.total())
    others = Counter[str]()
    for found in surveys:
        others.update({f"left out: {schema}": count for schema, count in found.others.items()})
    others["entities left out"] = sum(len(found.firms) for found in surveys) - kept.entities
    others["links left out"] = sum(len(found.relations) for found in surveys) - len(relations)
    others["faults left out of the quarantine"] = register.faults.untold
    return SourceReading(claims, {**rows, **+others}, quarantine, notes=kept.notes)
