"""Turns known errors into problem documents: the one place that knows HTTP status codes for them."""

import json
import logging
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.models import Problem
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
)

_log = logging.getLogger(__name__)

STATUS: Final[tuple[tuple[type[KanameError], int, str], ...]] = (
    (NotFound, 404, "Not found"),
    (BadParameter, 400, "Bad parameter"),
    (QueryRefused, 403, "Query refused"),
    (QueryError, 400, "Query error"),
    (QueryTimeout, 504, "Query timed out"),
    (QueryTooLarge, 413, "Answer too large"),
    (ServiceBusy, 503, "Busy"),
    (ReleaseError, 503, "No release"),
    (KanameError, 500, "Error"),
)
"""The first class that fits gives status and title."""


def problem(status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return a problem document."""
    body = Problem(title=title, status=status, detail=detail).model_dump_json()
    return Response(body, status, headers, media_type="application/problem+json")


def problem_of(error: KanameError) -> Response:
    """Return the problem document of a known error."""
    status, title = next((code, title) for kind, code, title in STATUS if isinstance(error, kind))
    headers = {"Retry-After": str(max(1, round(error.retry_after)))} if isinstance(error, ServiceBusy) else None
    return problem(status, title, str(error), headers)


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    app.add_exception_handler(KanameError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


async def _known(_: Request, error: Exception) -> Response:
    return problem_of(error) if isinstance(error, KanameError) else await _unknown(_, error)


async def _invalid(_: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return await _unknown(_, error)
    faults = [
        f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']} (got {json.dumps(e.get('input'), default=str)})"
        for e in error.errors()
    ]
    return problem(422, "Bad parameter", "; ".join(faults) + ". See /docs for what each parameter takes.")


async def _http(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return await _unknown(_, error)
    detail = f"{error.detail}; see /docs for the routes" if error.status_code == 404 else str(error.detail)
    return problem(
        error.status_code,
        "Not found" if error.status_code == 404 else str(error.detail),
        detail,
        dict(error.headers or {}),
    )


async def _unknown(request: Request, error: Exception) -> Response:
    _log.error("unexpected error on %s %s", request.method, request.url.path, exc_info=error)
    return problem(500, "Unexpected error", "Something went wrong here; the log has the details. Please report it.")
