"""Who may ask for what: hosts, origins, paths, sizes; and what every response carries."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from tests.guarded import App, ask
from ui.guard import Guard

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
