"""24 ways in which a model server can be bad: is there an answer within the time-out and a second, and does it say so?

python -m tests.bench.bad_servers [--timeout 2]
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import tempfile
import time
from pathlib import Path

import httpx

from qa.generators import OpenAIGenerator
from tests.command import nowhere
from tests.loopback import (
    EVENTS,
    Behaviour,
    answered,
    drip,
    event,
    flood,
    hang,
    raw,
    serving,
    streamed,
)
from tests.server import QUESTION, listening, served

HTML = b"<!doctype html><html><body><h1>It works!</h1></body></html>"
JSON = "application/json"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
LIE = "全县已建成99家县重点实验室。[1]"


def reset(connection: socket.socket, request: bytes) -> None:
    """Hang up with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def slow_head(connection: socket.socket, request: bytes) -> None:
    """Send a head byte by byte that never ends."""
    with contextlib.suppress(OSError):
        for _ in range(10_000):
            connection.sendall(b"X")
            time.sleep(0.02)


WAYS: dict[str, Behaviour | None] = {
    "nobody listens": None,
    "hangs": hang,
    "resets": reset,
    "closes at once": raw(b""),
    "401": answered("401 Unauthorized", JSON, b'{"error": {"message": "no"}}'),
    "404": answered("404 Not Found", "text/html", HTML),
    "429 for ever": answered("429 Too Many Requests", JSON, b"{}", "Retry-After: 3600"),
    "500": answered("500 Internal Server Error", "text/plain", b"oops"),
    "503": answered("503 Service Unavailable", "text/plain", b""),
    "redirect": answered("302 Found", "text/plain", b"", "Location: http://127.0.0.1:1/"),
    "html": answered("200 OK", "text/html", HTML),
    "garbage instead of http": raw(b"\x00\xff\xfe garbage \r\n\r\n"),
    "broken json": answered("200 OK", JSON, b'{"choices": [{"message": '),
    "json of another kind": answered("200 OK", JSON, b'[1, 2, "three"]'),
    "no text in it": answered("200 OK", JSON, b'{"choices": [{"message": {"content": null}}]}'),
    "drips one letter for ever": drip(event("的")),
    "drips comments for ever": drip(b": still here\n\n"),
    "drips its head": slow_head,
    "endless text": flood(event("很长的话，")),
    "a line without end": flood(b"x" * 64, EVENTS + b"data: "),
    "an endless body": flood(b" " * 64, PLAIN),
    "stops in the middle": raw(EVENTS + event("全县已建成"), then=hang),
    "hangs up in the middle": raw(EVENTS + event("全县已建成")),
    "lies": streamed(LIE),
}


def main() -> None:
    """Print a line for each way, and the counts."""
    options = argparse.ArgumentParser()
    options.add_argument("--timeout", type=float, default=2.0)
    timeout = options.parse_args().timeout
    good, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, behaviour in WAYS.items():
            with contextlib.ExitStack() as held:
                url = nowhere() if behaviour is None else held.enter_context(serving(behaviour)).url
                model = OpenAIGenerator(url, "bad", timeout=timeout, retries=1)
                made = held.enter_context(served(Path(folder) / "index", generator=model))
                address = held.enter_context(listening(made.app))
                httpx.post(f"{address}/api/search", json={"query": QUESTION})
                begun = time.perf_counter()
                response = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60)
                took = time.perf_counter() - begun
                answer = response.json()
                right = (
                    answer.get("generator") == "extractive"
                    and "12家" in answer["answer"]
                    and bool(answer["floor_reason"])
                    and took <= timeout + 1
                )
                good += right
                slowest = max(slowest, took)
                said = answer.get("floor_reason") or response.text[:80]
                print(f"{'good' if right else 'BAD '} {took:5.2f} s  {name}: {said}")
    print(
        f"{good} of {len(WAYS)} answered from the source within {timeout:g} + 1 s and said so; ",
        end="",
    )
    print(f"slowest {slowest:.2f} s")


if __name__ == "__main__":
    main()
