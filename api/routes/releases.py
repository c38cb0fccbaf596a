"""The releases that can be asked, and what one says differently from another."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.deps import Part, shelf
from api.lookup_models import ReleaseOut, ReleasesOut, TidingOut, TidingsOut
from api.served import Shelf
from graph.tidings import tidings

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


@router.get("/releases/{a}/diff/{b}")
def diff(
    shelf: Annotated[Shelf, Depends(shelf)],
    part: Part,
    a: Annotated[str, Path(description="a release, as `/releases` lists them", examples=["2026.11.24-514a3ed16d"])],
    b: Annotated[str, Path(description="a later one", examples=["2026.11.25-0f3c2b1a99"])],
) -> TidingsOut:
    """Return what release b says differently from release a, thing by thing, in sentences.

    Agreements added and removed, parties that joined or left, dates that moved, and sources read from other files.
    """
    old, new = shelf.get(a).release, shelf.get(b).release
    told = tidings(old, new) if old.id != new.id else ()
    return TidingsOut(
        old=old.id,
        new=new.id,
        total=len(told),
        items=[TidingOut(what=t.what, thing=t.thing, name=t.name, sentence=t.text) for t in part.of(told)],
    )
