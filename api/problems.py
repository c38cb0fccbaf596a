"""Errors as problem documents (RFC 9457), and the one table of their status codes."""

import json
import logging
import math
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.models import Problem
from graph.errors import (
    BadParameter,
    KanameError,
    Merged,
    NotFound,
    QueryError,
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
    ReleaseError,
    ServiceBusy,
    TooManyQueries,
    Withdrawn,
)

_log = logging.getLogger(__name__)
PROBLEM_JSON: Final = "application/problem+json"

DOCUMENTED: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "What is wrong, with the value and the next step (RFC 9457)",
        "content": {PROBLEM_JSON: {"schema": Problem.model_json_schema()}},
    }
}
"""What the OpenAPI document says of the errors of every route."""

# The first class that fits counts, so a class stands before those it derives from.
STATUS: Final[tuple[tuple[type[KanameError], int, str], ...]] = (
    (QueryRefused, 403, "Query refused"),
    (QueryError, 400, "Query not valid"),
    (BadParameter, 400, "Parameter not valid"),
    (Withdrawn, 410, "Withdrawn"),
    (NotFound, 404, "Not found"),
    (QueryTooLarge, 413, "Answer too large"),
    (QueryTimeout, 504, "Query stopped at its deadline"),
    (TooManyQueries, 429, "Over budget"),
    (ServiceBusy, 503, "Service busy"),
    (ReleaseError, 503, "Release not available"),
    (KanameError, 500, "Unexpected error"),
)


@dataclass
class ProtocolProblem(Exception):
    """A request that breaks the protocol, with its status and what to do next."""

    status: int
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)


def status_of(error: KanameError) -> tuple[int, str]:
    """Return the status code and the title of a known error."""
    return next((status, title) for kind, status, title in STATUS if isinstance(error, kind))


def problem_response(error: KanameError | ProtocolProblem) -> Response:
    """Return the problem document of an error."""
    if isinstance(error, ProtocolProblem):
        return document(error.status, {"title": error.title, "detail": error.detail}, error.headers)
    status, title = status_of(error)
    fields: dict[str, str | int] = {"title": title, "detail": str(error)}
    headers: dict[str, str] = {}
    if isinstance(error, QueryError) and error.line is not None and error.column is not None:
        fields |= {"line": error.line, "column": error.column}
    if isinstance(error, ServiceBusy | TooManyQueries):
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after)))
    return document(status, fields, headers)


def problem(status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return a problem document with a title of its own."""
    return document(status, {"title": title, "detail": detail}, headers)


def document(status: int, fields: dict[str, str | int], headers: dict[str, str] | None = None) -> Response:
    """Return a problem document; without a title it gets the phrase of its status."""
    content = {"type": "about:blank", "status": status, **fields}
    content.setdefault("title", HTTPStatus(status).phrase)
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, PROBLEM_JSON)


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    for kind in (KanameError, ProtocolProblem):
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


async def _known(request: Request, error: Exception) -> Response:
    if isinstance(error, Merged):
        return document(308, {"title": "Merged", "detail": str(error)}, {"Location": moved(request, error)})
    if isinstance(error, KanameError | ProtocolProblem):
        return problem_response(error)
    return await _unknown(request, error)


def moved(request: Request, error: Merged) -> str:
    """Return the address asked for with the new id in place of the old one."""
    path = request.url.path
    if error.given in request.path_params.values():
        path = f"/{quote(error.successor)}".join(path.rsplit(f"/{error.given}", 1))
    pairs = [(name, _replaced(value, error)) for name, value in request.query_params.multi_items()]
    return f"{path}?{urlencode(pairs, safe=',:')}" if pairs else path


def _replaced(value: str, error: Merged) -> str:
    """Return a value, in which ids stand between commas or colons, with the new id in place of the old one."""
    return re.sub(rf"(?<![\w/-]){re.escape(error.given)}(?![\w/-])", lambda _: error.successor, value)


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return await _unknown(request, error)
    faults = [f"{_place(e['loc'])}: {e['msg']} (got {e.get('input')!r})" for e in error.errors()]
    return document(422, {"title": "Parameter not valid", "detail": f"{'; '.join(faults)}; see /docs"})


def _place(location: tuple[str | int, ...]) -> str:
    return ".".join(map(str, location[1:]))


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return await _unknown(request, error)
    asked = f"{request.method} {request.url.path}"
    return document(error.status_code, {"detail": f"{asked}: {error.detail}; see /docs"}, dict(error.headers or {}))


async def _unknown(request: Request, error: Exception) -> Response:
    _log.error("unexpected error on %s %s", request.method, request.url.path, exc_info=error)
    detail = "Something went wrong here; the log has the details. Please report it."
    return document(500, {"title": "Unexpected error", "detail": detail})
