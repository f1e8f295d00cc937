"""The head of a request as it comes in: only so slow. Knows nothing of what is asked.

uvicorn waits for the end of a head for as long as a client likes, and each that sends a byte now and then holds a
connection. The size of a head it limits itself (64 KB), and a silent connection between two requests too (5 s).
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds from the first byte to the end of a head, and from a connection to its first byte: heads have some KB, and
# browsers open connections a little ahead.
PATIENCE = 20.0
_SAID = "请求发送得太慢。\n".encode()
_ANSWER = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%s" % (len(_SAID), _SAID)
)


class Head(H11Protocol):
    """A connection that ends where a head does not come whole within `patience`; one that has begun is told why."""

    patience = PATIENCE

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._begun = False
        self._limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._begun = True
        super().data_received(data)

    def handle_events(self) -> None:
        # Also called at the end of an answer, when the next head may lie there in part.
        super().handle_events()
        if self.conn.their_state is not h11.IDLE:
            self._rest()
        elif self._begun:
            self._wait()

    def _wait(self) -> None:
        if self._limit is None and not self.transport.is_closing():
            self._limit = self.loop.call_later(self.patience, self._end)

    def _rest(self) -> None:
        self._begun = False
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _end(self) -> None:
        self._limit = None
        if not self.transport.is_closing():
            if self._begun:
                self.transport.write(_ANSWER)
            self.transport.close()
