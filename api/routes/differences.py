"""Where sources that tell of one agreement differ."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.lookup_models import DifferenceOut
from api.models import Page
from api.scenes import split
from graph.disputes import Wanted, disputes
from graph.things import catalogue

router = APIRouter(tags=["sources"])


@router.get("/differences")
def differences(
    ask: Ask,
    part: Part,
    about: Annotated[str, Query(description="`party`, `date` or `obligation`; all by default")] = "",
    agreement: Annotated[str, Query(description="one agreement", examples=["agr-us-nato-1949"])] = "",
    states: Annotated[
        str, Query(description="one party, or several by commas: on agreements to which each is a party")
    ] = "",
    between: Annotated[str, Query(description="one or two sources by a comma", examples=["atop,cow-alliances"])] = "",
) -> Page[DifferenceOut]:
    """Return where sources tell of one agreement differently, gravest first: a party, what is owed, days.

    A blank value says that the source tells nothing of the kind. It is compared up to the day up to which both looked.
    """
    found = disputes(ask.release, Wanted(about, agreement, tuple(split(states)), tuple(split(between))))
    known = catalogue(ask.release)
    rows: list[dict[str, Any]] = found.slice(part.offset, part.limit).to_dicts()
    return Page[DifferenceOut](**ask.stamp, total=found.height, items=[DifferenceOut.of(row, known) for row in rows])
