"""What every request passes first: it is counted and logged, its frame is checked, and its key where one is wanted."""

import hmac
import logging
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.operations.metrics import Metrics, route_of
from api.problems import problem
from graph.clock import ticks

_log = logging.getLogger(__name__)
OPEN: Final = ("/healthz", "/readyz")
"""Paths that need no key, so that a supervisor can ask."""


class Door:
    """Counts, logs and checks requests; an API key is wanted when one is set."""

    def __init__(self, app: ASGIApp, metrics: Metrics, key: str | None) -> None:
        self._app = app
        self._metrics = metrics
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = ticks(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._pass(scope, receive, noted)
        finally:
            self._note(scope, status, ticks() - started)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if "transfer-encoding" in headers and "content-length" in headers:
            # Two servers that read such a request differently take its body for a request of its own (RFC 9112, 6.1).
            detail = "A request has a Content-Length or a Transfer-Encoding, never both; send one of them"
            refusal = problem(400, "Request not valid", detail, {"Connection": "close"})
            await refusal(scope, receive, send)
        elif not self._may_enter(scope, headers):
            detail = "This service wants an API key; send it as Authorization: Bearer KEY, or as X-API-Key"
            await problem(401, "Key wanted", detail, {"WWW-Authenticate": "Bearer"})(scope, receive, send)
        else:
            await _heads(self._app, scope, receive, send)

    def _may_enter(self, scope: Scope, headers: Headers) -> bool:
        if self._key is None or scope["path"] in OPEN or scope["method"] == "OPTIONS":
            return True
        given = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), self._key.encode())

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        self._metrics.saw(scope["method"], route_of(scope), status, seconds)
        if _log.isEnabledFor(logging.INFO):
            client = scope["client"][0] if scope.get("client") else ""
            _log.info(
                "request",
                extra={
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "ms": round(seconds * 1000, 2),
                    "client": client,
                },
            )


async def _heads(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer HEAD as GET without a body, so that every GET route has it."""
    if scope["method"] != "HEAD":
        await app(scope, receive, send)
        return

    async def bare(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    inner = {**scope, "method": "GET"}
    await app(inner, receive, bare)
    scope.update({name: inner[name] for name in ("route", "kaname.route") if name in inner})
