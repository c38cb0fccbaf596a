"""The connector of GLEIF: firms by their identifiers, and ties from those who consolidate to those consolidated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from graph.errors import SourceError
from ingest.cards import Card
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.keeping import Found, Kept, choose
from ingest.quarantine import Quarantine
from ingest.registers import keys_of, named_ids
from ingest.rows import Fault
from ingest.source import SourceReading
from ingest.sources.gleif.files import RegisterFile
from ingest.sources.gleif.firms import firm_claim, tie_claim
from ingest.sources.gleif.golden import golden_file
from ingest.sources.gleif.rdf import RdfFile
from ingest.sources.gleif.records import LegalEntity, Link, Reason, Survey, day_of
from ingest.sources.gleif.seats import seat_of

_LIST: Final = ".txt"


@dataclass(frozen=True)
class _Register:
    """The files with what the first reading of each found."""

    parts: Sequence[tuple[RegisterFile[Any], Survey]]
    faults: Quarantine

    def entities(self, kept: Kept) -> dict[str, tuple[LegalEntity, str]]:
        """Return the entities that are kept, each with its home state."""
        found: dict[str, tuple[LegalEntity, str]] = {}
        for file, survey in self.parts:
            for place, entity in file.made(survey.entities.about(kept.keys), file.entity, self.faults):
                if seat := seat_of(entity.jurisdiction):
                    found[entity.lei] = (entity, seat)
                else:
                    problem = f"{entity.lei}: not the code of a state or territory; add it to the crosswalk of codes"
                    jurisdiction = Fault(survey.file, place.line, "LegalJurisdiction", entity.jurisdiction, problem)
                    self.faults.add(jurisdiction)
        return found

    def links(self, told: Sequence[str]) -> Iterator[Link]:
        """Yield the links between entities that are told."""
        keys = keys_of(told)
        for file, survey in self.parts:
            for _, link in file.made(survey.links.about(keys), file.link, self.faults):
                yield link

    def reasons(self, told: Sequence[str]) -> dict[str, list[Reason]]:
        """Return why entities that are told have no parent."""
        keys = keys_of(told)
        found: dict[str, list[Reason]] = {}
        for file, survey in self.parts:
            for _, reason in file.made(survey.reasons.about(keys), file.reason, self.faults):
                found.setdefault(reason.lei, []).append(reason)
        return found


def read(files: Path, card: Card) -> SourceReading:
    """Read all files: the whole of a small register, of a large one what is joined to firms that are known or named."""
    paths = [path for path in sorted(files.glob("*")) if path.is_file()]
    named = named_ids(card.key, [path for path in paths if path.suffix == _LIST])
    faults = Quarantine()
    parts = [(file, file.survey(faults)) for file in (_file(p, card) for p in paths if p.suffix != _LIST)]
    surveys = [survey for _, survey in parts]
    updated = day_of("", max((survey.updated for survey in surveys), default=""))
    kept = choose(card, _found(surveys), {name.upper(): place for name, place in named.items()})
    return _reading(_Register(parts, faults), kept, card.model_copy(update={"horizon": updated or card.horizon}))


def _reading(register: _Register, kept: Kept, card: Card) -> SourceReading:
    entities = register.entities(kept)
    told = sorted(entities)
    seats = {lei: seat for lei, (_, seat) in entities.items()}
    reasons = register.reasons(told)
    links = sorted(register.links(told), key=lambda link: (link.child, link.parent, link.kind))
    claims = (
        document(card),
        *actor_claims(seats.values()),
        *(firm_claim(entities[lei][0], seats, reasons.get(lei, ()), card) for lei in told),
        *(tie_claim(link, card) for link in links),
    )
    surveys = [survey for _, survey in register.parts]
    rows = {survey.file: survey.rows for survey in surveys}
    quarantine = register.faults.faults(card, sum(rows.values()))
    left_out = {
        "links left out": _of(surveys, "links") - len(links),
        **_some("entities left out", _of(surveys, "entities") - kept.entities),
        **_some("exceptions left out", _of(surveys, "reasons") - sum(map(len, reasons.values()))),
        **_some("own trades of persons left out", sum(survey.personal for survey in surveys)),
        **_some("faults left out of the quarantine", register.faults.untold),
    }
    return SourceReading(claims, {**rows, **left_out}, quarantine, notes=kept.notes, card=card)


def _of(surveys: Sequence[Survey], records: Literal["entities", "links", "reasons"]) -> int:
    return sum(len(getattr(survey, records)) for survey in surveys)


def _some(name: str, count: int) -> dict[str, int]:
    return {name: count} if count else {}


def _found(surveys: Sequence[Survey]) -> Found:
    known = frozenset(key for survey in surveys for key in survey.known)
    successions = [survey.successions for survey in surveys]
    return Found([survey.entities for survey in surveys], [survey.links for survey in surveys], known, successions)


def _file(path: Path, card: Card) -> RegisterFile[Any]:
    if path.suffix == ".csv":
        return golden_file(path, card)
    if path.suffix == ".ttl":
        return RdfFile(card.key, path)
    raise SourceError(card.key, [f"{path.name}: none of .csv, .ttl, or .txt (ids to keep); unpack the download first"])
