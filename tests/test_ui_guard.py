"""Who may ask for what: hosts, origins, paths, sizes; and what every response carries."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.guard import LARGEST_BODY, LARGEST_TEXT, Guard, host_name, is_loopback, policy

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


LOCAL = ["127.0.0.1", "127.0.0.1:7860", "localhost", "LOCALHOST:7860", "[::1]:7860", "[::1]"]
FOREIGN = [
    "example.com",
    "example.com:7860",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "localhost:7860@example.com",
    "127.0.0.1:7860, example.com",
    "",
    "[::1",
    "localhost:",
    "localhost/",
    "xn--localhost",
]


@pytest.mark.parametrize("host", LOCAL)
def test_a_local_server_answers_to_its_own_names(host: str) -> None:
    assert ask(host=host)[0] == 200


@pytest.mark.parametrize("host", [*FOREIGN, "192.168.1.9:7860", "10.0.0.1", "[fd00::1]:7860", None])
def test_a_local_server_answers_to_no_other_name(host: str | None) -> None:
    status, _, body, app = ask(host=host)
    assert (status, app.paths) == (421, [])
    assert "localhost" in body.decode()


@pytest.mark.parametrize(
    "host", [*LOCAL, "192.168.1.9:7860", "[fd00::1]:7860", socket.gethostname()]
)
def test_a_server_on_the_network_answers_to_addresses_and_its_own_name(host: str) -> None:
    assert ask(bound="0.0.0.0", host=host)[0] == 200


@pytest.mark.parametrize("host", FOREIGN)
def test_a_server_on_the_network_answers_to_no_foreign_name(host: str) -> None:
    assert ask(bound="0.0.0.0", host=host)[0] == 421


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://example.com",
        "http://localhost:9999",
        "null",
        "http://127.0.0.1",
        "x",
        "http://127.0.0.1:7860.a",
    ],
)
def test_other_pages_are_refused(origin: str, method: str) -> None:
    status, _, _, app = ask(
        "/gradio_api/queue/join" if method == "POST" else "/", method=method, origin=origin
    )
    assert (status, app.paths) == (403, [])


@pytest.mark.parametrize("site", ["cross-site", "same-site", "x"])
def test_what_another_page_loads_without_a_script_is_refused(site: str) -> None:
    assert ask("/gradio_api/queue/data", sec_fetch_site=site)[0] == 403
    assert ask("/api/documents", sec_fetch_site=site, sec_fetch_mode="no-cors")[0] == 403
    assert ask("/", sec_fetch_site=site, sec_fetch_mode="cors")[0] == 403
    assert ask("/", sec_fetch_site=site, sec_fetch_mode="navigate")[0] == 200, "a link"


def test_hosts_that_are_named_are_the_only_ones_besides_our_own() -> None:
    for host, status in (
        ("policy.example.com", 200),
        ("POLICY.example.com:8443", 200),
        ("localhost:7860", 200),
        ("0.0.0.0:7860", 200),
        ("192.168.1.9:7860", 421),
        ("other.example.com", 421),
    ):
        assert ask(bound="0.0.0.0", hosts=("policy.example.com",), host=host)[0] == status, host


def test_a_page_that_is_named_may_use_the_api_and_read_the_answer() -> None:
    known = "https://portal.example.com"
    status, headers, _, app = ask(
        "/api/ask", method="POST", origins=(known,), origin=known, sec_fetch_site="cross-site"
    )
    assert (status, app.paths) == (200, ["/api/ask"])
    assert headers[b"access-control-allow-origin"] == known.encode()
    assert b"access-control-allow-credentials" not in headers
    status, headers, body, app = ask("/api/ask", method="OPTIONS", origins=(known,), origin=known)
    assert (status, body, app.paths) == (204, b"", [])
    assert b"authorization" in headers[b"access-control-allow-headers"]
    for other in ("https://portal.example.com.evil.com", "http://portal.example.com", "null"):
        status, headers, _, _ = ask("/api/ask", method="POST", origins=(known,), origin=other)
        assert status == 403 and b"access-control-allow-origin" not in headers


def test_two_hosts_are_none() -> None:
    app, sent = App(), []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": "/",
        "method": "GET",
        "headers": [(b"host", b"localhost"), (b"host", b"example.com")],
    }
    asyncio.run(Guard(app, bound="127.0.0.1")(scope, None, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 421


def test_our_own_page_is_served() -> None:
    assert ask("/gradio_api/queue/join", method="POST", origin="http://127.0.0.1:7860")[0] == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=http://example.com"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/openapi.json"),
        ("POST", "/gradio_api/call/ask"),
        ("POST", "/gradio_api/run/predict"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/config"),
        ("GET", "/monitoring"),
        ("GET", "/docs"),
        ("GET", "/assets/../../secret"),
        ("GET", "/assets/..%2fsecret"),
        ("GET", "//"),
        ("GET", "/\n"),
        ("POST", "/"),
        ("PUT", "/"),
        ("OPTIONS", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/queue/join/"),
    ],
)
def test_what_the_page_does_not_use_does_not_exist(method: str, path: str) -> None:
    status, headers, _, app = ask(path, method=method)
    assert (status, app.paths) == (404, [])
    assert headers[b"x-content-type-options"] == b"nosniff"


@given(st.text(st.sampled_from("/.%\\assetgrdio_pqu123-=~"), max_size=40))
def test_only_named_paths_pass(path: str) -> None:
    status, _, _, _app = ask("/" + path)
    if status == 200:
        assert ".." not in path and "%" not in path and "\\" not in path


def test_a_large_request_is_refused_before_it_is_read() -> None:
    status, _, _, app = ask(
        "/gradio_api/cancel", method="POST", content_length=str(LARGEST_BODY + 1)
    )
    assert (status, app.paths) == (413, [])
    assert ask("/gradio_api/cancel", method="POST", content_length="-1")[0] == 413
    assert ask("/api/verify", method="POST", content_length=str(LARGEST_TEXT))[0] == 200
    assert ask("/api/verify", method="POST", content_length=str(LARGEST_TEXT + 1))[0] == 413


def test_a_large_request_without_a_length_is_cut_off() -> None:
    status, headers, body, app = ask(
        "/gradio_api/cancel", method="POST", chunks=(b"x" * 1024,) * 200
    )
    assert len(app.body) <= LARGEST_BODY
    assert (status, headers[b"connection"], body.decode()) == (413, b"close", "请求太大。\n")
    _, _, _, app = ask("/gradio_api/cancel", method="POST", chunks=(b"x" * 1024,) * 10)
    assert len(app.body) == 10 * 1024


@pytest.mark.parametrize("path", ["/", "/healthz", "/gradio_api/queue/data", "/no"])
def test_every_response_carries_the_headers_once(path: str) -> None:
    _, headers, _, _ = ask(path)
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"referrer-policy"] == b"same-origin"
    csp = headers[b"content-security-policy"].decode()
    for rule in (
        "default-src 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'self'",
    ):
        assert rule in csp
    assert "unsafe-inline" not in csp.split("script-src")[1].split(";")[0]
    assert not [name for name in headers if name.startswith(b"access-control-")]


def test_the_policy_of_the_page_allows_its_own_inline_scripts_and_no_other() -> None:
    _, headers, body, app = ask("/", accept_encoding="br, gzip")
    assert body == PAGE
    assert b"accept-encoding" not in app.headers
    allowed = set(re.findall(r"'sha256-([^']+)'", headers[b"content-security-policy"].decode()))
    assert allowed == {
        base64.b64encode(hashlib.sha256(s).digest()).decode() for s in (b"a()", b"\nb()\n")
    }
    assert b"sha256" not in ask("/healthz")[1][b"content-security-policy"]
    assert b"sha256" not in policy(b"<script src='a.js'></script>")


def test_websockets_are_refused_and_the_lifespan_passes() -> None:
    app, sent = App(), []

    async def send(message: Any) -> None:
        sent.append(message)

    async def scene() -> None:
        guard = Guard(app, bound="127.0.0.1")
        await guard({"type": "websocket", "path": "/", "headers": []}, None, send)  # type: ignore[arg-type]
        await guard({"type": "lifespan"}, None, send)  # type: ignore[arg-type]

    asyncio.run(scene())
    assert sent[0]["type"] == "websocket.close"
    assert app.paths == ["lifespan"]


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True)],
)
@pytest.mark.parametrize("other", ["0.0.0.0", "::", "192.168.0.1", "example.com", ""])
def test_loopback(host: str, local: bool, other: str) -> None:
    assert is_loopback(host) is local
    assert not is_loopback(other)


@given(st.text(max_size=30))
def test_a_host_name_is_a_plain_name_or_nothing(host: str) -> None:
    assert re.fullmatch(r"[\w.:-]*", host_name(host))
