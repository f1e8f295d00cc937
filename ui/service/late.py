"""An ASGI application that is made when it is first asked for: what is slow to import must not slow down a start."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, MutableMapping
from typing import Any

from ui.asgi import Receive, Send


class Late:
    """Stands for the Starlette application that `make` returns, and keeps its lifespan from the first request on."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._app: Any = None
        self._living: asyncio.Task[None] | None = None
        self._made = asyncio.Event()
        self._ended = asyncio.Event()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if self._living is None:
            self._living = asyncio.create_task(self._live())
        made = asyncio.create_task(self._made.wait())
        await asyncio.wait({made, self._living}, return_when=asyncio.FIRST_COMPLETED)
        if self._app is None:
            made.cancel()
            living, self._living = self._living, None
            await living  # raises why it could not be made
        await self._app(scope, receive, send)

    async def close(self) -> None:
        """End it, if it ever began."""
        self._ended.set()
        if self._living is not None:
            with contextlib.suppress(Exception):
                await self._living

    async def _live(self) -> None:
        app = await asyncio.to_thread(self._make)
        async with app.router.lifespan_context(app):
            self._app = app
            self._made.set()
            await self._ended.wait()
