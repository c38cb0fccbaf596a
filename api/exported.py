"""An export as a response: a file that is whole before its first byte goes out, kept for those who ask again.

A stream that failed midway would have status 200; a file that was made has its length and checksum in the head.
"""

import base64
import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from threading import Lock
from typing import IO, Final

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from graph.export.formats import Receipt, export_format, write_export
from graph.export.job import Job

_IN_MEMORY: Final = 32_000_000  # bytes; beyond it a temporary file
_CHUNK: Final = 262_144


class Exports:
    """Files of the exports asked for last, in a folder that goes when the service does.

    One that has to give way while it is sent is sent to its end: its file is open.
    """

    def __init__(self, most_bytes: int) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._receipts: OrderedDict[str, Receipt] = OrderedDict()
        self._room = most_bytes
        self._lock = Lock()
        self._making = tuple(Lock() for _ in range(16))

    def opened(self, name: str, job: Job) -> tuple[Receipt, IO[bytes]]:
        """Return an export, made before or now; who asks for one that is being made waits for it."""
        key = hashlib.sha256(repr((name, job.release.id, job.wanted, job.sources)).encode()).hexdigest()
        with self._making[int(key[0], 16)]:
            return self._found(key) or self._made(key, name, job)

    def close(self) -> None:
        """Remove all files."""
        with self._lock:
            self._receipts.clear()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _found(self, key: str) -> tuple[Receipt, IO[bytes]] | None:
        with self._lock:
            receipt = self._receipts.get(key)
            if receipt is None:
                return None
            self._receipts.move_to_end(key)
            return receipt, self._path(key).open("rb")

    def _made(self, key: str, name: str, job: Job) -> tuple[Receipt, IO[bytes]]:
        with self._lock:
            path = self._path(key)
        with path.open("w+b") as out:
            receipt = write_export(name, job, out)
        opened = path.open("rb")
        with self._lock:
            self._receipts[key] = receipt
            self._room -= receipt.bytes
            while self._room < 0:
                old, gone = self._receipts.popitem(last=False)
                self._room += gone.bytes
                self._path(old).unlink()
        return receipt, opened

    def _path(self, key: str) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="kaname-exports-", ignore_cleanup_errors=True)
        return Path(self._folder.name) / key


def exported(request: Request, name: str, job: Job) -> Response:
    """Return an export as a file to download, 304 to who has it already."""
    form = export_format(name)
    exports: Exports = request.app.state.exports
    receipt, out = exports.opened(name, job)
    tag = f'"{receipt.sha256[:32]}"'
    headers = {
        "Content-Disposition": f'attachment; filename="kaname-{receipt.as_of}-{name}.{form.ending}"',
        "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(receipt.sha256)).decode()}:",
        "ETag": tag,
        "Kaname-As-Of": receipt.as_of,
        "Kaname-Release": receipt.release,
        "Kaname-Rows": str(receipt.rows),
        "Vary": "Accept",
        "Cache-Control": "no-store",
    }
    if tag in request.headers.get("if-none-match", ""):
        out.close()
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(receipt.bytes)
    return StreamingResponse(chunks(out), headers=headers, media_type=form.media_type)


def spool() -> IO[bytes]:
    """Return a file to write to and then to read once: in memory while it is small."""
    return SpooledTemporaryFile(max_size=_IN_MEMORY)


def chunks(out: IO[bytes]) -> Iterator[bytes]:
    """Yield a file from its start, and close it."""
    out.seek(0)
    with out:
        while chunk := out.read(_CHUNK):
            yield chunk
