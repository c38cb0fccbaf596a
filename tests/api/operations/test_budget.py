import asyncio

import pytest
from starlette.requests import Request

from api.operations.budget import Budgets, client_of
from graph.errors import TooManyQueries


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def spend(budgets: Budgets, clock: Clock, seconds: float, client: str = "a") -> None:
    async with budgets.spending(client):
        clock.now += seconds


def test_a_client_that_spent_its_minute_waits_until_the_first_seconds_are_a_minute_old() -> None:
    clock = Clock()
    budgets = Budgets(parallel=5, seconds=60, clock=clock)
    asyncio.run(spend(budgets, clock, 40))
    asyncio.run(spend(budgets, clock, 20))
    with pytest.raises(TooManyQueries, match="60 s") as refused:
        asyncio.run(spend(budgets, clock, 1))
    assert refused.value.retry_after == 40
    asyncio.run(spend(budgets, clock, 1, client="b"))
    clock.now += 40
    asyncio.run(spend(budgets, clock, 1))
    assert budgets.refusals == 1


def test_a_client_runs_no_more_queries_at_once_than_it_may() -> None:
    async def run() -> None:
        budgets = Budgets(parallel=2, seconds=60)
        async with budgets.spending("a"), budgets.spending("a"):
            with pytest.raises(TooManyQueries, match="2 queries"):
                await spend(budgets, Clock(), 0)
            async with budgets.spending("b"):
                pass
        async with budgets.spending("a"):
            pass

    asyncio.run(run())


def test_a_query_that_fails_is_charged_too() -> None:
    async def fail(budgets: Budgets, clock: Clock) -> None:
        async with budgets.spending("a"):
            clock.now += 61
            raise ValueError("broken")

    clock = Clock()
    budgets = Budgets(parallel=1, seconds=60, clock=clock)
    with pytest.raises(ValueError, match="broken"):
        asyncio.run(fail(budgets, clock))
    with pytest.raises(TooManyQueries):
        asyncio.run(spend(budgets, clock, 0))


@pytest.mark.parametrize(
    ("host", "client"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"), ("testclient", "testclient")],
)
def test_a_client_is_an_address_or_the_network_of_one_customer(host: str, client: str) -> None:
    assert client_of(Request({"type": "http", "client": (host, 1)})) == client
