"""A link to a document: by a stranger, who signs in first; by a reader, from another site, which can do nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.browser import BOX, seen, serious
from tests.browser import served as on_a_port
from tests.patience import PATIENCE
from tests.server import Served, served
from ui.app import page
from ui.serve import page_parts
from ui.service.app import service
from ui.service.metrics import Metrics

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Served, str]]:
    with served(tmp_path / "index") as made, contextlib.ExitStack() as held:
        made.users.put("读者", "reader", "reader-password")
        pages = page(page_parts(made.parts, (), held))
        app = service(replace(made.parts, metrics=Metrics()), pages)
        yield made, held.enter_context(on_a_port(app))


@pytest.fixture
def tab(chrome: Any) -> Iterator[Any]:
    context = chrome.new_context(locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    yield page
    context.close()


def quotation(made: Served, address: str) -> tuple[str, str]:
    """A link to a passage, and its first words."""
    info = made.parts.corpus.documents()[0]
    passage = made.parts.corpus.passages(info.id)[-1]
    link = f"{address}document/{info.id}?start={passage.start}&end={passage.end}"
    return link, passage.text[:20]


def sign_in(page: Any, password: str = "reader-password") -> None:
    page.get_by_label("用户名").fill("读者")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()


def test_a_link_to_a_quotation_survives_the_sign_in(tab: Any, server: tuple[Served, str]) -> None:
    made, address = server
    page = tab
    link, words = quotation(made, address)
    page.goto(f"{link}#quote")
    assert serious(page) == []
    for password in ("wrong", "reader-password"):
        sign_in(page, password)
        if password == "wrong":
            page.get_by_text("用户名或密码不对").wait_for()
    page.wait_for_function("document.activeElement?.id === 'quote'")
    assert page.url == link
    assert words in page.locator(".whole").inner_text().replace("\n", "")
    assert seen(page, "#quote")
    page.goto(address)
    page.get_by_role("button", name="退出").click()
    page.get_by_role("button", name="登录").wait_for()
    assert page.goto(link).url.startswith(f"{address}login?")


def test_who_signs_out_leaves_nothing_to_the_next_one(tab: Any, server: tuple[Served, str]) -> None:
    _, address = server
    tab.goto(f"{address}login")
    sign_in(tab)
    tab.wait_for_selector(BOX)
    tab.fill(BOX, "全县有多少家县重点实验室？")
    tab.keyboard.press("Enter")
    tab.locator("#t1 .facts").wait_for()
    tab.fill(BOX, "还没有问的")
    tab.get_by_role("button", name="退出").click()
    tab.get_by_role("button", name="登录").wait_for()
    sign_in(tab)
    tab.locator("#conversation .welcome").wait_for()
    assert tab.input_value(BOX) == "" and tab.locator(".turn").count() == 0


MAIL = """<!doctype html><meta charset="utf-8"><a href="{link}">见原文</a>
<form method="post" action="{address}logout"><button>领奖</button></form>
<iframe src="{link}"></iframe><img src="{address}api/documents">"""


def test_a_link_from_another_site_finds_the_reader_signed_in_and_nothing_else_does(
    tab: Any, server: tuple[Served, str]
) -> None:
    made, address = server
    link, words = quotation(made, address)
    html = MAIL.format(link=link.replace("&", "&amp;"), address=address)
    mail = Starlette(routes=[Route("/", lambda _: HTMLResponse(html))])
    tab.goto(address + "login")
    sign_in(tab)
    with on_a_port(mail) as elsewhere:
        # Another name for this machine is another site, and so is another port, as far as we are concerned.
        for site in (elsewhere.replace("127.0.0.1", "localhost"), elsewhere):
            tab.goto(site)
            assert not any(words in frame.content() for frame in tab.frames)
            read = f"fetch('{address}api/documents', {{credentials: 'include'}}).then((r) => r.text(), () => '')"
            assert tab.evaluate(read) == ""
            tab.get_by_role("button", name="领奖").click()
            tab.get_by_text("不接受来自其他网站的请求").wait_for()
            tab.goto(site)
            tab.get_by_role("link", name="见原文").click()
            tab.wait_for_function("document.activeElement?.id === 'quote'")
            assert words in tab.locator(".whole").inner_text().replace("\n", "")
    asked = [line["status"] for line in made.lines if line["path"] in ("/api/documents", "/logout")]
    assert len(asked) >= 6 and set(asked) == {403}
