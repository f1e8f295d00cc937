"""Fixtures for tests in a real browser: a browser, the application on a port, tabs that fail a test when something went wrong.

They end with their module: while a browser is open, its event loop runs in this thread, and no other may.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import Tab, browser, chromium, served
from tests.stage import Actor
from tests.web import parts
from ui.app import application
from ui.pages.common import Parts

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

# Every piece of the stream of events arrives late, as on a slow network.
SLOW_STREAM = """
const plain = window.fetch.bind(window);
window.fetch = async (resource, options) => {
  const response = await plain(resource, options);
  if (!String(resource.url ?? resource).includes("queue/data")) return response;
  const late = new TransformStream({ transform: (piece, out) => new Promise((go) =>
    setTimeout(() => { out.enqueue(piece); go(); }, 400)) });
  return new Response(response.body.pipeThrough(late), { status: response.status, headers: response.headers });
};
"""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    pytest.importorskip("playwright", reason="playwright is not installed (requirements-dev.txt)")
    if chromium() is None:
        pytest.skip("no chromium is installed")
    from playwright.sync_api import Error

    try:
        running = browser()
        opened = running.__enter__()
    except Error as error:
        pytest.skip(f"chromium does not start: {error.message.splitlines()[0]}")
    yield opened
    running.__exit__(None, None, None)


@pytest.fixture(scope="module")
def actor() -> Actor:
    return Actor()


@pytest.fixture(scope="module")
def web_parts(actor: Actor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("web")
    with parts(folder, actor.for_tab, examples=("最高补助多少？", "江苏呢？")) as made:
        yield made


@pytest.fixture(scope="module")
def address(web_parts: Parts) -> Iterator[str]:
    with served(application(web_parts)) as url:
        yield url


@pytest.fixture(scope="module")
def contexts(chrome: Any) -> Any:
    """Gives the context for some options, one for all tests, so that files are loaded once."""
    made: dict[str, Any] = {}

    def context(**options: Any) -> Any:
        shared = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "zh-CN",
            "reduced_motion": "reduce",
        }
        if repr(options) not in made:
            made[repr(options)] = chrome.new_context(**{**shared, **options})
        return made[repr(options)]

    return context


@pytest.fixture
def open_tab(contexts: Any, address: str, actor: Actor) -> Iterator[Any]:
    tabs: list[Tab] = []
    actor.gate.clear()
    actor.stopped.clear()

    def opened(*, path: str = "", keep: bool = False, script: str = "", **options: Any) -> Tab:
        tabs.append(Tab(contexts(**options), address, path=path, keep=keep, script=script))
        return tabs[-1]

    yield opened
    actor.gate.set()
    for tab in tabs:
        tab.page.close()
    wrong = [each for tab in tabs for each in tab.wrong]
    assert not wrong, wrong
