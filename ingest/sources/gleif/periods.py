"""The five slots for periods in a record of level 2: one may be that of the relation, others are of its accounts."""

from datetime import date
from typing import Final, NamedTuple

from ingest.sources.gleif.records import day_of

_OWN: Final = "RELATIONSHIP_PERIOD"


class PeriodsRow(NamedTuple):
    """A record of level 2 as in the whole file, where each slot says of what its period is."""

    relationship_startnode_nodeid: str
    relationship_startnode_nodeidtype: str
    relationship_endnode_nodeid: str
    relationship_endnode_nodeidtype: str
    relationship_relationshiptype: str
    relationship_relationshipstatus: str
    registration_lastupdatedate: str
    relationship_period_1_startdate: str
    relationship_period_1_enddate: str
    relationship_period_1_periodtype: str
    relationship_period_2_startdate: str
    relationship_period_2_enddate: str
    relationship_period_2_periodtype: str
    relationship_period_3_startdate: str
    relationship_period_3_enddate: str
    relationship_period_3_periodtype: str
    relationship_period_4_startdate: str
    relationship_period_4_enddate: str
    relationship_period_4_periodtype: str
    relationship_period_5_startdate: str
    relationship_period_5_enddate: str
    relationship_period_5_periodtype: str


def own_period(row: PeriodsRow) -> tuple[date | None, date | None]:
    """Return the start and end of the relation itself, from whichever slot holds them, never that of accounts."""
    for number in range(1, 6):
        slot = f"relationship_period_{number}_"
        if getattr(row, f"{slot}periodtype") == _OWN:
            start, end = (getattr(row, f"{slot}{edge}date") for edge in ("start", "end"))
            column = f"Relationship.Period.{number}"
            return day_of(f"{column}.startDate", start), day_of(f"{column}.endDate", end)
    return None, None
