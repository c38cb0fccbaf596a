"""Look-ups that compute for long: few at once, a short queue, and each client pays from its budget of time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.operations.budget import Budgets, client_of
from api.problems import problem_response
from graph.errors import ServiceBusy, TooManyQueries

# What is not named here is metered, so that a new route is. /sparql has workers and accounts of its own.
_QUICK: Final = (
    *("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/assets/", "/sparql", "/entity/"),
    *("/id/", "/def/", "/kind/", "/capability/", "/scenario/", "/level/", "/scheme/", "/graph/"),
    *(f"/api/v1/{name}" for name in ("limits", "entities", "search", "sources")),
)
_LISTS: Final = ("/", "/api/v1/releases", "/api/v1/export", "/api/v1/questions", "/api/v1/reconcile/1.0")
_METHODS: Final = ("GET", "HEAD", "POST")  # the others are answered by a refusal


class Places:
    """The places of those who compute, and the queue for them; use it in one event loop."""

    def __init__(self, places: int, queue: int, wait: float) -> None:
        self.places: Final = places
        self.queue: Final = queue
        self.running = 0
        self.waiting = 0
        self.refusals = 0
        self._wait = wait
        self._free = asyncio.Semaphore(places)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Hold a place inside the block.

        Raises
        ------
        ServiceBusy
            The queue is full, or no place came free in time.
        """
        await self._enter()
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1
            self._free.release()

    async def _enter(self) -> None:
        if self._free.locked() and self.waiting >= self.queue:
            self.refusals += 1
            raise ServiceBusy(f"{self.places} analyses run and {self.waiting} wait; ask again", self._wait)
        self.waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self._wait)
        except TimeoutError as error:
            self.refusals += 1
            raise ServiceBusy(f"no place came free within {self._wait:g} s; ask again", self._wait) from error
        finally:
            self.waiting -= 1


class Metered:
    """Lets few requests compute at once and charges each client for the time until its answer starts.

    What is sent afterwards costs the client nothing: how fast it reads is not ours.
    """

    def __init__(self, app: ASGIApp, places: Places, budgets: Budgets) -> None:
        self._app = app
        self._places = places
        self._budgets = budgets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its turn, or refuse it."""
        if not _computes(scope):
            await self._app(scope, receive, send)
            return
        try:
            await self._in_turn(scope, receive, send)
        except (ServiceBusy, TooManyQueries) as error:
            await problem_response(error)(scope, receive, send)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with AsyncExitStack() as turn:

            async def starting(message: Message) -> None:
                await turn.aclose()  # at the first message; later ones find it closed
                await send(message)

            await turn.enter_async_context(self._budgets.spending(client_of(Request(scope))))
            await turn.enter_async_context(self._places.taken())
            await self._app(scope, receive, starting)


def _computes(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in _METHODS:
        return False
    return scope["path"] not in _LISTS and not scope["path"].startswith(_QUICK)
