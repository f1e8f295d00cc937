"""A server on the loopback address that answers each connection as a script says: the world's model servers in small."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from tests.patience import PATIENCE

Behaviour = Callable[[socket.socket, bytes], object]
# What would go on for ever ends here, long after whoever waits for the other side gave up: seconds and bytes.
FOR_EVER, ENDLESS = 2 * PATIENCE, 2**28

EVENTS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n"


def event(text: str = "", finish: str | None = None) -> bytes:
    """One event of a streamed chat completion."""
    delta = {"content": text} if text else {}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return b"data: " + json.dumps({"choices": [choice]}, ensure_ascii=False).encode() + b"\n\n"


def streamed(*pieces: str, finish: str | None = "stop", done: bool = True) -> Behaviour:
    """Answer with the pieces, as a good server does."""
    body = b"".join(event(piece) for piece in pieces)
    end = (event(finish=finish) if finish else b"") + (b"data: [DONE]\n\n" if done else b"")
    return lambda connection, request: connection.sendall(EVENTS + body + end)


def answered(status: str, kind: str, body: bytes, *headers: str) -> Behaviour:
    """Answer with a whole body."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    return lambda connection, request: connection.sendall(
        "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    )


def hang(connection: socket.socket, request: bytes) -> None:
    connection.settimeout(FOR_EVER)
    with contextlib.suppress(OSError):
        connection.recv(1)  # until the other side hangs up


def drip(piece: bytes, head: bytes = EVENTS) -> Behaviour:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(head)
        end = time.monotonic() + FOR_EVER
        while time.monotonic() < end:
            connection.sendall(piece)
            time.sleep(0.02)

    return behave


def flood(piece: bytes, head: bytes = EVENTS) -> Behaviour:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(head)
        for _ in range(ENDLESS // (1000 * len(piece))):
            connection.sendall(piece * 1000)

    return behave


def raw(data: bytes, *, then: Behaviour | None = None) -> Behaviour:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(data)
        if then:
            then(connection, request)

    return behave


def _piece(connection: socket.socket) -> bytes:
    """Return what came; who hangs up without a request (to see whether somebody is there) ends the connection.

    Without that the thread would ask for more for ever, and take a core from all tests that follow.
    """
    piece = connection.recv(65536)
    if not piece:
        raise OSError("closed before the request was whole")
    return piece


class Loopback:
    """Answers the first connection with the first behaviour, and so on; the last one stays. Keeps the requests."""

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        self._behaviours = list(behaviours)
        self.requests: list[bytes] = []
        self.ended = threading.Event()
        """Set when a connection was closed by the other side."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = self._read(connection)
            self.requests.append(request)
            behaviour = self._behaviours[min(len(self.requests), len(self._behaviours)) - 1]
            behaviour(connection, request)
        self.ended.set()

    def _read(self, connection: socket.socket) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            data += _piece(connection)
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(
            next(
                line.split(b":")[1]
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            )
        )
        while len(body) < length:
            body += _piece(connection)
        return head + b"\r\n\r\n" + body

    def close(self) -> None:
        self._listener.close()


@contextlib.contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Loopback]:
    """A server for the time of the `with`."""
    server = Loopback(behaviours)
    try:
        yield server
    finally:
        server.close()
