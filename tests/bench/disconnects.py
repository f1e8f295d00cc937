"""1 000 clients that leave: before the first word, in line, in the middle of writing. Is anything still written for them?

    python -m tests.bench.disconnects [--count 1000]

The model is a server that never ends; what counts is how long its connections and the generations live on.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from qa.generators import OpenAIGenerator
from tests.loopback import EVENTS, event, serving
from tests.server import QUESTION, listening, served


class Endless:
    """A model server that says one letter after another until its client hangs up; counts who it talks to."""

    def __init__(self) -> None:
        self.open, self.asked = 0, 0
        self._guard = threading.Lock()

    def __call__(self, connection: socket.socket, request: bytes) -> None:
        with self._guard:
            self.open += 1
            self.asked += 1
        try:
            connection.sendall(EVENTS)
            while True:
                connection.sendall(event("的"))
                time.sleep(0.05)
        except OSError:
            pass
        finally:
            with self._guard:
                self.open -= 1


def leave(
    url: str, path: str, body: dict[str, object], seconds: float, model: Endless | None
) -> None:
    """Send a question, listen for a while (from when the model writes, where one is given), and go."""
    data = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nContent-Type: application/json\r\n"
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(head.encode() + f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        end = time.monotonic() + 20
        while model is not None and not model.open and time.monotonic() < end:
            time.sleep(0.005)
        connection.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            while connection.recv(4096):
                pass


def _until(over: Callable[[], bool], begun: float) -> float:
    """Return the seconds from `begun` until it is over, ten at most."""
    while not over() and time.perf_counter() - begun < 10:
        time.sleep(0.005)
    return time.perf_counter() - begun


def main() -> None:
    """Print the counts."""
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=1000)
    count = options.parse_args().count
    chance = random.Random(7)
    model = Endless()
    bodies = (
        ("/api/ask", {"question": QUESTION}),
        ("/api/ask", {"question": QUESTION, "stream": True}),
        (
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": QUESTION}], "stream": True},
        ),
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": QUESTION}]}),
    )
    left, working, longest, done = 0, 0, 0.0, 0
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(model) as upstream,
        served(
            Path(folder) / "index",
            generator=OpenAIGenerator(upstream.url, "endless", timeout=60, max_tokens=100_000),
            answer_seconds=60.0,
        ) as made,
        listening(made.app) as url,
    ):
        desk = made.parts.asked
        while done < count:
            group = min(chance.choice((1, 1, 2, 4)), count - done)
            # Every second group leaves while the model writes for one of them.
            writing = model if chance.random() < 0.5 else None
            threads = [
                threading.Thread(
                    target=leave,
                    args=(url, *chance.choice(bodies), chance.uniform(0.005, 0.4), writing),
                )
                for _ in range(group)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            done += group
            begun = time.perf_counter()
            silence = _until(lambda: not model.open, begun)
            rest = _until(lambda: not desk.running, begun)
            longest = max(longest, silence)
            left += silence > 1
            working += rest > 1
        metrics = made.parts.metrics.text().decode()
    print(
        f"{done} disconnects, the model was asked {model.asked} times; load {os.getloadavg()[0]:.0f}"
    )
    print(f"generations left running after 1 s: {left}; longest {longest:.2f} s")
    print(f"times that searching or reading went on for more than 1 s: {working}")
    print(next(line for line in metrics.splitlines() if line.startswith("policyqa_generating")))


if __name__ == "__main__":
    main()
