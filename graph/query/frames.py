"""The frames that pool and worker exchange: two lengths, a JSON header, and the bytes of an answer.

A frame is the length of the header and of the body (four bytes each, big-endian), then both. Only the pool and its own
workers speak it, over pipes, so the header is trusted.
"""

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import Any, BinaryIO, Final, Literal

LENGTHS: Final = struct.Struct(">II")

FaultKind = Literal["start", "store", "query", "rows", "bytes", "memory"]
"""Why a worker gives no answer: it cannot start, its store fails, the query is at fault, or a limit is reached."""


@dataclass(frozen=True)
class Work:
    """One query for a worker, with the limits that it applies itself.

    `seconds` is when the worker kills itself should nobody else have done so.
    """

    query: str
    format: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    rows: int
    answer_bytes: int
    overflow: str
    seconds: float


@dataclass(frozen=True)
class Done:
    """A worker's answer; `grown_mb` is the memory (MiB) that the worker now holds beyond the opened store."""

    body: bytes = field(repr=False)
    rows: int
    cut: bool
    grown_mb: int = 0


@dataclass(frozen=True)
class Fault:
    """A worker's refusal, with the place in the query when the engine names one."""

    kind: FaultKind
    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Ready:
    """A worker's first word: the store is open."""


Reply = Done | Fault | Ready


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a frame."""
    text = json.dumps(header, ensure_ascii=True).encode("ascii")
    return LENGTHS.pack(len(text), len(body)) + text + body


def pack_work(work: Work) -> bytes:
    """Return the frame of a query."""
    return pack(asdict(work))


def pack_reply(reply: Reply) -> bytes:
    """Return the frame of a reply."""
    if isinstance(reply, Done):
        return pack({"is": "done", "rows": reply.rows, "cut": reply.cut, "grown_mb": reply.grown_mb}, reply.body)
    if isinstance(reply, Fault):
        return pack({"is": "fault", **asdict(reply)})
    return pack({"is": "ready"})


def read_work(stream: BinaryIO) -> Work | None:
    """Return the next query of a stream, None at its end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    header = json.loads(stream.read(LENGTHS.unpack(lengths)[0]))
    for name in ("default_graphs", "named_graphs"):
        header[name] = None if header[name] is None else tuple(header[name])
    return Work(**header)


def unpack_reply(header: bytes, body: bytes) -> Reply:
    """Return the reply that a header and a body stand for."""
    fields = json.loads(header)
    kind = fields.pop("is")
    if kind == "done":
        return Done(body, **fields)
    return Fault(**fields) if kind == "fault" else Ready()
