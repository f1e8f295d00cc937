"""Who comes in: strangers, readers, editors; by key and by cookie; how often; and what is noted of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.server import QUESTION, Served, staffed, unled


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with staffed(tmp_path / "index") as made:
        yield made


@pytest.fixture
def web(server: Served) -> Iterator[TestClient]:
    with unled(server.app) as made:
        yield made


def test_a_stranger_sees_signs_of_life_and_the_sign_in_page(web: TestClient) -> None:
    assert web.get("/").headers["location"] == "/login"
    for path in ("/healthz", "/readyz", "/login"):
        assert web.get(path).status_code == 200
    for method, path in (
        ("GET", "/api/documents"),
        ("GET", "/metrics"),
        ("GET", "/openapi.json"),
        ("GET", "/v1/models"),
        ("POST", "/api/ask"),
        ("POST", "/mcp"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/page.js"),
    ):
        response = web.request(method, path, json={"question": QUESTION})
        assert response.status_code == 401, path
        assert response.headers["www-authenticate"] == "Bearer"


BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "/login"),
        ("/en/", "/login?next=%2Fen%2F"),
        ("/document/d1", "/login?next=%2Fdocument%2Fd1"),
        ("/document/d1?start=3&end=9", "/login?next=%2Fdocument%2Fd1%3Fstart%3D3%26end%3D9"),
    ],
)
def test_a_stranger_with_a_browser_signs_in_and_goes_on(
    web: TestClient, path: str, shown: str
) -> None:
    turned = web.get(path, headers=BROWSER)
    assert (turned.status_code, turned.headers["location"]) == (303, shown)
    form = web.get(shown, headers=BROWSER).text
    action = unescape(re.findall(r'action="([^"]*)"', form)[0])
    assert action == shown
    wrong = web.post(action, data={"name": "读者", "password": "wrong"})
    assert wrong.status_code == 401 and escape(action) in wrong.text
    right = web.post(action, data={"name": "读者", "password": "reader-password"})
    assert (right.status_code, right.headers["location"]) == (303, path)


@pytest.mark.parametrize(
    ("wanted", "tag", "other"),
    [
        ("/", "zh-CN", "/login?next=%2Fen%2F"),
        ("/en/", "en", "/login"),
        ("/document/abc?start=1&end=2", "zh-CN", "/document/abc?start=1&end=2&lang=en"),
        ("/document/abc?lang=en", "en", "/document/abc"),
        ("https://foreign.example/?lang=en", "zh-CN", "/login?next=%2Fen%2F"),
    ],
)
def test_the_sign_in_page_speaks_the_language_of_the_page_beyond(
    web: TestClient, wanted: str, tag: str, other: str
) -> None:
    if other.startswith("/document"):
        other = f"/login?next={quote(other, safe='')}"
    said = {
        "zh-CN": ("登录", "用户名或密码不对"),
        "en": ("Sign in", "User name or password is wrong"),
    }
    shown = web.get(f"/login?next={quote(wanted, safe='')}").text
    assert f'<html lang="{tag}">' in shown and f"<button>{said[tag][0]}</button>" in shown
    assert f'<a href="{escape(other)}"' in shown
    wrong = {"name": "读者", "password": "wrong"}
    tried = web.post(f"/login?next={quote(wanted, safe='')}", data=wrong)
    assert tried.status_code == 401 and said[tag][1] in tried.text


def test_signing_out_leads_to_the_sign_in_page_in_the_same_language(web: TestClient) -> None:
    for query, led in (
        ("", "/login"),
        ("?next=%2Fen%2F", "/login?next=%2Fen%2F"),
        ("?next=//foreign.example", "/login"),
    ):
        web.post("/login", data={"name": "读者", "password": "reader-password"})
        assert web.post(f"/logout{query}").headers["location"] == led


def test_a_program_is_told_that_it_needs_a_key(web: TestClient) -> None:
    for method, path, headers in (
        ("GET", "/document/d1", {}),
        ("GET", "/document/d1", {"accept": "application/json"}),
        ("HEAD", "/document/d1", BROWSER),
        ("POST", "/stage", BROWSER),
        ("GET", "/api/documents", BROWSER),
        ("GET", "/page.js", BROWSER),
    ):
        response = web.request(method, path, headers=headers)
        assert response.status_code == 401, (method, path)
        assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "wanted",
    ["http://example.com/", "//example.com", "/\\example.com", "\\\\example.com", "https:example.com",
     "/document/d1@example.com", "/document/../../x", "//document/d1", "/document/d1#http://x",
     "/document/d1\r\nset-cookie: a=b", "/document/d1?a=\r\nx: y", "/document/d1?next=//example.com",
     "javascript:alert(1)", "/logout", "/api/documents", "/login", "", "/document/文", "/document/d1?\"><b>",
     "/document/d1?" + "a" * 501],
)  # fmt: skip
def test_signing_in_leads_nowhere_but_to_our_pages(web: TestClient, wanted: str) -> None:
    address = f"/login?next={quote(wanted, safe='')}"
    assert 'action="/login"' in web.get(address).text
    given = web.post(address, data={"name": "读者", "password": "reader-password"})
    assert (given.status_code, given.headers["location"]) == (303, "/")


@pytest.mark.parametrize("scheme", ["Basic", "Token", "bearer x", ""])
def test_other_keys_are_no_keys(web: TestClient, scheme: str) -> None:
    headers = {"authorization": f"{scheme} pqa_guess"}
    assert web.get("/v1/models", headers=headers).status_code == 401
