"""Answers every error of the application with a problem document; `api.sparql.problems` has the status codes."""

import json
import logging
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.models import Problem
from api.sparql.problems import ProtocolProblem, problem_response
from graph.errors import KanameError, Merged

_log = logging.getLogger(__name__)
PROBLEM_JSON: Final = "application/problem+json"


DOCUMENTED: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "What is wrong, with the value and the next step (RFC 9457)",
        "content": {PROBLEM_JSON: {"schema": Problem.model_json_schema()}},
    }
}
"""What the OpenAPI document says of the errors of every route."""


def problem(status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return a problem document."""
    body = Problem(title=title, status=status, detail=detail).model_dump_json()
    return Response(body, status, headers, media_type=PROBLEM_JSON)


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    app.add_exception_handler(KanameError, _known)
    app.add_exception_handler(ProtocolProblem, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


async def _known(request: Request, error: Exception) -> Response:
    if isinstance(error, Merged):
        return problem(308, "Merged", str(error), {"Location": _moved(request, error)})
    return (
        problem_response(error) if isinstance(error, KanameError | ProtocolProblem) else await _unknown(request, error)
    )


def _moved(request: Request, error: Merged) -> str:
    """Return the address asked for with the new id in place of the old one."""
    old = request.path_params.get("id", request.path_params.get("name", ""))
    path = request.url.path.replace(f"/{old}", f"/{error.successor}", 1)
    return f"{path}?{request.url.query}" if request.url.query else path


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
