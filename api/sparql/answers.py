"""The headers of an answer: its day and release, its entity tag, and who may read it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import Request, Response

from api.sparql.negotiate import Choice
from graph.query.request import Answer, QueryRequest

METHODS: Final = "GET, HEAD, POST, OPTIONS"
EXPOSED: Final = "ETag, Kaname-As-Of, Kaname-Release, Kaname-Rows, Kaname-Truncated, Retry-After"


@dataclass(frozen=True)
class Stamp:
    """What an answer is of: a release, and the day it was asked for, None for a query without a day."""

    release: str
    day: date | None


def open_to_all(response: Response) -> Response:
    """Let pages of every origin read the response; the service knows no credentials."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response


def preflight() -> Response:
    """Return the answer to OPTIONS, also before a request from a page of another origin."""
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return open_to_all(Response(status_code=204, headers=headers))


def entity_tag(request: QueryRequest, choice: Choice, stamp: Stamp) -> str | None:
    """Return the entity tag of an answer, None for a query that answers differently each time.

    It is weak, since the order of rows without ORDER BY is the store's.
    """
    if request.query.volatile:
        return None
    parts = (stamp.release, request.query.text, choice.media_type, stamp.day, request.dataset, request.overflow)
    return f'W/"{hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def is_known(request: Request, tag: str | None) -> bool:
    """Tell whether a GET or HEAD names the entity tag as one that the client has."""
    known = request.headers.get("if-none-match")
    if tag is None or known is None or request.method not in ("GET", "HEAD"):
        return False
    return known.strip() == "*" or tag.removeprefix("W/") in {
        part.strip().removeprefix("W/") for part in known.split(",")
    }


def not_modified(tag: str | None, stamp: Stamp) -> Response:
    """Return the answer to a client that has the answer already."""
    return Response(status_code=304, headers=_headers(tag, stamp))


def answer_response(answer: Answer, choice: Choice, tag: str | None, stamp: Stamp) -> Response:
    """Return the response with an answer."""
    headers = _headers(tag, stamp) | {"Content-Type": choice.content_type, "Kaname-Rows": str(answer.rows)}
    if answer.cut:
        headers["Kaname-Truncated"] = f"after {answer.rows} rows"
    return Response(answer.body, headers=headers)


def without_body(response: Response) -> Response:
    """Return the response to HEAD: all headers, the length too, and no body."""
    headers = dict(response.headers)
    return Response(status_code=response.status_code, headers=headers)


def _headers(tag: str | None, stamp: Stamp) -> dict[str, str]:
    headers = {
        "Vary": "Accept",
        "Kaname-As-Of": stamp.day.isoformat() if stamp.day else "none",
        "Kaname-Release": stamp.release,
        "Cache-Control": "no-store" if tag is None else "public, no-cache",
    }
    return headers | ({} if tag is None else {"ETag": tag})
