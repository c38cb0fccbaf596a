"""What the SPARQL routes take from the application's state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from api.operations.budget import Budget, Budgets
from graph.query.pool import QueryPool


@dataclass(frozen=True)
class GraphFigures:
    """What the service description tells of a source's graph."""

    iri: str
    title: str
    triples: int
    licence: str
    horizon: date


@dataclass(frozen=True)
class ServiceFigures:
    """What the service description tells: the address of the endpoint, and the size of the release."""

    endpoint: str
    title: str
    triples: int
    entities: int
    named_graphs: tuple[str, ...] = ()
    licence: str | None = None
    sources: tuple[GraphFigures, ...] = ()
    classes: tuple[tuple[str, int], ...] = ()


async def query_pool(request: Request) -> QueryPool:
    """Return the pool that answers queries (``app.state.query_pool``)."""
    pool: QueryPool = request.app.state.query_pool
    return pool


async def release_id(request: Request) -> str:
    """Return the id of the release that the pool has open (``app.state.release_id``)."""
    release: str = request.app.state.release_id
    return release


async def today(request: Request) -> date:
    """Return today by the application's clock (``app.state.today``, a function without arguments)."""
    clock: Callable[[], date] = request.app.state.today
    return clock()


async def service_figures(request: Request) -> ServiceFigures:
    """Return the figures of the service description (``app.state.service_figures``)."""
    figures: ServiceFigures = request.app.state.service_figures
    return figures


Pool = Annotated[QueryPool, Depends(query_pool)]
Release = Annotated[str, Depends(release_id)]
Today = Annotated[date, Depends(today)]


@dataclass(frozen=True)
class QueryService:
    """What an answer needs from the application."""

    pool: QueryPool
    release: str
    today: date
    budgets: Budgets


async def query_service(pool: Pool, release: Release, today: Today, budgets: Budget) -> QueryService:
    """Return what an answer needs."""
    return QueryService(pool, release, today, budgets)


Service = Annotated[QueryService, Depends(query_service)]
Figures = Annotated[ServiceFigures, Depends(service_figures)]
