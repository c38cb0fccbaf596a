"""An export as a response: written whole before the first byte goes out, with its checksum in the head."""

import base64
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Final, cast

from fastapi.responses import StreamingResponse

from graph.export.formats import export_format, write_export
from graph.export.job import Job

_IN_MEMORY: Final = 32_000_000  # bytes; beyond it a temporary file
_CHUNK: Final = 262_144


def exported(name: str, job: Job) -> StreamingResponse:
    """Return an export as a file to download; it is whole before it starts, so one that fails has no status 200."""
    form = export_format(name)
    out = spool()
    receipt = write_export(name, job, cast("BinaryIO", out))
    digest = base64.b64encode(bytes.fromhex(receipt.sha256)).decode()
    headers = {
        "Content-Length": str(receipt.bytes),
        "Content-Disposition": f'attachment; filename="kaname-{receipt.as_of}-{name}.{form.ending}"',
        "Repr-Digest": f"sha-256=:{digest}:",
        "ETag": f'"{receipt.sha256[:32]}"',
        "Kaname-As-Of": receipt.as_of,
        "Kaname-Release": receipt.release,
        "Kaname-Rows": str(receipt.rows),
        "Vary": "Accept",
        "Cache-Control": "no-store",
    }
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
