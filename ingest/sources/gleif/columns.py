"""The columns of the golden copy that are mapped, a model for each kind of file."""

from typing import NamedTuple


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
