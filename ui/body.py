"""The body of a request as it comes in: only so large, and only so slow. Knows nothing of what is asked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from ui.asgi import App, Message, Receive, Send

# Seconds that a body may take, and besides one for so many bytes of what it may hold: a line that is slower than this
# carries no page of ours.
PATIENCE = 60.0
SLOWEST = 32 * 1024


class Body:
    """A `receive` for one request, whose body may have `largest` bytes and must come within a time that is enough for them.

    Of a body that is too large or too slow the client counts as gone; `served` gives what it is to be told.
    """

    def __init__(
        self,
        receive: Receive,
        largest: int,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._receive, self._largest, self._clock = receive, largest, clock
        self._ends = clock() + patience + largest / SLOWEST
        self._total, self._whole = 0, False
        self._refusal: tuple[int, str] | None = None

    async def __call__(self) -> Message:
        if self._whole and self._refusal is None:
            # Only the end of the connection is left to wait for, however long an answer takes.
            return await self._receive()
        if self._refusal is None:
            try:
                message = await asyncio.wait_for(
                    self._receive(), max(0.0, self._ends - self._clock())
                )
            except TimeoutError:
                self._refusal = 408, "请求发送得太慢"
            else:
                self._total += len(message.get("body", b""))
                self._whole = not message.get("more_body", False)
                if self._total <= self._largest:
                    return message
                self._refusal = 413, "请求太大"
        return {"type": "http.disconnect"}

    async def served(self, app: App, scope: Any, send: Send) -> tuple[int, str] | None:
        """Let the application answer; returns status and reason where the request had to be refused half-way instead."""
        begun = False

        async def unless_refused(message: Message) -> None:
            nonlocal begun
            if begun or self._refusal is None:
                begun = True
                await send(message)

        try:
            await app(scope, self, unless_refused)
        except Exception:
            if self._refusal is None:
                raise
        return None if begun else self._refusal
