"""Bulk exports of what holds on a day."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.deps import Ask
from api.exported import exported
from api.lookup_models import ExportFormatOut
from api.routes.entities import Layer, names
from api.routes.network import wanted
from graph.export.formats import FORMATS
from graph.export.job import Job

router = APIRouter(prefix="/export", tags=["export"])


@router.get("")
def formats() -> list[ExportFormatOut]:
    """Return the formats of exports."""
    return [ExportFormatOut.model_validate(found, from_attributes=True) for found in FORMATS.values()]


@router.get(
    "/{format}",
    response_class=StreamingResponse,
    responses={200: {"content": {f.media_type: {"schema": {}} for f in FORMATS.values()}}},
)
def export(
    ask: Ask,
    request: Request,
    format: Annotated[str, Path(description="a format of /api/v1/export", examples=["csv"])],  # noqa: A002
    layer: Layer = None,
) -> Response:
    """Return all that holds on the day as one file, with its SHA-256 in Repr-Digest."""
    return exported(request, format, Job(ask.release, wanted(ask, names(layer))))
