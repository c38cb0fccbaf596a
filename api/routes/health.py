"""Whether the service answers, is ready, and how it fares; what it allows."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.deps import served
from api.models import Health, LimitsOut, ReadyOut
from api.operations.metered import Places
from api.operations.metrics import Metrics
from api.served import Served
from api.sparql.deps import Service
from graph.errors import ReleaseError

router = APIRouter(tags=["operations"])


@router.get("/healthz")
def healthz(served: Annotated[Served, Depends(served)]) -> Health:
    """Say that the service answers, and from which release."""
    return Health(release=served.release.id)


@router.get("/readyz")
def readyz(served: Annotated[Served, Depends(served)], service: Service) -> ReadyOut:
    """Say that the release is whole and that queries are answered from it; 503 where not."""
    counts = service.pool.counts()
    if not counts.workers:
        raise ReleaseError("no query worker runs; the log says why")
    # A release is verified against the hashes of its manifest when it is first opened.
    return ReadyOut(release=served.release.id, workers=counts.workers, idle=counts.idle)


@router.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """Return counts and times for Prometheus."""
    found: Metrics = request.app.state.metrics
    return Response(found.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/api/v1/limits")
def limits(request: Request, service: Service) -> LimitsOut:
    """Return what a query, an analysis, and a client, may take."""
    places: Places = request.app.state.places
    return LimitsOut.model_validate(
        {
            **vars(service.pool.limits),
            "heavy_places": places.places,
            "heavy_queue": places.queue,
            "client_parallel": service.budgets.parallel,
            "client_seconds": service.budgets.seconds,
        }
    )
