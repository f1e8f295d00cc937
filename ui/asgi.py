"""The types of a server and its applications (ASGI): what is received, sent, and called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
