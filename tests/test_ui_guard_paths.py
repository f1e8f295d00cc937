"""The guard: which paths there are, and how large a body may be."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guarded import PAGE, App, ask
from ui.guard import LARGEST_BODY, LARGEST_TEXT, Guard, host_name, is_loopback, policy


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
