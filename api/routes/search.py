"""The search for things by name."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.models import HitOut, Page
from graph.search import search

router = APIRouter(tags=["search"])


@router.get("/search")
def by_name(
    ask: Ask,
    part: Part,
    q: Annotated[str, Query(description="a name, part of a name, or a code; English or Japanese")],
    type: Annotated[str | None, Query(description="types by commas, such as state,agreement")] = None,  # noqa: A002
) -> Page[HitOut]:
    """Return the things whose names hold every word of the query, best first."""
    types = tuple(t for t in (type or "").split(",") if t)
    hits = search(ask.release, q, types, limit=10_000)
    return Page[HitOut](
        **ask.stamp,
        total=len(hits),
        items=[HitOut.model_validate(hit, from_attributes=True) for hit in part.of(hits)],
    )
