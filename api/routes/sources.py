"""The sources of a release."""

from fastapi import APIRouter

from api.deps import Ask, Part
from api.models import DatasetOut, DocumentOut, SourcesOut
from graph.documents import documents

router = APIRouter(tags=["sources"])


@router.get("/sources")
def sources(ask: Ask, part: Part) -> SourcesOut:
    """Return the compiled sources with their licences, and the documents that statements cite, most cited first."""
    release = ask.release
    found = documents(release)
    return SourcesOut(
        **ask.stamp,
        total=len(found),
        items=[DocumentOut.model_validate(d, from_attributes=True) for d in part.of(found)],
        datasets=[DatasetOut.model_validate(s, from_attributes=True) for s in release.manifest.sources],
    )
