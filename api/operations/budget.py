"""What one client may take: queries in parallel, and seconds of query time in each minute."""

import ipaddress
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Depends, Request

from graph.clock import ticks
from graph.errors import TooManyQueries

PERIOD: Final = 60.0  # seconds over which query time is summed
_MOST_CLIENTS: Final = 10_000  # beyond it, those who spent nothing in the last period are forgotten


@dataclass
class _Account:
    running: int = 0
    spent: deque[tuple[float, float]] = field(default_factory=deque)  # when a query ended, and its seconds


class Budgets:
    """The accounts of all clients; use it in one event loop."""

    def __init__(self, parallel: int, seconds: float, clock: Callable[[], float] = ticks) -> None:
        self.parallel: Final = parallel
        self.seconds: Final = seconds
        self.refusals = 0
        self._clock = clock
        self._accounts: dict[str, _Account] = {}

    @asynccontextmanager
    async def spending(self, client: str) -> AsyncIterator[None]:
        """Charge a client for the time inside the block.

        Raises
        ------
        TooManyQueries
            The client runs as many queries as it may, or spent its time of this minute.
        """
        account = self._account(client)
        self._refuse(account)
        account.running += 1
        started = self._clock()
        try:
            yield
        finally:
            account.running -= 1
            ended = self._clock()
            account.spent.append((ended, ended - started))

    def _account(self, client: str) -> _Account:
        now = self._clock()
        if client not in self._accounts and len(self._accounts) >= _MOST_CLIENTS:
            self._accounts = {name: a for name, a in self._accounts.items() if a.running or _since(a, now)}
        account = self._accounts.setdefault(client, _Account())
        while account.spent and account.spent[0][0] <= now - PERIOD:
            account.spent.popleft()
        return account

    def _refuse(self, account: _Account) -> None:
        if account.running >= self.parallel:
            self.refusals += 1
            raise TooManyQueries(
                f"{account.running} queries of yours run already and {self.parallel} may; wait for one to end", 1.0
            )
        if sum(seconds for _, seconds in account.spent) >= self.seconds:
            self.refusals += 1
            wait = account.spent[0][0] + PERIOD - self._clock()
            raise TooManyQueries(
                f"You spent the {self.seconds:g} s of query time of this minute; ask again in {wait:.0f} s", wait
            )


def _since(account: _Account, now: float) -> bool:
    return bool(account.spent) and account.spent[-1][0] > now - PERIOD


def client_of(request: Request) -> str:
    """Return what tells a client apart: its address, of IPv6 the network that one customer is given."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


async def budgets(request: Request) -> Budgets:
    """Return the accounts of the application."""
    found: Budgets = request.app.state.budgets
    return found


Budget = Annotated[Budgets, Depends(budgets)]
