"""The whole application on one screen."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from api import problems
from api.documented import Documented
from api.exported import Exports
from api.operations.budget import Budgets
from api.operations.cache import KeptAnswers
from api.operations.door import Door
from api.operations.metered import Metered, Places
from api.operations.metrics import Metrics, Standing
from api.operations.pauses import read_ahead
from api.operations.shape import Shaped
from api.page_data import Pages
from api.pages import boards, explore, whole
from api.pages import questions as question_pages
from api.pages import routes as pages
from api.pages.sparql import sparql_page
from api.reconcile import routes as reconcile
from api.routes import (
    actions,
    agreements,
    chokepoints,
    commitments,
    coverage,
    differences,
    entities,
    exports,
    gaps,
    graphs,
    health,
    identifiers,
    network,
    promises,
    questions,
    releases,
    search,
    sources,
    views,
)
from api.served import Served, Shelf
from api.settings import Settings, read_settings
from api.sparql.answers import EXPOSED, METHODS
from api.sparql.deps import GraphFigures, ServiceFigures
from api.sparql.router import create_router
from graph.clock import now, today
from graph.errors import KanameError
from graph.query.limits import QueryLimits
from graph.query.pool import QueryPool
from ontology.iris import BASE, mint

_log = logging.getLogger(__name__)
_LOOK: Final = 2.0  # seconds between looks for a new release
_ROUTERS: Final = (
    search,
    entities,
    agreements,
    gaps,
    promises,
    chokepoints,
    coverage,
    actions,
    views,
    sources,
    differences,
    questions,
    commitments,
    network,
    exports,
    releases,
    reconcile,
)
DESCRIPTION: Final = (
    "Who is bound to whom, by which agreement, since when, on what evidence: alliance relationships as of a day. "
    "Every answer names its day (`asOf`, today by default), its release, and the statements that bear it out."
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application; it opens its release when it starts."""
    chosen = settings or read_settings()
    app = Documented(
        title="Kaname",
        version="1",
        description=DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problems.DOCUMENTED,
    )
    app.state.settings = chosen
    app.state.shelf = Shelf(chosen.home)
    app.state.today = today
    app.state.settle = read_ahead  # a process that only serves does more
    app.state.exports = Exports(chosen.export_bytes)
    app.state.pages = Pages(app.state.shelf)
    app.state.budgets = Budgets(chosen.client_parallel, chosen.client_seconds)
    app.state.places = Places(chosen.heavy_places, chosen.heavy_queue, chosen.query_wait)
    app.state.metrics = Metrics(lambda: standing(app))
    problems.install(app)
    _wrap(app, chosen)
    for module in _ROUTERS:
        app.include_router(module.router, prefix="/api/v1")
    app.include_router(create_router(sparql_page))
    app.include_router(identifiers.router)
    app.include_router(graphs.router)
    app.include_router(health.router)
    app.include_router(explore.router)
    app.include_router(boards.router)
    app.include_router(question_pages.router)
    app.include_router(whole.router)
    app.include_router(pages.router)
    return app


def _wrap(app: FastAPI, settings: Settings) -> None:
    """Put the layers around the routes, the innermost first."""
    app.add_middleware(Shaped)
    app.add_middleware(Metered, places=app.state.places, budgets=app.state.budgets)
    app.add_middleware(
        KeptAnswers,
        release=lambda: app.state.shelf.current().release.id,
        today=lambda: app.state.today(),  # noqa: PLW0108 - looked up at each call: tests set another clock
        most_bytes=settings.cache_bytes,
    )
    # Pages of every origin may read all answers: they are public, and the service knows no credentials.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=METHODS.split(", "),
        allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match", "X-API-Key"],
        expose_headers=EXPOSED.split(", "),
    )
    key = settings.api_key.get_secret_value() if settings.api_key else None
    app.add_middleware(Door, metrics=app.state.metrics, key=key)


def standing(app: FastAPI) -> Standing:
    """Return what the application stands on now."""
    release = app.state.shelf.current().release
    age = now() - (release.path / "seal.json").stat().st_mtime
    return Standing(release.id, age, app.state.query_pool.counts(), app.state.budgets.refusals, app.state.places)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    await _switch(app, app.state.shelf.current())
    follower = asyncio.create_task(_follow(app))
    try:
        yield
    finally:
        follower.cancel()
        with suppress(asyncio.CancelledError):
            await follower
        await app.state.query_pool.close()
        app.state.exports.close()


async def _follow(app: FastAPI) -> None:
    """Read the release for look-ups, and give queries the new one soon after a build switched to it."""
    read = ""
    while True:
        await asyncio.sleep(_LOOK)
        try:
            if read != app.state.release_id:
                await run_in_threadpool(app.state.settle, app.state.shelf.current().release)
                read = app.state.release_id
            served = await run_in_threadpool(app.state.shelf.follow)
            if served.release.id != app.state.release_id:
                old: QueryPool = app.state.query_pool
                await _switch(app, served)
                await old.close()
        except KanameError:
            _log.exception("cannot follow to the new release")


async def _switch(app: FastAPI, served: Served) -> None:
    pool = QueryPool(served.release.store, limits(app.state.settings))
    await pool.start()
    manifest = served.release.manifest
    app.state.service_figures = ServiceFigures(
        endpoint=f"{BASE}sparql",
        title="Kaname",
        triples=manifest.statements + manifest.indexed,
        entities=sum(manifest.things.values()),
        named_graphs=tuple(mint("graph", "source", source.key) for source in manifest.sources),
        licence=manifest.sources[0].licence_url,
        sources=tuple(
            GraphFigures(mint("graph", "source", s.key), s.title, s.statements, s.licence_url, s.horizon)
            for s in manifest.sources
        ),
        classes=tuple(sorted(manifest.things.items())),
    )
    app.state.query_pool, app.state.release_id = pool, served.release.id


def limits(settings: Settings) -> QueryLimits:
    """Return the limits of queries as set."""
    return QueryLimits(
        timeout=settings.query_timeout,
        rows=settings.query_rows,
        answer_bytes=settings.query_bytes,
        workers=settings.query_workers,
        queue=settings.query_queue,
        wait=settings.query_wait,
        memory_mb=settings.query_memory,
    )
