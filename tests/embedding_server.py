"""A loopback server that speaks the OpenAI embeddings protocol, honestly or not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np


class Server:
    """A loopback embeddings endpoint that embeds by character sums, keeps what it was asked, and can misbehave.

    `replies` holds answers to give first: a status, a body, or a function of the honest JSON.
    """

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.headers: list[dict[str, str]] = []
        self.replies: list[int | bytes | Callable[[dict], object]] = []
        self.dimensions = 24
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.asked.append(body)
                outer.headers.append({name.lower(): value for name, value in self.headers.items()})
                status, answer = outer.answer(body)
                self.send_response(status)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def answer(self, body: dict) -> tuple[int, bytes]:
        """Return status and body: the next misbehaviour, or the truth."""
        rows = [
            {"index": n, "embedding": self.vector(text)} for n, text in enumerate(body["input"])
        ]
        reply = self.replies.pop(0) if self.replies else 200
        if isinstance(reply, bytes):
            return 200, reply
        if isinstance(reply, int):
            honest: object = {"data": rows} if reply == 200 else {"error": {"message": "说不"}}
            return reply, json.dumps(honest).encode()
        return 200, json.dumps(reply({"data": rows})).encode()

    def vector(self, text: str) -> list[float]:
        """Return a vector that depends on every character and its place."""
        total = np.zeros(self.dimensions)
        for place, character in enumerate(text):
            total[(ord(character) + place) % self.dimensions] += 1 + ord(character) % 7
        return [float(value) + 0.1 for value in total]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
