"""Reads the golden copy: CSV files of records, relationships and exceptions, told apart by their header."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import SourceError
from ingest.cards import Card
from ingest.identity.known import known_firms
from ingest.quarantine import Quarantine
from ingest.registers import Place, Table, header_of, key_of
from ingest.rows import Fault
from ingest.sheets import BadCell, Form, column_name
from ingest.sources.gleif.columns import EntityRow, LinkRow, ReasonRow
from ingest.sources.gleif.files import RegisterFile
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


@dataclass(frozen=True)
class GoldenFile(RegisterFile[Any]):
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
                faults.add(self.fault(*found, bad))
        return survey

    def again(self, places: Iterable[Place]) -> Iterator[tuple[Place, Any]]:
        """Yield the rows that stand at these places."""
        return self.table.again(self.model, self.form, places)

    def fault(self, place: Place, record: Any, bad: BadCell) -> Fault:  # noqa: ARG002 - the line says which
        """Return what is wrong with a row."""
        return Fault(self.table.path.name, place.line, bad.column, bad.value, bad.problem)

    @staticmethod
    def entity(record: EntityRow) -> LegalEntity:
        """Return the entity of a record of level 1."""
        other = record.entity_otherentitynames_otherentityname_1
        if not record.entity_legalname:
            raise BadCell("Entity.LegalName", "", "an entity without a name")
        return LegalEntity(
            record.lei,
            record.entity_legalname,
            (other,) if other else (),
            record.entity_legaljurisdiction,
            record.entity_entitycategory,
            day_of("Entity.EntityCreationDate", record.entity_entitycreationdate),
            day_of("Entity.EntityExpirationDate", record.entity_entityexpirationdate)
            if record.entity_entitystatus == "INACTIVE"
            else None,
            record.entity_successorentity_1_successorlei,
        )

    @staticmethod
    def link(record: LinkRow | PeriodsRow) -> Link:
        """Return the link of a record of level 2."""
        if record.relationship_relationshiptype not in _KINDS:
            raise BadCell(
                "Relationship.RelationshipType",
                record.relationship_relationshiptype,
                f"not one of {', '.join(_KINDS)}",
            )
        if isinstance(record, PeriodsRow):
            start, end = own_period(record)
        else:
            start, end = day_of("Relationship.Period.1.startDate", record.relationship_period_1_startdate), None
        active = record.relationship_relationshipstatus == "ACTIVE"
        return Link(*_ends(record), _KINDS[record.relationship_relationshiptype], start, end, active=active)

    @staticmethod
    def reason(record: ReasonRow) -> Reason:
        """Return the reason of a reporting exception."""
        level = "ultimate" if record.exception_category.startswith("ULTIMATE") else "direct"
        return Reason(record.lei, level, record.exception_reason_1.lower().replace("_", " "))


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


def _ends(row: LinkRow | PeriodsRow) -> tuple[str, str]:
    return (
        checked_lei("Relationship.StartNode.NodeID", row.relationship_startnode_nodeid),
        checked_lei("Relationship.EndNode.NodeID", row.relationship_endnode_nodeid),
    )
