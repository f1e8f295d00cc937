"""A sign of life while a long file is read page by page: whoever limits the time of a file listens."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called at every sign of life from now on."""
    _listeners[:] = [listener]


def beat() -> None:
    """Say that a page was finished that may well take seconds."""
    for listener in _listeners:
        listener()
