"""Listening and serving: what cannot be bound is told in words, and an end at the keyboard or by a manager is orderly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ConfigError
from tests.patience import PATIENCE
from ui import server

ROOT = Path(__file__).resolve().parent.parent
# An application with a stream that never ends by itself, as an open page has one.
PROGRAM = """
import asyncio
from ui import server

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            kind = (await receive())["type"]
            await send({"type": kind + ".complete"})
            if kind == "lifespan.shutdown":
                print("closed", flush=True)
                return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        await send({"type": "http.response.body", "body": b"x", "more_body": True})
        await asyncio.sleep(0.05)

listener = server.listen("127.0.0.1", 0)
server.run(app, listener, "127.0.0.1")
print("after", flush=True)
"""


def test_a_taken_port_is_told_in_words() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(ConfigError, match="已被占用") as caught,
    ):
        server.listen("127.0.0.1", other.getsockname()[1])
    assert "--port" in caught.value.remedy


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_that_is_not_ours_is_told_in_words(host: str) -> None:
    with pytest.raises(ConfigError, match="没有这个"):
        server.listen(host, 0)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("localhost", "localhost"),
        ("::1", "[::1]"),
    ],
)
def test_the_printed_address_can_be_opened(host: str, shown: str) -> None:
    try:
        listener = server.listen(host, 0)
    except ConfigError:
        pytest.skip(f"{host} is not available here")
    with listener:
        assert server.address(host, listener) == f"http://{shown}:{listener.getsockname()[1]}/"


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_end_is_orderly_even_with_a_page_open(asked: signal.Signals) -> None:
    env = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as serving:
        assert serving.stderr is not None
        ready = serving.stderr.readline()
        assert ready.startswith("已就绪：http://127.0.0.1:")
        port = int(ready.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as page:
            page.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert page.recv(100)
            serving.send_signal(asked)
            out, err = serving.communicate(timeout=PATIENCE)
    assert (serving.returncode, err) == (0, "已停止。\n")
    assert out.split() == ["closed", "after"]
