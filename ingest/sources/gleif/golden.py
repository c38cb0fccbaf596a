"""Reads the golden copy: CSV files of records, relationships and exceptions, told apart by their header."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from graph.errors import SourceError
from ingest.cards import Card
from ingest.identity.known import known_firms
from ingest.quarantine import Quarantine
from ingest.registers import Place, Table, header_of, key_of
from ingest.rows import Fault
from ingest.sheets import BadCell, Form, column_name
from ingest.sources.gleif.periods import PeriodsRow, own_period
from ingest.sources.gleif.records import PERSONAL, LegalEntity, Link, Reason, Survey, checked_lei, day_of
from ingest.sources.gleif.seats import seat_of

_KINDS: Final = {
    "IS_DIRECTLY_CONSOLIDATED_BY": "direct-consolidation",
    "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimate-consolidation",
    "IS_INTERNATIONAL_BRANCH_OF": "international-branch",
    "IS_FUND-MANAGED_BY": "fund-relation",
    "IS_SUBFUND_OF": "fund-relation",
    "IS_FEEDER_TO": "fund-relation",
}


class EntityRow(NamedTuple):
    """A record of level 1."""

    lei: str
    entity_legalname: str
    entity_otherentitynames_otherentityname_1: str
    entity_legaljurisdiction: str
    entity_entitycategory: str
    entity_entitystatus: str
    entity_entitycreationdate: str
    entity_entityexpirationdate: str
    entity_successorentity_1_successorlei: str
    registration_lastupdatedate: str


class LinkRow(NamedTuple):
    """A record of level 2 of a file with one period and no word on what it is of."""

    relationship_startnode_nodeid: str
    relationship_startnode_nodeidtype: str
    relationship_endnode_nodeid: str
    relationship_endnode_nodeidtype: str
    relationship_relationshiptype: str
    relationship_relationshipstatus: str
    relationship_period_1_startdate: str
    registration_lastupdatedate: str


class ReasonRow(NamedTuple):
    """A reporting exception."""

    lei: str
    exception_category: str
    exception_reason_1: str


T = TypeVar("T")


@dataclass(frozen=True)
class GoldenFile:
    """One file of the golden copy, with the model of its rows."""

    table: Table
    model: type[Any]
    form: Form

    def survey(self, faults: Quarantine) -> Survey:
        """Read the whole file, and put the records at fault into quarantine."""
        survey, mark = Survey(self.table.path.name), _MARKERS[self.model]
        for found in self.table.rows(self.model, self.form):
            if isinstance(found, Fault):
                faults.add(found)
                continue
            try:
                mark(survey, *found)
            except BadCell as bad:
                faults.add(self._fault(found[0], bad))
        return survey

    def entities(self, places: Iterable[Place], faults: Quarantine) -> Iterator[tuple[Place, LegalEntity]]:
        """Yield the entities that stand at these places."""
        return self._made(places, _entity, faults)

    def links(self, places: Iterable[Place], faults: Quarantine) -> Iterator[tuple[Place, Link]]:
        """Yield the links that stand at these places."""
        return self._made(places, _link, faults)

    def reasons(self, places: Iterable[Place], faults: Quarantine) -> Iterator[tuple[Place, Reason]]:
        """Yield the reasons that stand at these places."""
        return self._made(places, _reason, faults)

    def _made(self, places: Iterable[Place], make: Callable[[Any], T], faults: Quarantine) -> Iterator[tuple[Place, T]]:
        for place, row in self.table.again(self.model, self.form, places):
            try:
                yield place, make(row)
            except BadCell as bad:
                faults.add(self._fault(place, bad))

    def _fault(self, place: Place, bad: BadCell) -> Fault:
        return Fault(self.table.path.name, place.line, bad.column, bad.value, bad.problem)


def golden_file(path: Path, card: Card) -> GoldenFile:
    """Return a file of the golden copy; what its rows are is told by its header."""
    columns = {column_name(column) for column in header_of(card.key, path)}
    for column, model in _MODELS.items():
        if column in columns:
            return GoldenFile(Table(card.key, path), model, Form(ignore=card.ignore))
    raise SourceError(card.key, [f"{path.name}:1: no header of the golden copy; download it as CSV, not XML or JSON"])


_MODELS: Final[dict[str, type[Any]]] = {
    "entity_legalname": EntityRow,
    "relationship_period_1_periodtype": PeriodsRow,
    "relationship_startnode_nodeid": LinkRow,
    "exception_category": ReasonRow,
}
"""The column that only the rows of a model have; the first that is there decides."""


def _mark_entity(survey: Survey, place: Place, row: EntityRow) -> None:
    lei = checked_lei("LEI", row.lei)
    _update(survey, row.registration_lastupdatedate)
    if row.entity_entitycategory == PERSONAL:
        survey.personal += 1
        return
    key = key_of(lei)
    survey.entities.add(key, key, place)
    names = (row.entity_legalname, row.entity_otherentitynames_otherentityname_1)
    if known_firms().has((lei,), seat_of(row.entity_legaljurisdiction), names):
        survey.known.add(key)
    if row.entity_successorentity_1_successorlei:
        survey.successions.add(key, key_of(row.entity_successorentity_1_successorlei), place)


def _update(survey: Survey, moment: str) -> None:
    if moment > survey.updated and day_of("Registration.LastUpdateDate", moment):
        survey.updated = moment


def _mark_link(survey: Survey, place: Place, row: LinkRow | PeriodsRow) -> None:
    child, parent = _ends(row)
    _update(survey, row.registration_lastupdatedate)
    survey.links.add(key_of(child), key_of(parent), place)


def _mark_reason(survey: Survey, place: Place, row: ReasonRow) -> None:
    key = key_of(checked_lei("LEI", row.lei))
    survey.reasons.add(key, key, place)


_MARKERS: Final[dict[type[Any], Callable[[Survey, Place, Any], None]]] = {
    EntityRow: _mark_entity,
    PeriodsRow: _mark_link,
    LinkRow: _mark_link,
    ReasonRow: _mark_reason,
}


def _entity(row: EntityRow) -> LegalEntity:
    other = row.entity_otherentitynames_otherentityname_1
    if not row.entity_legalname:
        raise BadCell("Entity.LegalName", "", "an entity without a name")
    return LegalEntity(
        row.lei,
        row.entity_legalname,
        (other,) if other else (),
        row.entity_legaljurisdiction,
        row.entity_entitycategory,
        day_of("Entity.EntityCreationDate", row.entity_entitycreationdate),
        day_of("Entity.EntityExpirationDate", row.entity_entityexpirationdate)
        if row.entity_entitystatus == "INACTIVE"
        else None,
        row.entity_successorentity_1_successorlei,
    )


def _ends(row: LinkRow | PeriodsRow) -> tuple[str, str]:
    return (
        checked_lei("Relationship.StartNode.NodeID", row.relationship_startnode_nodeid),
        checked_lei("Relationship.EndNode.NodeID", row.relationship_endnode_nodeid),
    )


def _link(row: LinkRow | PeriodsRow) -> Link:
    if row.relationship_relationshiptype not in _KINDS:
        raise BadCell(
            "Relationship.RelationshipType",
            row.relationship_relationshiptype,
            f"not one of {', '.join(_KINDS)}",
        )
    if isinstance(row, PeriodsRow):
        start, end = own_period(row)
    else:
        start, end = day_of("Relationship.Period.1.startDate", row.relationship_period_1_startdate), None
    active = row.relationship_relationshipstatus == "ACTIVE"
    return Link(*_ends(row), _KINDS[row.relationship_relationshiptype], start, end, active=active)


def _reason(row: ReasonRow) -> Reason:
    level = "ultimate" if row.exception_category.startswith("ULTIMATE") else "direct"
    return Reason(row.lei, level, row.exception_reason_1.lower().replace("_", " "))
