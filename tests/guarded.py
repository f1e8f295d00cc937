"""An application behind the guard, and requests to it."""

from __future__ import annotations

import asyncio
from typing import Any

from ui.guard import Guard

PAGE = b"<html><script>a()</script><script src='x.js'></script><script type='module'>\nb()\n</script></html>"


class App:
    """Answers every request with a small page and keeps what reached it."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.body = b""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.paths.append(scope.get("path", scope["type"]))
        self.headers = dict(scope.get("headers", ()))
        if scope.get("method") == "POST":
            while True:
                message = await receive()
                self.body += message.get("body", b"")
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    break
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [
                    (b"content-type", b"text/html"),
                    (b"access-control-allow-origin", b"http://a"),
                    (b"x-frame-options", b"ALLOW"),
                ],
            }
        )
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})


def ask(
    path: str = "/",
    *,
    bound: str = "127.0.0.1",
    hosts: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
    method: str = "GET",
    host: str | None = "127.0.0.1:7860",
    chunks: tuple[bytes, ...] = (b"",),
    **headers: str,
) -> tuple[int, dict[bytes, bytes], bytes, App]:
    """Send one request through a guard; returns status, headers, body and the application behind."""
    app, sent = App(), []
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "headers": pairs + ([(b"host", host.encode())] if host is not None else []),
    }
    left = list(chunks)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Any) -> None:
        sent.append(message)

    guard = Guard(app, bound=bound, hosts=hosts, origins=origins)
    asyncio.run(guard(scope, receive, send))
    return (
        sent[0]["status"],
        dict(sent[0]["headers"]),
        b"".join(m.get("body", b"") for m in sent[1:]),
        app,
    )
