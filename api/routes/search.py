"""The search for things by name, and what may be meant while a name is typed."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from api.deps import Ask, Asked, Part
from api.models import HitOut, Page
from api.routes.entities import names
from graph.held import Wanted, ends, held
from graph.search import Filter, search, suggest
from graph.search.find import MOST
from graph.tables import read_tables
from graph.things import catalogue, thing

router = APIRouter(prefix="/search", tags=["search"])

Text = Annotated[
    str, Query(description="a name, part of a name, or a code; English or Japanese", max_length=200, examples=["acsa"])
]
Types = Annotated[str | None, Query(description="types by commas, such as state,agreement")]


def chosen(
    ask: Ask,
    type: Types = None,  # noqa: A002
    state: Annotated[str | None, Query(description="things of a state, or in which it takes part on the day")] = None,
    standing: Annotated[Literal["holds"] | None, Query(description="only what some relation joins on the day")] = None,
) -> Filter:
    """Return which finds a request wants."""
    among = None if state is None else _of_state(ask, state)
    if standing is not None:
        joined = frozenset(ends(held(read_tables(ask.release), Wanted(ask.day, ask.basis, ask.include))))
        among = joined if among is None else among & joined
    return Filter(names(type), among)


Chosen = Annotated[Filter, Depends(chosen)]


@router.get("")
def by_name(ask: Ask, part: Part, q: Text, chosen: Chosen) -> Page[HitOut]:
    """Return the things whose names hold every word of the query, best first, at most 500, each with the reason.

    A name is a label, an alias or abbreviation, a code, the name of a thing's kind, or the words of a provision. Where
    no name holds every word, words that may be misspelt are read as the nearest that some name holds.
    """
    hits = search(ask.release, q, chosen, limit=MOST)
    return Page[HitOut](**ask.stamp, total=len(hits), items=[_out(hit) for hit in part.of(hits)])


@router.get("/suggest")
def by_beginning(
    ask: Ask, q: Text, chosen: Chosen, limit: Annotated[int, Query(ge=1, le=50, description="most things to give")] = 10
) -> Page[HitOut]:
    """Return the things of which a name, or a word of it, begins so: for completion while a name is typed."""
    hits = suggest(ask.release, q, chosen, limit)
    return Page[HitOut](**ask.stamp, total=len(hits), items=[_out(hit) for hit in hits])


def _out(hit: object) -> HitOut:
    return HitOut.model_validate(hit, from_attributes=True)


def _of_state(ask: Asked, name: str) -> frozenset[str]:
    """Return the things of a state, and those in which it or one of its actors takes part on the day."""
    state = thing(ask.release, name).id
    own = {thing.id for thing in catalogue(ask.release).values() if thing.state == state}
    rows = held(read_tables(ask.release), Wanted(ask.day, ask.basis, ask.include))
    pairs = rows.select("head", "tail", "class").iter_rows()
    return frozenset(own | {tail for head, tail, kind in pairs if kind == "participation" and head in own})
