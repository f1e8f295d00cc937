"""A link to a document, opened by somebody who has not signed in yet: first the password, then the quotation; and out again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.browser import seen, serious
from tests.browser import served as on_a_port
from tests.patience import PATIENCE
from tests.server import Served, served
from ui.app import page
from ui.service.app import service
from ui.service.metrics import Metrics
from ui.service.serve import page_parts

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Served, str]]:
    with served(tmp_path / "index") as made, contextlib.ExitStack() as held:
        made.users.put("读者", "reader", "reader-password")
        pages = page(page_parts(made.parts, (), held))
        app = service(replace(made.parts, metrics=Metrics()), pages)
        yield made, held.enter_context(on_a_port(app))


def test_a_link_to_a_quotation_survives_the_sign_in(
    chrome: Any, server: tuple[Served, str]
) -> None:
    made, address = server
    info = made.parts.corpus.documents()[0]
    passage = made.parts.corpus.passages(info.id)[-1]
    context = chrome.new_context(locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    link = f"{address}document/{info.id}?start={passage.start}&end={passage.end}"
    page.goto(f"{link}#quote")
    assert serious(page) == []
    for password in ("wrong", "reader-password"):
        page.get_by_label("用户名").fill("读者")
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录").click()
        page.wait_for_load_state()
        if password == "wrong":
            page.get_by_text("用户名或密码不对").wait_for()
    page.wait_for_function("document.activeElement.id === 'quote'")
    assert page.url == link
    assert passage.text[:20] in page.locator(".whole").inner_text().replace("\n", "")
    assert seen(page, "#quote")
    page.goto(address)
    page.get_by_role("button", name="退出").click()
    page.get_by_role("button", name="登录").wait_for()
    assert page.goto(link).url.startswith(f"{address}login?")
    context.close()
