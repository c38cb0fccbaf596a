"""The pool with real workers on a real store: what kills a worker hurts one client only."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import KanameError, QueryError, QueryTimeout, QueryTooLarge, ReleaseError, ServiceBusy
from graph.query.guard import CheckedQuery, Form, check
from graph.query.limits import QueryLimits
from graph.query.pool import QueryPool, run_once
from graph.query.request import QueryRequest

LIMITS = QueryLimits(workers=2, timeout=1.0, wait=1.0, queue=2, memory_mb=256)
CROSS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(5)) + " }"
HOG = "SELECT * { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } } ORDER BY ?f"
ASK = QueryRequest(check("ASK { ?s ?p ?o }", LIMITS))


def unchecked(query: str, timeout: float | None = None) -> QueryRequest:
    """Return a request for a query that the guard has not seen."""
    return QueryRequest(CheckedQuery(query, Form.SELECT), timeout=timeout)


def with_pool(store: Path, limits: QueryLimits, use: Callable[[QueryPool], Awaitable[None]]) -> None:
    async def run() -> None:
        pool = QueryPool(store, limits)
        await pool.start()
        try:
            await use(pool)
        finally:
            await pool.close()

    asyncio.run(run())


async def until_whole(pool: QueryPool) -> None:
    async with asyncio.timeout(10):
        while pool.counts().idle < pool.limits.workers:
            await asyncio.sleep(0.01)


def test_queries_are_answered_side_by_side(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        answers = await asyncio.gather(*(pool.run(ASK) for _ in range(4)))
        assert {answer.body for answer in answers} == {b'{"head":{},"boolean":true}'}
        assert answers[0].media_type == "application/sparql-results+json"
        assert pool.counts().answered == 4

    with_pool(small_store, LIMITS, use)


@pytest.mark.parametrize("query", ["ASK " + "{" * 3_000, "ASK { FILTER(" + "EXISTS { FILTER(" * 2_000])
def test_a_query_that_crashes_its_worker_is_an_error_to_one_client_only(small_store: Path, query: str) -> None:
    async def use(pool: QueryPool) -> None:
        with pytest.raises(QueryError, match="SIGSEGV"):
            await pool.run(unchecked(query))
        assert (await pool.run(ASK)).rows == 1
        await until_whole(pool)
        assert (pool.counts().crashes, pool.counts().restarts) == (1, 1)

    with_pool(small_store, LIMITS, use)


def test_a_query_is_killed_at_its_deadline_while_others_are_answered(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        started = time.monotonic()
        slow = asyncio.create_task(pool.run(unchecked(CROSS)))
        answered = 0
        while not slow.done():
            assert (await pool.run(ASK)).rows == 1
            answered += 1
            await asyncio.sleep(0.01)
        with pytest.raises(QueryTimeout, match="after 1 s"):
            await slow
        # The bounds leave room for a busy machine: the query itself would run for days.
        assert 1.0 <= time.monotonic() - started < 5
        assert answered >= 3
        await until_whole(pool)

    with_pool(small_store, LIMITS, use)


def test_a_request_may_ask_for_less_time_and_not_for_more(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        with pytest.raises(QueryTimeout, match=r"after 0\.2 s"):
            await pool.run(unchecked(CROSS, timeout=0.2))
        with pytest.raises(QueryTimeout, match="after 1 s"):
            await pool.run(unchecked(CROSS, timeout=1_000))

    with_pool(small_store, LIMITS, use)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory limit needs /proc")
def test_a_query_that_takes_too_much_memory_is_stopped(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        with pytest.raises(QueryTooLarge, match="256 MB"):
            await pool.run(unchecked(HOG))
        assert (await pool.run(ASK)).rows == 1

    with_pool(small_store, QueryLimits(workers=1, timeout=20, memory_mb=256), use)


def test_a_query_whose_client_goes_away_is_killed(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        slow = asyncio.create_task(pool.run(unchecked(CROSS)))
        await asyncio.sleep(0.1)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        await until_whole(pool)
        assert (await pool.run(ASK)).rows == 1
        assert pool.counts().restarts == 1

    with_pool(small_store, QueryLimits(workers=1, timeout=30), use)


def test_who_finds_no_worker_in_time_is_told_when_to_ask_again(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        slow = asyncio.create_task(pool.run(unchecked(CROSS)))
        await asyncio.sleep(0.05)
        waiting = [asyncio.create_task(pool.run(ASK)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(ServiceBusy, match="2 queries wait already"):
            await pool.run(ASK)
        for task in waiting:
            with pytest.raises(ServiceBusy, match=r"in 0\.2 s") as caught:
                await task
            assert caught.value.retry_after == 0.2
        assert pool.counts().refusals == 3
        slow.cancel()

    with_pool(small_store, QueryLimits(workers=1, timeout=5, wait=0.2, queue=2), use)


def test_a_worker_that_died_while_idle_is_replaced_and_nobody_notices(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        worker = pool._idle.get_nowait()
        pool._idle.put_nowait(worker)
        worker._process.kill()
        await worker._process.wait()
        assert (await pool.run(ASK)).rows == 1

    with_pool(small_store, QueryLimits(workers=1, wait=5), use)


def test_a_worker_that_has_grown_is_replaced(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        values = " ".join(f'"{i:0200}"' for i in range(60))
        blocks = " ".join(f"VALUES ?{name} {{ {values} }}" for name in "abc")
        big = f"SELECT (MAX(?a) AS ?n) {{ SELECT DISTINCT ?a ?b ?c {{ {blocks} }} }}"
        await pool.run(unchecked(big))
        await until_whole(pool)
        assert pool.counts().restarts == 1

    with_pool(small_store, QueryLimits(workers=1, timeout=20, memory_mb=64), use)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter of system calls is one of Linux")
def test_no_worker_can_reach_another_host_even_past_the_guard(small_store: Path, host: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.settimeout(0.3)
        port = listener.getsockname()[1]

        async def use(pool: QueryPool) -> None:
            with pytest.raises(QueryError, match="another host"):
                await pool.run(unchecked(f"SELECT * {{ SERVICE <http://{host}:{port}/> {{ ?s ?p ?o }} }}"))
            silent = await pool.run(unchecked(f"ASK {{ SERVICE SILENT <http://{host}:{port}/> {{ ?s ?p ?o }} }}"))
            assert silent.rows == 1

        with_pool(small_store, LIMITS, use)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
def test_a_worker_sees_no_proxy_and_no_secret(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("KANAME_TOKEN", "secret")

    async def use(pool: QueryPool) -> None:
        pid = next(iter(pool._workers))._process.pid
        seen = Path(f"/proc/{pid}/environ").read_text()
        assert "PYTHONPATH" in seen
        assert "PROXY" not in seen
        assert "secret" not in seen

    with_pool(small_store, LIMITS, use)


def test_closing_ends_every_worker_and_running_query(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        pids = [worker._process.pid for worker in pool._workers]
        slow = asyncio.create_task(pool.run(unchecked(CROSS)))
        await asyncio.sleep(0.1)
        await pool.close()
        with pytest.raises(ServiceBusy, match="stopping"):
            await slow
        for pid in pids:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)
        with pytest.raises(ServiceBusy, match="stopping"):
            await pool.run(ASK)

    with_pool(small_store, LIMITS, use)


def test_a_folder_without_a_store_is_refused_at_the_start(tmp_path: Path) -> None:
    async def use(pool: QueryPool) -> None:
        raise AssertionError("the pool started")

    with pytest.raises(ReleaseError, match=str(tmp_path / "none")):
        with_pool(tmp_path / "none", LIMITS, use)


def test_a_worker_that_is_left_alone_ends_itself(small_store: Path) -> None:
    async def use(pool: QueryPool) -> None:
        worker = pool._idle.get_nowait()
        work = pool._work(unchecked(CROSS, timeout=0.2))
        with pytest.raises(Exception, match="SIGALRM"):
            await worker.ask(work)

    with_pool(small_store, QueryLimits(workers=1), use)


def test_an_unknown_format_is_told_which_there_are(small_store: Path) -> None:
    with pytest.raises(QueryError, match="use one of json"):
        run_once(small_store, QueryRequest(ASK.query, format="excel"), LIMITS)


def test_one_query_without_an_event_loop_goes_the_same_way(small_store: Path) -> None:
    query = check("SELECT ?o { <http://example.org/jpn> ?p ?o }", LIMITS)
    answer = run_once(small_store, QueryRequest(query, format="csv"), LIMITS)
    assert answer.body.decode() == "o\r\n日本\r\n"
    with pytest.raises(KanameError, match="stopped after 1 s"):
        run_once(small_store, unchecked(CROSS), LIMITS)
