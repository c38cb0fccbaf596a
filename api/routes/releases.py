"""The releases that can be asked."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.deps import shelf
from api.lookup_models import ReleaseOut, ReleasesOut
from api.served import Shelf

router = APIRouter(tags=["releases"])


@router.get("/releases")
def releases(response: Response, shelf: Annotated[Shelf, Depends(shelf)]) -> ReleasesOut:
    """Return all releases with their counts: what was known as of each."""
    # A build may add one while the current release stays.
    response.headers["Cache-Control"] = "no-store"
    current = shelf.current().release.id
    found = [shelf.manifest(name) for name in shelf.ids]
    return ReleasesOut(
        current=current,
        items=[
            ReleaseOut(
                id=manifest.id,
                current=manifest.id == current,
                version=manifest.version,
                observed_until=max(source.horizon for source in manifest.sources),
                things=manifest.things,
                relations=manifest.relations,
                citations=manifest.citations,
                statements=manifest.statements,
            )
            for manifest in found
        ],
    )
