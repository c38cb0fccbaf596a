"""Reads the golden copy: CSV files of records, relationships and exceptions, told apart by their header."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from graph.errors import SourceError
from ingest.cards import Card
from ingest.sheets import BadCell, Form, Sheet, column_name, convert, read_sheet
from ingest.sources.gleif.periods import PeriodsRow, own_period
from ingest.sources.gleif.records import LegalEntity, Link, Reason, Records, checked_lei, day_of

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


Row = TypeVar("Row", EntityRow, LinkRow, PeriodsRow)
Relation = TypeVar("Relation", LinkRow, PeriodsRow)


def read_golden(path: Path, card: Card) -> Records:
    """Read one file of the golden copy."""
    form = Form(ignore=card.ignore)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header = {column_name(column) for column in next(csv.reader(lines), [])}
    if "entity_legalname" in header:
        return _entities(read_sheet(card.key, path, EntityRow, form))
    if "relationship_period_1_periodtype" in header:
        return _links(read_sheet(card.key, path, PeriodsRow, form))
    if "relationship_startnode_nodeid" in header:
        return _links(read_sheet(card.key, path, LinkRow, form))
    if "exception_category" in header:
        return _reasons(read_sheet(card.key, path, ReasonRow, form))
    raise SourceError(card.key, [f"{path.name}:1: no header of the golden copy; download it as CSV, not XML or JSON"])


def _entities(sheet: Sheet[EntityRow]) -> Records:
    found, faults = convert(sheet, lambda row: [_entity(row)])
    updated = _last(sheet, lambda row: row.registration_lastupdatedate)
    return Records(sheet.file, entities=tuple(found), faults=tuple(faults), updated=day_of("", updated))


def _entity(row: EntityRow) -> LegalEntity:
    other = row.entity_otherentitynames_otherentityname_1
    if not row.entity_legalname:
        raise BadCell("Entity.LegalName", "", "an entity without a name")
    return LegalEntity(
        checked_lei("LEI", row.lei),
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


def _links(sheet: Sheet[Relation]) -> Records:
    found, faults = convert(sheet, lambda row: [_link(row)])
    updated = _last(sheet, lambda row: row.registration_lastupdatedate)
    return Records(sheet.file, links=tuple(found), faults=tuple(faults), updated=day_of("", updated))


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
    return Link(
        checked_lei("Relationship.StartNode.NodeID", row.relationship_startnode_nodeid),
        checked_lei("Relationship.EndNode.NodeID", row.relationship_endnode_nodeid),
        _KINDS[row.relationship_relationshiptype],
        start,
        end,
        active=row.relationship_relationshipstatus == "ACTIVE",
    )


def _reasons(sheet: Sheet[ReasonRow]) -> Records:
    found, faults = convert(
        sheet,
        lambda row: [
            Reason(
                checked_lei("LEI", row.lei),
                "ultimate" if row.exception_category.startswith("ULTIMATE") else "direct",
                row.exception_reason_1.lower().replace("_", " "),
            )
        ],
    )
    return Records(sheet.file, reasons=tuple(found), faults=tuple(faults))


def _last(sheet: Sheet[Row], moment: Callable[[Row], str]) -> str:
    return max((moment(row) for _, row in sheet.rows), default="")
