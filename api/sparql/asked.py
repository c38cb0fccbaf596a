"""What a request asks: its query and parameters, read from the address or the body, each decoded once."""

import codecs
import math
from dataclasses import dataclass
from datetime import date
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from api.problems import ProtocolProblem
from graph.query.bind import parse_day
from graph.query.limits import QueryLimits
from graph.query.request import Dataset, Overflow

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_CHARSETS: Final = frozenset({"utf-8", "ascii", "iso8859-1"})
_MOST_FIELDS: Final = 200
_FORM_GROWTH: Final = 3  # a byte becomes three when it is percent-encoded
_FORM_BYTES: Final = 1_000_000
_FORM_ROOM: Final = 16_384  # bytes for what a form holds besides the query

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """A request for an answer; what it leaves open is None."""

    query: str
    dataset: Dataset | None
    day: date | None
    timeout: float | None
    format: str | None
    overflow: Overflow


def read_address(request: Request) -> Pairs:
    """Return the parameters of the address."""
    return _pairs(request.scope["query_string"], "address")


async def read_body(request: Request, limits: QueryLimits) -> Pairs:
    """Return the parameters of a POST: those of the form, or of the address with the body as the query.

    Raises
    ------
    ProtocolProblem
        403 for an update, 413 for a body over the limit, 415 for a type or an encoding that is not read here.
    """
    media_type, charset = _content_type(request.headers.get("content-type", ""))
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raise _unsupported(f"The Content-Encoding {encoding!r} is not read here; send the body as it is")
    if media_type == _UPDATE:
        raise read_only()
    if media_type == FORM:
        body = await _limited(request, limits.query_bytes * _FORM_GROWTH + _FORM_ROOM)
        return _pairs(body, "form")
    if media_type == DIRECT:
        body = await _limited(request, limits.query_bytes)
        return [*read_address(request), ("query", _decode(body, charset))]
    raise _unsupported(f"The Content-Type {media_type!r} is not read here; send {DIRECT} or {FORM}")


async def read_form(request: Request) -> Pairs:
    """Return the parameters of a form of at most a megabyte, each decoded once.

    Raises
    ------
    ProtocolProblem
        413 for a body over the limit, 415 for any other type.
    """
    media_type, _ = _content_type(request.headers.get("content-type", ""))
    if media_type != FORM:
        raise ProtocolProblem(
            415, "Content not supported", f"The Content-Type {media_type!r} is not read here; send {FORM}"
        )
    return _pairs(await _limited(request, _FORM_BYTES), "form")


def asked_of(pairs: Pairs) -> Asked:
    """Return what the parameters ask.

    Raises
    ------
    ProtocolProblem
        403 for an update; 400 when the query is missing or given twice, or a parameter has no meaning.
    """
    if any(name == "update" for name, _ in pairs):
        raise read_only()
    query = _one(pairs, "query")
    if query is None:
        raise _bad("There is no query; give it as the parameter 'query', or POST it as " + DIRECT)
    day, overflow = _one(pairs, "asOf"), _one(pairs, "overflow") or "refuse"
    if overflow not in ("refuse", "cut"):
        raise _bad(f"The parameter overflow={overflow!r} has no meaning; use refuse or cut")
    return Asked(
        query=query,
        dataset=_dataset(pairs),
        day=None if day is None else parse_day(day),
        timeout=_seconds(_one(pairs, "timeout")),
        format=_one(pairs, "format"),
        overflow="cut" if overflow == "cut" else "refuse",
    )


def read_only() -> ProtocolProblem:
    """Return the problem of every update."""
    return ProtocolProblem(403, "Read only", "This service answers queries and takes no updates; send a query instead")


def _pairs(text: bytes, place: str) -> Pairs:
    try:
        return parse_qsl(text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise _bad(
            f"The {place} holds bytes that are not UTF-8 (0x{error.object[error.start]:02X}); encode it so"
        ) from error
    except ValueError as error:
        raise _bad(f"The {place} has more than {_MOST_FIELDS} parameters; send fewer") from error


def _one(pairs: Pairs, name: str) -> str | None:
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise _bad(f"The parameter {name!r} is given {len(values)} times; give it once")
    return values[0] if values else None


def _dataset(pairs: Pairs) -> Dataset | None:
    default = tuple(value for key, value in pairs if key == "default-graph-uri")
    named = tuple(value for key, value in pairs if key == "named-graph-uri")
    return Dataset(default, named) if default or named else None


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise _bad(f"The timeout {text!r} is no number of seconds above 0; write for instance timeout=5")
    return seconds


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset", "utf-8")
    return header.partition(";")[0].strip().lower(), str(charset)


async def _limited(request: Request, most: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise ProtocolProblem(
                413,
                "Query too large",
                f"The body is over {most:,} bytes; send a smaller query",
                {"Connection": "close"},
            )
    return bytes(body)


def _decode(body: bytes, charset: str) -> str:
    try:
        codec = codecs.lookup(charset).name
    except LookupError:
        codec = ""
    if codec not in _CHARSETS:
        raise _unsupported(f"The charset {charset!r} is not read here; send UTF-8")
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        raise _bad(f"The body is not {charset} at byte {error.start}; send UTF-8") from error


def _bad(detail: str) -> ProtocolProblem:
    return ProtocolProblem(400, "Request not valid", detail)


def _unsupported(detail: str) -> ProtocolProblem:
    return ProtocolProblem(415, "Content not supported", detail, {"Accept-Post": f"{DIRECT}, {FORM}"})
