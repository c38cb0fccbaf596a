"""A pool of worker processes: a query waits its turn, runs against a deadline, and is killed with its worker."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from graph.errors import QueryError, QueryTimeout, ReleaseError, ServiceBusy
from graph.query.formats import BY_NAME
from graph.query.frames import Done, Fault, Reply, Work
from graph.query.limits import QueryLimits
from graph.query.process import WorkerGone, WorkerProcess, error_of, error_of_death
from graph.query.request import Answer, QueryRequest

_log = logging.getLogger(__name__)
_GRACE: Final = 1.0  # seconds after the deadline when a worker that nobody killed ends itself
_RETRY_START: Final = 2.0  # seconds between attempts to start a worker


@dataclass(frozen=True)
class PoolCounts:
    """What the pool does now, and what it has done since its start."""

    workers: int
    idle: int
    waiting: int
    answered: int
    faults: int
    timeouts: int
    crashes: int
    refusals: int
    restarts: int


class QueryPool:
    """Workers on one store; use it in one event loop, between `start` and `close`."""

    def __init__(self, store: Path, limits: QueryLimits | None = None) -> None:
        self.limits: Final = limits or QueryLimits()
        self._store = store
        self._idle: asyncio.LifoQueue[WorkerProcess] = asyncio.LifoQueue()
        self._workers: set[WorkerProcess] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = False
        self._counts = PoolCounts(0, 0, 0, 0, 0, 0, 0, 0, 0)

    async def start(self) -> None:
        """Start all workers; raises `ReleaseError` when the store cannot be opened."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self.limits.workers):
                    group.create_task(self._add_worker())
        except ExceptionGroup as errors:
            await self.close()
            raise errors.exceptions[0] from errors

    async def close(self) -> None:
        """Kill all workers; queries that still run end with `ServiceBusy`."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._workers))
        self._workers.clear()

    def counts(self) -> PoolCounts:
        """Return the present figures, for metrics."""
        return replace(self._counts, workers=len(self._workers), idle=self._idle.qsize(), waiting=self._waiting)

    async def run(self, request: QueryRequest) -> Answer:
        """Answer one query; when the awaiting task is cancelled, the query is killed.

        Raises
        ------
        QueryError
            The query is wrong, or it ended its worker.
        QueryTimeout, QueryTooLarge
            A limit was reached.
        ServiceBusy
            No worker came free in time.
        """
        work = self._work(request)
        worker = await self._take()
        started = time.monotonic()
        try:
            reply = await self._ask(worker, work)
        except BaseException:
            self._retire(worker)
            raise
        self._give_back(worker, reply)
        if not isinstance(reply, Done):
            self._count("faults")
            raise error_of(reply) if isinstance(reply, Fault) else ReleaseError("a query worker gave no answer")
        self._count("answered")
        media_type = BY_NAME[request.format].media_type
        return Answer(media_type, reply.body, reply.rows, reply.cut, time.monotonic() - started)

    def _work(self, request: QueryRequest) -> Work:
        if request.format not in BY_NAME:
            raise QueryError(f"The format {request.format!r} is unknown; use one of {', '.join(BY_NAME)}")
        dataset = request.dataset
        return Work(
            query=request.query.text,
            format=request.format,
            default_graphs=None if dataset is None else dataset.default,
            named_graphs=None if dataset is None else dataset.named,
            rows=self.limits.rows,
            answer_bytes=self.limits.answer_bytes,
            overflow=request.overflow,
            seconds=min(request.timeout or self.limits.timeout, self.limits.timeout),
        )

    async def _take(self) -> WorkerProcess:
        if self._closed:
            raise ServiceBusy("The service is stopping; ask again in a moment", self.limits.wait)
        if self._idle.empty() and self._waiting >= self.limits.queue:
            raise self._busy(f"{self._waiting} queries wait already")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.wait):
                while not (worker := await self._idle.get()).is_alive:
                    self._retire(worker)
                return worker
        except TimeoutError as error:
            raise self._busy(f"no worker came free in {self.limits.wait:g} s") from error
        finally:
            self._waiting -= 1

    def _busy(self, reason: str) -> ServiceBusy:
        self._count("refusals")
        return ServiceBusy(f"The service is busy ({reason}); ask again in {self.limits.wait:g} s", self.limits.wait)

    async def _ask(self, worker: WorkerProcess, work: Work) -> Reply:
        try:
            async with asyncio.timeout(work.seconds):
                return await worker.ask(replace(work, seconds=work.seconds + _GRACE))
        except TimeoutError as error:
            self._count("timeouts")
            raise self._late(work) from error
        except WorkerGone as error:
            if self._closed:
                raise ServiceBusy("The service is stopping; ask again in a moment", self.limits.wait) from error
            self._count("crashes")
            _log.warning("query worker ended by %s", error.signal)
            raise error_of_death(error, self.limits.memory_mb) from error

    def _late(self, work: Work) -> QueryTimeout:
        return QueryTimeout(
            f"The query was stopped after {work.seconds:g} s; narrow it down, or ask for a longer timeout "
            f"(up to {self.limits.timeout:g} s)"
        )

    def _give_back(self, worker: WorkerProcess, reply: Reply) -> None:
        # What a big query allocated mostly stays with its process: a fresh one gives the memory back.
        if isinstance(reply, Done) and reply.grown_mb > self.limits.memory_mb // 4:
            self._retire(worker)
        else:
            self._idle.put_nowait(worker)

    def _retire(self, worker: WorkerProcess) -> None:
        if not self._closed:
            self._count("restarts")
            self._in_background(self._replace(worker))

    async def _replace(self, worker: WorkerProcess) -> None:
        await worker.kill()
        self._workers.discard(worker)
        while True:
            try:
                await self._add_worker()
            except (ReleaseError, OSError):
                _log.exception("query worker cannot be restarted; next attempt in %g s", _RETRY_START)
                await asyncio.sleep(_RETRY_START)
            else:
                return

    async def _add_worker(self) -> None:
        worker = await WorkerProcess.start(self._store, self.limits.memory_mb)
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _count(self, name: str) -> None:
        self._counts = replace(self._counts, **{name: getattr(self._counts, name) + 1})


def run_once(store: Path, request: QueryRequest, limits: QueryLimits | None = None) -> Answer:
    """Answer one query with a worker of its own, for callers without an event loop."""
    return asyncio.run(_run_once(QueryPool(store, replace(limits or QueryLimits(), workers=1)), request))


async def _run_once(pool: QueryPool, request: QueryRequest) -> Answer:
    await pool.start()
    try:
        return await pool.run(request)
    finally:
        await pool.close()
