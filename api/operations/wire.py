"""Connections with patience that ends: a request that is not whole in time is hung up on."""

import asyncio
from typing import Any, ClassVar, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_STILL_SENDING: Final = (h11.IDLE, h11.SEND_BODY)


class PatientProtocol(H11Protocol):
    """HTTP/1.1 on which a client has `patience` seconds to send each request, head and body.

    Without it a connection that sends half a request stays open for ever, and a few thousand of them use up the
    descriptors that honest clients need.
    """

    patience: ClassVar[float] = 15.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for the first request."""
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what arrived; a request that is whole ends the wait, the first bytes of another start it anew."""
        super().data_received(data)
        if self.conn.their_state in _STILL_SENDING:
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the wait."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.patience, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _hang_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()


def patient(seconds: float) -> type[PatientProtocol]:
    """Return the protocol with another patience."""
    namespace: dict[str, Any] = {"patience": seconds}
    return type("PatientProtocol", (PatientProtocol,), namespace)
