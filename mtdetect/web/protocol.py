"""HTTP as uvicorn speaks it, but that the head of a request must come in time: uvicorn itself waits for ever."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from mtdetect.web.bodies import JSON
from mtdetect.web.problems import slow_head

SECONDS = 10.0  # from the first moment of a connection, or the first byte of a further request


class TimedProtocol(H11Protocol):
    """A connection that is closed where a request's line and headers take longer than `SECONDS`.

    Where some have come, 408 is answered first. Between requests the time for idle connections holds, as in uvicorn.
    """

    _timer: asyncio.TimerHandle | None = None
    _has_begun = False  # the head of a request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the base has it
        super().connection_made(transport)
        self._timer = self.loop.call_later(SECONDS, self._give_up)

    def data_received(self, data: bytes) -> None:
        """Take what has come; the time begins with the first byte of a head, and ends with its last."""
        self._has_begun = True
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request, of which a part may have come."""
        super().on_response_complete()
        self._has_begun = bool(self.conn.trailing_data[0])
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        head = self.conn.their_state is h11.IDLE and self._has_begun
        rest = self.conn.their_state is h11.SEND_BODY and self.conn.our_state is h11.DONE  # of a body nobody wants
        is_waiting = (head or rest) and not self.transport.is_closing()
        if is_waiting and self._timer is None:
            self._timer = self.loop.call_later(SECONDS, self._give_up)
        elif not is_waiting:
            self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if self._has_begun and self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            body = slow_head(SECONDS).body()
            head = f"HTTP/1.1 408 Request Timeout\r\ncontent-type: {JSON}\r\ncontent-length: {len(body)}\r\n"
            self.transport.write(f"{head}connection: close\r\n\r\n".encode() + body)
        self.transport.close()
