"""What stands before everything: only known hosts, only our own pages as origin, only named paths, only so much.

Gradio by itself answers any Host and Origin, takes uploads without a file component, and offers an API, proxies
and monitoring pages. Its paths are therefore allowed by name, and everything else of it does not exist. Paths of our
own API pass: its routes know what they take.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from typing import Any

from ui.asgi import App, Headers, Message, Receive, Send
from ui.body import Body
from ui.words import ASKED

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# A question has at most some thousand characters of three bytes each; a conversation, a form and a draft have more.
LARGEST_BODY = 64 * 1024
LARGEST_TEXT = 2 * 1024 * 1024
_TEXTS = re.compile(
    r"/v1/chat/completions|/api/(?:ask|match|verify)|/mcp|(?:/en)?/gradio_api/queue/join"
)
# Files for the API, and files for the pages.
UPLOADS = frozenset({"/api/documents", "/stage"})
API = re.compile(
    r"/(?:api|v1)/.*|/mcp|/healthz|/readyz|/metrics|/login|/logout|/openapi\.json", re.DOTALL
)
# The pages in both languages, which Gradio adds its scripts to; and all that may be linked to from anywhere.
PAGES = frozenset({"/", "/en/"})
LINKED = re.compile(r"/(?:en/)?|/(?:document|compare)/\w+")
_READ = re.compile(
    r"/(?:en/)?|/(?:page|stream|asking)\.js|/style\.css|/favicon\.ico|/robots\.txt|/(?:document|compare)/\w+"
    r"|(?:/en)?/(?:theme\.css|manifest\.json|(?:assets|static)/[\w./-]+)"
    r"|(?:/en)?/gradio_api/(?:app_id|startup-events|queue/data|heartbeat/\w+)"
)
_WRITE = re.compile(r"/stage|(?:/en)?/gradio_api/(?:queue/join|cancel|reset)")
_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CORS = (
    (b"access-control-allow-methods", b"GET, POST, DELETE"),
    (b"access-control-allow-headers", b"authorization, content-type"),
    (b"access-control-max-age", b"600"),
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Nothing to other sites. With no-referrer a form of our own would come with the origin "null", as from a stranger.
    (b"referrer-policy", b"same-origin"),
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

    On a loopback address these are the names of this machine to itself. On any other address they are `hosts` besides;
    where none are given, every IP address will do and the machine's own name, but no other: a foreign name that points
    here is an attack. `origins` are pages elsewhere that may use the API, with a key: cookies are never allowed to
    them. `upload` is the size of the largest request that uploads a file. `told` makes the JSON in which a client of the API
    is told why it is turned away; without it, it is a line of text.
    """

    def __init__(
        self,
        app: App,
        *,
        bound: str,
        hosts: Collection[str] = (),
        origins: Collection[str] = (),
        upload: int = LARGEST_BODY,
        told: Callable[[int, str], bytes] | None = None,
    ) -> None:
        self._app = app
        self._any_address = not (is_loopback(bound) or hosts)
        ours = {socket.gethostname().lower()} if self._any_address else set()
        self._names = LOCAL_NAMES | {bound} | {host_name(host) for host in hosts} | ours
        self._origins = frozenset(origins)
        self._upload = upload
        self._told = told

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
            api = self._told is not None and API.fullmatch(scope["path"])
            await refuse(send, *refusal, told=self._told if api else None)
            return
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin in self._origins:
            send = _shared(send, origin)
            if scope["method"] == "OPTIONS":
                await refuse(send, 204, "")
                return
        if scope["path"] in PAGES:
            # The scripts of the page are hashed on the way out, which needs it uncompressed.
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            await self._app(scope, receive, Whole(send, _page))
            return
        api = self._told is not None and API.fullmatch(scope["path"])
        body = Body(receive, self._largest(scope["path"]))
        refusal = await body.served(self._app, scope, _secured(send))
        if refusal is not None:
            # What is still on its way is not read: the connection ends.
            await refuse(send, *refusal, told=self._told if api else None, ends=True)

    def _refusal(
        self, scope: MutableMapping[str, Any], headers: Mapping[bytes, bytes]
    ) -> tuple[int, str] | None:
        host = headers.get(b"host", b"").decode("latin-1")
        if sum(name == b"host" for name, _ in scope["headers"]) > 1 or not self._known(host):
            return 421, "不能用这个名称访问。请用 IP 地址或 localhost"
        path, method = scope["path"], scope["method"]
        if self._foreign(host, headers, page=bool(LINKED.fullmatch(path)) and method == "GET"):
            return 403, "不接受来自其他网站的请求"
        if not API.fullmatch(path):
            allowed = _WRITE if method == "POST" else _READ if method in ("GET", "HEAD") else None
            if allowed is None or not allowed.fullmatch(path) or ".." in path:
                return 404, "没有这个页面"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > 15 or int(length) > self._largest(path):
            return 413, "请求太大"
        return None

    def _foreign(self, host: str, headers: Mapping[bytes, bytes], *, page: bool) -> bool:
        """Whether another site sends this. A link to the page is followed from anywhere, and nothing else is."""
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin in self._origins:
            return False
        if origin:
            parts = origin.partition("://")
            return parts[0] not in ("http", "https") or parts[2] != host
        # What a page loads without a script of its own comes without Origin; browsers say so here.
        site = headers.get(b"sec-fetch-site", b"none")
        return site not in (b"none", b"same-origin") and not (
            page and headers.get(b"sec-fetch-mode", b"navigate") == b"navigate"
        )

    def _largest(self, path: str) -> int:
        if path in UPLOADS:
            return self._upload
        return LARGEST_TEXT if _TEXTS.fullmatch(path) else LARGEST_BODY

    def _known(self, host: str) -> bool:
        name = host_name(host)
        return name in self._names or (self._any_address and is_address(name))


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


class Whole:
    """A `send` that holds an answer back until it is whole; `finish` gives the headers and the body that go out."""

    def __init__(
        self, send: Send, finish: Callable[[Headers, bytes], tuple[Headers, bytes]]
    ) -> None:
        self._send, self._finish = send, finish
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                self._start["headers"], body = self._finish(self._start["headers"], self._body)
                await self._send(self._start)
                await self._send({"type": "http.response.body", "body": body})


def _page(headers: Headers, html: bytes) -> tuple[Headers, bytes]:
    """The page under a policy that names its scripts."""
    return _with_headers(headers, policy(html)), html


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


def _shared(send: Send, origin: str) -> Send:
    """`send` for a page elsewhere that may read the answer; outside of `_secured`, which takes such leave away."""

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = (
                (b"access-control-allow-origin", origin.encode("latin-1")),
                (b"vary", b"origin"),
            )
            kept = (
                (n, b"cross-origin" if n == b"cross-origin-resource-policy" else v)
                for n, v in message["headers"]
            )
            message["headers"] = [*kept, *given, *_CORS]
        await send(message)

    return wrapped


async def refuse(
    send: Send,
    status: int,
    reason: str,
    told: Callable[[int, str], bytes] | None = None,
    *,
    ends: bool = False,
) -> None:
    """Answer with one line of text, with the JSON that `told` makes of it, or with nothing; `ends` the connection."""
    line = ASKED.get().line(f"{reason}。").strip()
    body = told(status, reason) if told else f"{line}\n".encode() if reason else b""
    described = [
        (b"content-type", b"application/json" if told else b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    headers = _with_headers(described if body else [], policy(b""))
    headers += [(b"connection", b"close")] if ends else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
