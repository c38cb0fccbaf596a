"""Errors of the SPARQL service as problem documents (RFC 9457), and the one table of their status codes."""

import json
import math
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from fastapi import Response

from graph.errors import (
    BadParameter,
    KanameError,
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
)


@dataclass
class ProtocolProblem(Exception):
    """A request that breaks the protocol, with its status and what to do next."""

    status: int
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)


def problem_response(error: KanameError | ProtocolProblem) -> Response:
    """Return the problem document of an error."""
    if isinstance(error, ProtocolProblem):
        return _response(error.status, {"title": error.title, "detail": error.detail}, error.headers)
    status, title = next(
        ((status, title) for kind, status, title in STATUS if isinstance(error, kind)), (500, "Unexpected error")
    )
    fields: dict[str, str | int] = {"title": title, "detail": str(error)}
    headers: dict[str, str] = {}
    if isinstance(error, QueryError) and error.line is not None and error.column is not None:
        fields |= {"line": error.line, "column": error.column}
    if isinstance(error, ServiceBusy | TooManyQueries):
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after)))
    return _response(status, fields, headers)


def _response(status: int, fields: dict[str, str | int], headers: dict[str, str]) -> Response:
    document = {"type": "about:blank", "status": status, **fields}
    document.setdefault("title", HTTPStatus(status).phrase)
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, status, {"Cache-Control": "no-store", **headers}, "application/problem+json")
