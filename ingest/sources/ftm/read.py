"""The connector of FollowTheMoney entities: organisations as firms, ownership as ties, sanctions as impediments."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from graph.errors import SourceError
from ingest.cards import Card, read_card
from ingest.claims import Claim
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.source import SourceReading
from ingest.sources.ftm.entities import Entity, read_entities
from ingest.sources.ftm.firms import FIRMS, firm_claim, home_of
from ingest.sources.ftm.relations import impediment_claim, tie_claim

Homes = Mapping[str, str]
Telling = Callable[[Entity, Homes, Card], Claim]
_TELLINGS: Final[dict[str, Telling]] = {
    **dict.fromkeys(FIRMS, firm_claim),
    "Ownership": tie_claim,
    "Sanction": impediment_claim,
}


def read(files: Path) -> SourceReading:
    """Read every file; schemata that are no part of our model are counted by name and left out."""
    card = read_card(Path(__file__).with_name("source.toml"))
    paths = sorted(path for path in files.glob("*") if ".json" in path.name)
    if not paths:
        raise SourceError(card.key, ["no file of JSON lines; export entities as .ftm.json or .jsonl and add them"])
    entities: list[tuple[str, Entity]] = []
    faults: list[Fault] = []
    rows: Counter[str] = Counter()
    for path in paths:
        found, bad = read_entities(card.key, path, card.ignore, _TELLINGS)
        entities.extend((path.name, entity) for entity in found)
        faults.extend(bad)
        rows[path.name] = len(found)
    rows.update(f"left out: {entity.schema}" for _, entity in entities if entity.schema not in _TELLINGS)
    homes = dict(_homes(entities, card))
    claims = [document(card), *actor_claims(homes.values())]
    for name, entity in entities:
        if entity.schema in _TELLINGS:
            try:
                claims.append(_TELLINGS[entity.schema](entity, homes, card))
            except BadCell as problem:
                faults.append(Fault(name, entity.line, problem.column, problem.value, problem.problem))
    return SourceReading(tuple(claims), dict(rows), tuple(faults))


def _homes(entities: Iterable[tuple[str, Entity]], card: Card) -> Iterator[tuple[str, str]]:
    for _, entity in entities:
        if entity.schema in FIRMS and (home := home_of(entity, card)):
            yield entity.id, home
