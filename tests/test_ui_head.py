"""Heads that do not end: each is told and its connection closed, and whoever is in time notices nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from tests.patience import PATIENCE, until
from ui.head import Head
from ui.server import listen

WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Quick(Head):
    """A connection whose limit a test can wait for; an answer takes longer."""

    patience = 0.5


async def app(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.sleep(2 * Quick.patience if scope["path"] == "/slow" else 0)
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    await send(start)
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with listen("127.0.0.1", 0) as listener:
        config = uvicorn.Config(app, http=Quick, lifespan="off", log_level="critical")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def said(line: socket.socket) -> bytes:
    """Everything that comes until the other side closes."""
    got = b""
    try:
        while more := line.recv(65536):
            got += more
    except ConnectionResetError:
        pass
    return got


def answers(line: socket.socket, count: int) -> None:
    """Read so many answers."""
    got = b""
    while got.count(b"\r\n\r\nok") < count:
        more = line.recv(65536)
        assert more, got
        got += more


def opened(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def test_a_head_that_drips_without_an_end_is_told_so_and_closed(port: int) -> None:
    with opened(port) as line:
        began = time.monotonic()
        line.sendall(WHOLE[:-2])
        dripping = threading.Event()

        def drip() -> None:
            while not dripping.wait(0.05):
                try:
                    line.sendall(b"X-A: b\r\n")
                except OSError:
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        answer = said(line)
        dripping.set()
        thread.join()
    assert answer.startswith(b"HTTP/1.1 408") or answer == b""  # a reset may overtake the answer
    assert time.monotonic() - began >= Quick.patience


def test_half_a_head_is_told_why_its_connection_ends(port: int) -> None:
    with opened(port) as line:
        line.sendall(WHOLE[:-2])
        answer = said(line)
    assert answer.startswith(b"HTTP/1.1 408") and "太慢".encode() in answer


def test_a_connection_that_asks_nothing_is_closed_in_silence(port: int) -> None:
    with opened(port) as line:
        assert said(line) == b""


def test_whoever_waits_for_an_answer_or_asks_again_is_left_alone(port: int) -> None:
    with opened(port) as line:
        for path in (b"/slow", b"/", b"/slow"):
            line.sendall(WHOLE.replace(b" / ", b" %s " % path))
            answers(line, 1)
        # The second head on a connection has the same limit.
        line.sendall(WHOLE[:-2])
        assert said(line).startswith(b"HTTP/1.1 408")


def test_heads_in_one_piece_are_answered_in_their_order(port: int) -> None:
    with opened(port) as line:
        line.sendall(WHOLE * 3)
        answers(line, 3)
