import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.operations.budget import Budgets
from api.operations.metered import Metered, Places
from graph.errors import ServiceBusy


class Slow:
    """An application that starts its answer when it is told to, and ends it when it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_start, self.may_end = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await self.may_start.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.may_end.wait()
        await send({"type": "http.response.body", "body": b""})


class Asking:
    """Asks an application behind the meter."""

    def __init__(self, places: Places, budgets: Budgets | None = None) -> None:
        self.slow = Slow()
        self._metered = Metered(self.slow, places, budgets or Budgets(parallel=100, seconds=60))

    async def get(self, path: str, client: str = "10.0.0.1") -> list[int]:
        statuses: list[int] = []

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        async def receive() -> Message:
            return {"type": "http.request"}

        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "client": (client, 1)}
        await self._metered(scope, receive, send)
        return statuses


def run(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(_awaited(test), 10))


async def _awaited(test: Callable[[], Awaitable[None]]) -> None:
    await test()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_few_compute_at_once_and_the_next_one_starts_when_an_answer_does() -> None:
    async def test() -> None:
        places = Places(2, 10, 5)
        asking = Asking(places)
        tasks = [asyncio.create_task(asking.get("/api/v1/gaps/agreement")) for _ in range(3)]
        await settle()
        assert (asking.slow.asked, places.running, places.waiting) == (2, 2, 1)
        asking.slow.may_start.set()  # no answer is read to its end yet
        await settle()
        assert (asking.slow.asked, places.running, places.waiting) == (3, 0, 0)
        asking.slow.may_end.set()
        assert await asyncio.gather(*tasks) == [[200], [200], [200]]

    run(test)


def test_who_finds_the_queue_full_or_waits_too_long_is_told_to_ask_again() -> None:
    async def test() -> None:
        places = Places(1, 1, 0.05)
        asking = Asking(places)
        first = asyncio.create_task(asking.get("/api/v1/export/csv"))
        await settle()
        waiting = asyncio.create_task(asking.get("/api/v1/export/csv"))
        await settle()
        assert await asking.get("/api/v1/export/csv") == [503]
        assert await waiting == [503]
        assert places.refusals == 2
        asking.slow.may_start.set()
        asking.slow.may_end.set()
        assert await first == [200]
        assert await asking.get("/api/v1/export/csv") == [200]

    run(test)


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/entities/jpn", "/api/v1/search", "/sparql", "/id/jpn"])
def test_quick_look_ups_need_no_place(path: str) -> None:
    async def test() -> None:
        places = Places(1, 0, 5)
        asking = Asking(places)
        asking.slow.may_start.set()
        asking.slow.may_end.set()
        async with places.taken():
            assert await asking.get(path) == [200]
            assert await asking.get("/gaps") == [503]

    run(test)


def test_a_client_pays_until_its_answer_starts_and_others_do_not() -> None:
    async def test() -> None:
        now = [0.0]
        asking = Asking(Places(2, 0, 5), Budgets(parallel=5, seconds=10, clock=lambda: now[0]))
        task = asyncio.create_task(asking.get("/api/v1/view"))
        await settle()
        now[0] = 11.0
        asking.slow.may_start.set()
        await settle()
        now[0] = 40.0  # spent reading
        asking.slow.may_end.set()
        assert await task == [200]
        assert await asking.get("/api/v1/view") == [429]
        assert await asking.get("/api/v1/view", client="10.0.0.2") == [200]
        now[0] = 72.0  # a minute after the answer started, not after it was read
        assert await asking.get("/api/v1/view") == [200]

    run(test)


def test_a_place_is_given_back_when_the_work_fails() -> None:
    async def test() -> None:
        places = Places(1, 0, 5)
        with pytest.raises(RuntimeError, match="broken"):
            async with places.taken():
                raise RuntimeError("broken")
        async with places.taken():
            with pytest.raises(ServiceBusy, match="1 analyses run"):
                await places.taken().__aenter__()

    run(test)
