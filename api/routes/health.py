"""Whether the service answers."""

from typing import Annotated

from fastapi import APIRouter, Depends

from api.deps import served
from api.models import Health
from api.served import Served

router = APIRouter(tags=["operations"])


@router.get("/healthz")
def healthz(served: Annotated[Served, Depends(served)]) -> Health:
    """Say that the service answers, and from which release."""
    return Health(release=served.release.id)
