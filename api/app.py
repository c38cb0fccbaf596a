"""The whole application on one screen."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api import problems
from api.models import Problem
from api.page_data import Pages
from api.pages import boards, explore, whole
from api.pages import questions as question_pages
from api.pages import routes as pages
from api.pages.sparql import sparql_page
from api.routes import agreements, chokepoints, entities, gaps, health, identifiers, questions, sources, views
from api.served import Served, Shelf
from api.settings import Settings
from api.sparql.answers import EXPOSED, METHODS
from api.sparql.deps import ServiceFigures
from api.sparql.router import create_router
from graph.clock import today
from graph.errors import KanameError
from graph.query.limits import QueryLimits
from graph.query.pool import QueryPool
from ontology.iris import BASE, mint

_log = logging.getLogger(__name__)
_LOOK: Final = 2.0  # seconds between looks for a new release
_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    "4XX": {"model": Problem, "description": "what is wrong, and the next step"}
}
_ROUTERS: Final = (entities, agreements, gaps, chokepoints, views, sources, questions)
DESCRIPTION: Final = (
    "Who is bound to whom, by which agreement, since when, on what evidence: alliance relationships as of a day. "
    "Every answer names its day (`asOf`, today by default), its release, and the statements that bear it out."
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application; it opens its release when it starts."""
    chosen = settings or Settings()
    app = FastAPI(
        title="Kaname", version="1", description=DESCRIPTION, lifespan=_lifespan, docs_url=None, redoc_url=None
    )
    app.state.settings = chosen
    app.state.shelf = Shelf(chosen.home)
    app.state.today = today
    app.state.pages = Pages(app.state.shelf)
    problems.install(app)
    # Pages of every origin may read all answers: they are public, and the service knows no credentials.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=METHODS.split(", "),
        allow_headers=["Accept", "Content-Type", "If-None-Match"],
        expose_headers=EXPOSED.split(", "),
    )
    for module in _ROUTERS:
        app.include_router(module.router, prefix="/api/v1", responses=_PROBLEMS)
    app.include_router(create_router(sparql_page))
    app.include_router(identifiers.router)
    app.include_router(health.router)
    app.include_router(explore.router)
    app.include_router(boards.router)
    app.include_router(question_pages.router)
    app.include_router(whole.router)
    app.include_router(pages.router)
    return app


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


async def _follow(app: FastAPI) -> None:
    """Give queries the new release soon after a build switched to it."""
    while True:
        await asyncio.sleep(_LOOK)
        try:
            served = app.state.shelf.current()
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
