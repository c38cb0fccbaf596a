"""The pool's side of one worker process: start it, ask it, kill it."""

import asyncio
import logging
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Final

from graph.errors import KanameError, QueryError, QueryTimeout, QueryTooLarge, ReleaseError
from graph.query.frames import LENGTHS, Fault, Ready, Reply, Work, pack_work, unpack_reply

_log = logging.getLogger(__name__)
_START_SECONDS: Final = 60.0
_PIPE_BYTES: Final = 1 << 20  # what is buffered of an answer before the worker has to wait
_PROJECT: Final = Path(__file__).resolve().parents[2]


class WorkerGone(Exception):
    """The worker died while it was asked; `signal` names what ended it, when that was a signal."""

    def __init__(self, signal_name: str) -> None:
        self.signal = signal_name
        super().__init__(signal_name)


class WorkerProcess:
    """A running worker."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, store: Path, memory_mb: int) -> "WorkerProcess":
        """Start a worker and wait until it has opened the store.

        Raises
        ------
        ReleaseError
            The worker cannot open the store, or does not get ready in time.
        """
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "graph.query.worker", str(store.resolve()), str(memory_mb)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd="/",
            env=_environment(),
            limit=_PIPE_BYTES,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                reply = await worker._read()
        except (WorkerGone, TimeoutError) as error:
            await worker.kill()
            raise ReleaseError(
                f"{store}: a query worker did not start ({error or 'too slow'}); is it a store?"
            ) from error
        except asyncio.CancelledError:
            await worker.kill()
            raise
        if not isinstance(reply, Ready):
            await worker.kill()
            raise ReleaseError(reply.message if isinstance(reply, Fault) else f"{store}: a query worker did not start")
        return worker

    @property
    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.returncode is None

    async def ask(self, work: Work) -> Reply:
        """Send a query and wait for the reply; raises `WorkerGone` when the process ends first."""
        stdin = self._process.stdin
        if stdin is None:
            raise WorkerGone("no pipe")
        try:
            stdin.write(pack_work(work))
            await stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerGone(await self._ending()) from error
        return await self._read()

    async def kill(self) -> None:
        """End the process at once and wait until it is gone; does nothing when it is gone already."""
        ending = asyncio.ensure_future(self._end())
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            # A process that nobody waits for would outlive the event loop as a zombie.
            await ending
            raise

    async def _end(self) -> None:
        if self._process.returncode is None:
            try:
                self._process.kill()
            except ProcessLookupError:
                _log.debug("worker %d was gone already", self._process.pid)
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()

    async def _read(self) -> Reply:
        stdout = self._process.stdout
        if stdout is None:
            raise WorkerGone("no pipe")
        try:
            header, body = LENGTHS.unpack(await stdout.readexactly(LENGTHS.size))
            return unpack_reply(await stdout.readexactly(header), await stdout.readexactly(body))
        except (asyncio.IncompleteReadError, ConnectionResetError) as error:
            raise WorkerGone(await self._ending()) from error

    async def _ending(self) -> str:
        code = await self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"


def error_of(fault: Fault) -> KanameError:
    """Return the project's error for a worker's fault."""
    if fault.kind == "query":
        return QueryError(fault.message, fault.line, fault.column)
    if fault.kind in {"rows", "bytes", "memory"}:
        return QueryTooLarge(fault.message)
    return ReleaseError(fault.message)


def error_of_death(gone: WorkerGone, memory_mb: int) -> KanameError:
    """Return the project's error for a query that ended its worker.

    A failed allocation aborts the process, an overflow of the stack is a segmentation fault, and the alarm is the
    worker's own deadline.
    """
    if gone.signal == "SIGABRT":
        return QueryTooLarge(
            f"The query needs more than the {memory_mb:,} MB that a query may take; sort, group or join less at once"
        )
    if gone.signal == "SIGALRM":
        return QueryTimeout("The query was stopped at its deadline; narrow it down")
    return QueryError(
        f"The query ended the process that ran it ({gone.signal}), most likely by how deep it nests; make it simpler"
    )


def _environment() -> dict[str, str]:
    """Return all that a worker sees of the environment: where the code is; no proxy and no secret."""
    return {"PYTHONPATH": str(_PROJECT), "PYTHONSAFEPATH": "1", "LC_ALL": "C.UTF-8", "RUST_BACKTRACE": "0"}
