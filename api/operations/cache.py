"""Answers of look-ups kept as bytes: the same release, day and address have the same answer, tag and all."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.operations.metrics import route_of

Key = tuple[str, date, str, bytes, bytes]
RawHeaders = list[tuple[bytes, bytes]]

_KEPT_UNDER: Final = "/api/v1/"
_MOST_BYTES: Final = 1_000_000  # of one answer; a larger one goes through as it is made


@dataclass(frozen=True)
class _Kept:
    body: bytes
    headers: RawHeaders
    tag: bytes
    route: str


class KeptAnswers:
    """Answers GET below /api/v1 from memory, and 304 to who has the answer; an answer marked no-store is not kept."""

    def __init__(self, app: ASGIApp, release: Callable[[], str], today: Callable[[], date], most_bytes: int) -> None:
        self._app = app
        self._release = release
        self._today = today
        self._room = most_bytes
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or keep what the application answers."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_KEPT_UNDER):
            await self._app(scope, receive, send)
            return
        key = self._key(scope)
        found = self._kept.get(key)
        if found is None:
            await self._ask(key, scope, receive, send)
            return
        self._kept.move_to_end(key)
        scope["kaname.route"] = found.route
        await _send(found, scope, send)

    def _key(self, scope: Scope) -> Key:
        accept = b",".join(value for name, value in scope["headers"] if name == b"accept")
        return self._release(), self._today(), scope["path"], scope["query_string"], accept

    async def _ask(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None:
                held, start = start, None
                if _may_keep(held, message):
                    kept = self._keep(key, held["headers"], message["body"], scope)
                    await _send(kept, scope, send)
                    return
                await send(held)
            await send(message)

        await self._app(scope, receive, keep)

    def _keep(self, key: Key, headers: RawHeaders, body: bytes, scope: Scope) -> _Kept:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()
        own = [(name, value) for name, value in headers if name not in (b"etag", b"cache-control", b"vary")]
        own += [(b"etag", tag), (b"cache-control", b"public, no-cache"), (b"vary", b"Accept")]
        kept = _Kept(body, own, tag, route_of(scope))
        self._kept[key] = kept
        self._room -= len(body)
        while self._room < 0:
            self._room += len(self._kept.popitem(last=False)[1].body)
        return kept


def _may_keep(start: Message, message: Message) -> bool:
    headers = Headers(raw=start["headers"])
    whole = not message.get("more_body", False) and len(message.get("body", b"")) <= _MOST_BYTES
    return start["status"] == 200 and whole and headers.get("cache-control") != "no-store"


async def _send(kept: _Kept, scope: Scope, send: Send) -> None:
    known = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
    if known is not None and (known == b"*" or kept.tag in known):
        headers = MutableHeaders(raw=list(kept.headers))
        for name in ("content-length", "content-type"):
            del headers[name]
        await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": kept.body})
