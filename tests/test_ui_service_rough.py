"""Rough clients on real connections: bodies without an end, uploads cut off, wrong keys, two uploads of one name."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from tests.patience import PATIENCE, until
from tests.server import Served, client, listening, served
from ui.service.metrics import Metrics
from ui.service.watch import Watch

HEAD = "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\n{more}\r\n\r\n"
FORM = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("rough") / "index", upload_mb=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def url(made: Served) -> Iterator[str]:
    with listening(made.app) as address:
        yield address


def opened(url: str, path: str, kind: str, more: str) -> socket.socket:
    host = url.removeprefix("http://")
    name, port = host.split(":")
    line = socket.create_connection((name, int(port)), timeout=PATIENCE)
    line.sendall(HEAD.format(path=path, host=host, kind=kind, more=more).encode())
    return line


@pytest.mark.parametrize(
    ("path", "kind", "first"),
    [
        ("/api/search", "application/json", b" "),
        ("/api/ask", "application/json", b" "),
        ("/api/documents", FORM, PART),
    ],
)
def test_a_body_without_an_end_is_refused_and_the_connection_closed(
    url: str, path: str, kind: str, first: bytes
) -> None:
    with opened(url, path, kind, "Transfer-Encoding: chunked") as line:
        try:
            for piece in (first, *[b" " * 65536] * 80):
                line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        except OSError:
            pass
        answer = b""
        try:
            while more := line.recv(65536):
                answer += more
        except ConnectionResetError:
            pass
    assert answer.startswith(b"HTTP/1.1 413") and "请求太大".encode() in answer


def test_an_upload_that_is_cut_off_is_no_failure_of_the_server(
    made: Served, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    def mine() -> list[int]:
        return [line["status"] for line in made.lines if line["request"].startswith("cut-off-")]

    with caplog.at_level(logging.WARNING):
        for path, kind, begun in (
            ("/api/documents", FORM, PART + b"abc"),
            ("/api/search", "application/json", b'{"query"'),
        ):
            more = f"Content-Length: 9000\r\nX-Request-Id: cut-off-{len(begun)}"
            with opened(url, path, kind, more) as line:
                line.sendall(begun)
        until(lambda: len(mine()) == 2)
    assert [record.message for record in caplog.records] == []
    assert set(mine()) <= {400, 499}
    assert not list((made.parts.folder / "uploads").glob("*"))


async def gone(scope: Any, receive: Any, send: Any) -> None:
    raise ClientDisconnect


async def unknown(scope: Any, receive: Any, send: Any) -> None:
    """As Gradio's stream of events for a page that was open before the server was started anew."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("response already started") from HTTPException(404)


async def broken(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("app", "status", "logged"), [(gone, 499, 0), (unknown, 200, 0), (broken, 500, 1)]
)
def test_only_what_is_wrong_here_is_logged_as_a_failure(
    app: Any, status: int, logged: int, caplog: pytest.LogCaptureFixture
) -> None:
    lines: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        pass

    scope = {"type": "http", "path": "/stage", "method": "POST", "headers": []}
    asyncio.run(Watch(app, Metrics(), lines.append)(scope, None, send))  # type: ignore[arg-type]
    assert [line["status"] for line in lines] == [status]
    assert len(caplog.records) == logged


def test_a_thousand_wrong_keys_keep_nobody_out_and_let_nobody_in(tmp_path: Path) -> None:
    with served(tmp_path / "index") as guarded:
        guarded.users.put("reader", "reader", "reader-password")
        key = guarded.users.new_key("reader")
        with client(guarded.app) as web:
            wrong = {
                web.get("/api/documents", headers=bearer(f"pqa_{n:043d}")).status_code
                for n in range(1000)
            }
            assert wrong == {401}
            assert web.get("/api/documents", headers=bearer(key)).status_code == 200


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def test_two_uploads_of_one_name_at_once_leave_one_whole_document(made: Served, url: str) -> None:
    texts = [f"甲县出口奖励办法\n\n出口额1000万元以上的，奖励{n}0万元。\n" for n in range(1, 7)]

    def upload(text: str) -> int:
        file = {"files": ("同名.txt", text.encode())}
        return httpx.post(f"{url}/api/documents", files=file, timeout=PATIENCE).status_code

    with ThreadPoolExecutor(len(texts)) as at_once:
        statuses = list(at_once.map(upload, texts))
    assert statuses == [200] * len(texts)
    [kept] = [d for d in made.parts.corpus.documents() if "同名" in d.source]
    [file] = (made.parts.folder / "uploads").iterdir()
    assert file.name == "同名.txt"
    text = file.read_text(encoding="utf-8")
    assert text in texts and text.split()[-1] in made.parts.corpus.document(kept.id).text
