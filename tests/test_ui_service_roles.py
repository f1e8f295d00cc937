"""Who may do what at the service, by role."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from tests.server import FILE, QUESTION, Served, client, served, staffed, unled
from ui.serve import page_parts
from ui.service.access import COOKIE
from ui.service.app import service
from ui.service.metrics import Metrics
from ui.service.rates import Rates


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with staffed(tmp_path / "index") as made:
        yield made


@pytest.fixture
def web(server: Served) -> Iterator[TestClient]:
    with unled(server.app) as made:
        yield made


def bearer(server: Served, name: str) -> dict[str, str]:
    return {"authorization": f"Bearer {server.users.new_key(name)}"}


def test_a_reader_reads_and_an_editor_changes(web: TestClient, server: Served) -> None:
    reader, editor = bearer(server, "读者"), bearer(server, "编辑")
    assert web.post("/api/ask", json={"question": QUESTION}, headers=reader).status_code == 200
    assert web.post("/api/documents", files=FILE, headers=reader).status_code == 403
    before = web.get("/api/documents", headers=reader).json()
    assert web.delete(f"/api/documents/{before[0]['id']}", headers=reader).status_code == 403
    added = web.post("/api/documents", files=FILE, headers=editor)
    assert [r["status"] for r in added.json()] == ["added"]
    made = added.json()[0]["document_id"]
    removed = web.delete(f"/api/documents/{made}", headers=editor)
    assert [d["id"] for d in removed.json()] == [made]
    assert web.get("/api/documents", headers=reader).json() == before
    assert not list((server.parts.folder / "uploads").iterdir())
    log = (server.parts.folder / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(json.loads(line)["who"], json.loads(line)["action"]) for line in log] == [
        ("编辑", "add"),
        ("编辑", "remove"),
    ]


def test_a_password_gives_a_cookie_that_ends(web: TestClient, server: Served) -> None:
    wrong = web.post("/login", data={"name": "读者", "password": "wrong"})
    assert wrong.status_code == 401 and "不对" in wrong.text and COOKIE not in web.cookies
    right = web.post("/login", data={"name": "读者", "password": "reader-password"})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert web.get("/v1/models").status_code == 200
    assert web.post("/logout").status_code == 303
    assert web.get("/v1/models", headers={"cookie": cookie.partition(";")[0]}).status_code == 401


def test_a_new_password_and_a_removed_account_end_sessions(web: TestClient, server: Served) -> None:
    for change in (
        lambda: server.users.put("读者", "reader", "another-password"),
        lambda: server.users.remove("编辑"),
    ):
        name, password = (
            ("读者", "reader-password") if not web.cookies else ("编辑", "editor-password")
        )
        web.cookies.clear()
        web.post("/login", data={"name": name, "password": password})
        assert web.get("/v1/models").status_code == 200
        change()
        assert web.get("/v1/models").status_code == 401


def test_guessing_is_slowed_down(web: TestClient) -> None:
    codes = [
        web.post("/login", data={"name": "读者", "password": f"guess{n}"}).status_code
        for n in range(12)
    ]
    assert codes[:10] == [401] * 10 and codes[10:] == [429, 429]


def test_the_rates_fill_again() -> None:
    now = [0.0]
    rates = Rates(60, clock=lambda: now[0])
    assert [rates.allow("甲") for _ in range(61)] == [True] * 60 + [False]
    assert rates.allow("乙")
    now[0] = 1.0
    assert [rates.allow("甲") for _ in range(2)] == [True, False]
    assert all(Rates(0).allow("甲") for _ in range(1000))


def test_too_many_requests_are_told_so(tmp_path: Path) -> None:
    with served(tmp_path / "index", rate=2) as made, client(made.app) as web:
        codes = [web.get("/v1/models").status_code for _ in range(4)]
        assert codes == [200, 200, 429, 429]
        assert web.get("/v1/models").headers["retry-after"]
        assert web.get("/healthz").status_code == 200


def test_handlers_learn_who_is_there_and_nobody_else_says_so(tmp_path: Path) -> None:
    pages = FastAPI()

    @pages.get("/page.js")
    def told(request: Request) -> dict[str, str]:
        return {k: v for k, v in request.headers.items() if k.startswith("x-policyqa")}

    with (
        served(tmp_path / "index") as made,
        client(service(replace(made.parts, metrics=Metrics()), pages)) as web,
    ):
        told_ = web.get("/page.js", headers={"x-policyqa-role": "root", "x-policyqa-user": "x"})
        assert told_.json()["x-policyqa-role"] == "editor"
        assert told_.json()["x-policyqa-user"] == "%E6%9C%AC%E6%9C%BA"


def test_the_pages_edit_by_role_and_note_changes_under_the_account(server: Served) -> None:
    with contextlib.ExitStack() as held:
        shown = page_parts(server.parts, (), held)
        pages = FastAPI()

        @pages.get("/page.js")
        def change(request: Request) -> bool:
            if shown.allowed(request):
                shown.library.remove(shown.corpus.documents()[0].id, shown.sender(request))
            return shown.allowed(request)

        app = service(replace(server.parts, metrics=Metrics()), pages)
        with client(app) as web:
            may = [
                web.get("/page.js", headers=bearer(server, name)).json()
                for name in ("读者", "编辑")
            ]
    assert may == [False, True]
    (line,) = (server.parts.folder / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    noted = json.loads(line)
    assert (noted["who"], noted["action"]) == ("编辑", "remove") and noted["document"]["id"]


def test_the_pages_stand_behind_the_sign_in(server: Served) -> None:
    from ui.app import page

    with contextlib.ExitStack() as held:
        pages = page(page_parts(server.parts, (), held))
        app = service(replace(server.parts, metrics=Metrics()), pages)
        with client(app) as web:
            web.follow_redirects = False
            for path, shown in (("/", "/login"), ("/en/", "/login?next=%2Fen%2F")):
                assert web.get(path).headers["location"] == shown
            assert web.get("/document/d1").status_code == 401
            assert web.post("/stage?for=draft", content=b"x").status_code == 401
            reader, editor = bearer(server, "读者"), bearer(server, "编辑")
            for path in ("/", "/en/", "/page.js", "/style.css"):
                assert web.get(path, headers=reader).status_code == 200, path
            staged = "/stage?for=document&name=a.txt"
            assert web.post(staged, content=b"x", headers=reader).status_code == 403
            assert web.post(staged, content=b"x", headers=editor).status_code == 200
            assert (
                web.post("/stage?for=draft&name=a.txt", content=b"x", headers=reader).status_code
                == 200
            )


def test_an_upload_is_limited_and_says_what_became_of_each_file(tmp_path: Path) -> None:
    with served(tmp_path / "index", upload_mb=1) as made, client(made.app) as web:
        big = {"files": ("大.txt", b"a" * 2_000_000)}
        assert web.post("/api/documents", files=big).status_code == 413
        many = [("files", FILE["files"]), ("files", ("坏.exe", b"MZ")), ("files", ("空.txt", b""))]
        reports = {r["path"]: r for r in web.post("/api/documents", files=many).json()}
        assert reports["新办法.txt"]["status"] == "added"
        assert reports["坏.exe"]["status"] == reports["空.txt"]["status"] == "failed"
        assert str(tmp_path) not in json.dumps(reports, ensure_ascii=False)
        kept = [path.name for path in (made.parts.folder / "uploads").iterdir()]
        assert kept == ["新办法.txt"]
        again = web.post("/api/documents", files=FILE).json()
        assert [r["status"] for r in again] == ["unchanged"]
        newer = {"files": ("新办法.txt", "测试县出口奖励办法\n\n奖励40万元。\n".encode())}
        assert [r["status"] for r in web.post("/api/documents", files=newer).json()] == ["replaced"]
