"""The HTML around the pages: language, scripts first, everything else untouched."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.shell import SCRIPTS, Shell, shelled

HTML = '<!doctype html><html lang="fr" class="x"><head><title>页</title></head><body><head></body></html>'


def test_the_language_is_set_and_the_scripts_are_first() -> None:
    made = shelled(HTML.encode(), "zh-CN").decode()
    assert made.startswith(
        '<!doctype html><html lang="zh-CN" class="x"><head><script src="/stream.js"'
    )
    assert made.count("<script") == 3 and made.count("lang=") == 1
    assert (
        made.replace('lang="zh-CN" class="x"', 'lang="fr" class="x"').replace(
            "".join(f'<script src="{path}" defer></script>' for path in SCRIPTS), ""
        )
        == HTML
    )


@pytest.mark.parametrize("html", ["", "<html><body>", "<head></head>"])
def test_a_page_of_another_build_fails_loudly(html: str) -> None:
    with pytest.raises(ValueError, match="<html>"):
        shelled(html.encode(), "en")


def test_only_pages_are_changed_and_their_length_is_right() -> None:
    app = Starlette(
        routes=[
            Route("/", lambda _: HTMLResponse(HTML)),
            Route("/other", lambda _: HTMLResponse(HTML)),
            Route("/en/", lambda _: PlainTextResponse(HTML)),
        ]
    )
    client = TestClient(Shell(app, {"/": "zh-CN", "/en/": "en"}))
    page = client.get("/")
    assert "/stream.js" in page.text
    assert int(page.headers["content-length"]) == len(page.content)
    assert client.get("/other").text == client.get("/en/").text == HTML
    head = client.head("/")
    assert head.status_code == 200 and not head.content
