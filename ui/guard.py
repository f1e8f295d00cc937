"""What stands before the page: only known hosts, only our own pages as origin, only the paths that the page uses.

Gradio by itself answers any Host and Origin, takes uploads without a file component, and offers an API, proxies
and monitoring pages. Paths are therefore allowed by name, and everything else does not exist.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# A draft has at most 200 000 characters of three bytes each. Files have a limit of their own where they come in.
LARGEST_BODY = 1024 * 1024
STAGE = "/stage"
_READ = re.compile(
    r"/|/healthz|/page\.js|/style\.css|/favicon\.ico|/robots\.txt|/document/\w+"
    r"|(?:/en)?/(?:theme\.css|manifest\.json|(?:assets|static)/[\w./-]+)|/en/"
    r"|(?:/en)?/gradio_api/(?:app_id|startup-events|queue/data|heartbeat/\w+)"
)
_WRITE = re.compile(r"/stage|(?:/en)?/gradio_api/(?:queue/join|cancel|reset)")
_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# Gradio's HTML component makes functions from its templates, hence 'unsafe-eval'; styles are set inline everywhere.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class Guard:
    """Wraps an ASGI application served on `bound`, which decides the names that it may be called by.

    On a loopback address these are the names of this machine to itself. On any other address every IP address
    will do as well, and the machine's own name, but no other: a foreign name that points here is an attack.
    """

    def __init__(self, app: App, *, bound: str) -> None:
        self._app = app
        self._local = is_loopback(bound)
        self._names = (
            LOCAL_NAMES | {bound} | (frozenset() if self._local else {socket.gethostname().lower()})
        )

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = dict(scope["headers"])
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(send, *refusal)
            return
        if scope["path"] in ("/", "/en/"):
            # The scripts of the page are hashed on the way out, which needs it uncompressed.
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            await self._app(scope, receive, _Page(send))
            return
        limited = receive if scope["path"] == STAGE else _limited(receive)
        await self._app(scope, limited, _secured(send))

    def _refusal(
        self, scope: MutableMapping[str, Any], headers: dict[bytes, bytes]
    ) -> tuple[int, str] | None:
        host = headers.get(b"host", b"").decode("latin-1")
        if not self._known(host):
            return 421, "不能用这个名称访问。请用 IP 地址或 localhost"
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and urlsplit(origin).netloc != host:
            return 403, "不接受来自其他网站的请求"
        path, method = scope["path"], scope["method"]
        allowed = _WRITE if method == "POST" else _READ if method in ("GET", "HEAD") else None
        if allowed is None or not allowed.fullmatch(path) or ".." in path:
            return 404, "没有这个页面"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or (int(length) > LARGEST_BODY and path != STAGE):
            return 413, "请求太大"
        return None

    def _known(self, host: str) -> bool:
        name = host_name(host)
        return name in self._names or (not self._local and is_address(name))


def host_name(host: str) -> str:
    """Return the name in a Host header, lower case, without port and brackets; empty when it is malformed."""
    match = re.fullmatch(r"(?:\[([\da-fA-F:.]+)\]|([\w.-]+))(?::\d{1,5})?", host)
    return (match[1] or match[2]).lower() if match else ""


def is_address(name: str) -> bool:
    """Return whether `name` is an IP address: no name, so nobody can point it elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Return whether a server bound to `host` can be reached from this machine only."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def policy(html: bytes) -> bytes:
    """Return the Content-Security-Policy under which the inline scripts of `html`, and no other, may run."""
    digests = (hashlib.sha256(match[1]).digest() for match in _SCRIPT.finditer(html))
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return _POLICY.format(hashes=hashes).encode()


class _Page:
    """Holds the page back until it is whole, so that its policy can name its scripts."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                self._start["headers"] = _with_headers(self._start["headers"], policy(self._body))
                await self._send(self._start)
                await self._send({"type": "http.response.body", "body": self._body})


def _secured(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _with_headers(message["headers"], policy(b""))
        await send(message)

    return wrapped


def _with_headers(headers: Iterable[tuple[bytes, bytes]], csp: bytes) -> list[tuple[bytes, bytes]]:
    ours = {name for name, _ in _HEADERS} | {b"content-security-policy", b"server"}
    # Gradio echoes an Origin with credentials; ours is the only one, and it needs no permission.
    kept = [
        (n, v)
        for n, v in headers
        if n.lower() not in ours and not n.lower().startswith(b"access-control-")
    ]
    return [*kept, *_HEADERS, (b"content-security-policy", csp)]


def _limited(receive: Receive) -> Receive:
    """`receive` for bodies without a stated length: past the limit the client counts as gone."""
    total = 0

    async def wrapped() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        return {"type": "http.disconnect"} if total > LARGEST_BODY else message

    return wrapped


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = f"{reason}。\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": _with_headers(headers, policy(b"")),
        }
    )
    await send({"type": "http.response.body", "body": body})
