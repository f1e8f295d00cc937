"""A real browser and a served application, for the tests and the screenshot. Nothing here needs a network."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn

from tests.patience import PATIENCE, until
from ui.head import Head
from ui.server import listen

BOX = "#question textarea"
# The sandbox of the browser needs rights that a container does not give; the pages shown are our own.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


@contextlib.contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve an ASGI application on a free local port, in a thread; gives its address."""
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(
            uvicorn.Config(
                app, http=Head, log_level="critical", access_log=False, timeout_graceful_shutdown=1
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until(lambda: server.started or not thread.is_alive())
        assert server.started, "the server did not start"
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


class Tab:
    """A page that keeps what went wrong on it: foreign requests, dialogs, errors. Unless told to `keep` it, it empties the store; `script` runs first."""

    def __init__(
        self, context: Any, address: str, *, path: str = "", keep: bool = False, script: str = ""
    ) -> None:
        self.page = context.new_page()
        self.page.add_init_script(script)
        self.page.set_default_timeout(PATIENCE * 1000)
        self.address = address
        self.wrong: list[str] = []
        page = self.page
        page.on(
            "request", lambda r: r.url.startswith((address, "data:")) or self.wrong.append(r.url)
        )
        page.on("response", lambda r: r.status < 400 or self.wrong.append(f"{r.status} {r.url}"))
        page.on("dialog", lambda d: (self.wrong.append(f"dialog {d.message}"), d.dismiss()))
        page.on("pageerror", lambda e: self.wrong.append(f"error {e}"))
        page.on("console", self._console)
        if not keep:
            page.goto(f"{address}style.css")
            page.evaluate("localStorage.clear()")
        page.goto(address + path)
        page.wait_for_selector(BOX, state="attached")

    def _console(self, message: Any) -> None:
        # A page that is left, or loaded anew, says that it gave up its stream.
        if message.type == "error" and "AbortError: signal is aborted" not in message.text:
            self.wrong.append(f"console {message.text}")

    def turn_to(self, name: str) -> Any:
        """Open one of the pages by its tab; gives the part of the document that it is."""
        self.page.locator(f"#page-{name}-button").click()
        part = self.page.locator(f"#page-{name}")
        part.wait_for()
        return part

    def ask(self, question: str, *, number: int = 1, wait: bool = True) -> Any:
        # While an answer comes, and until it has been called off, the button to stop it stands here instead.
        self.page.locator(".submit-button").wait_for()
        self.page.fill(BOX, question)
        self.page.keyboard.press("Enter")
        turn = self.page.locator(f"#t{number}")
        turn.wait_for()
        if wait:
            turn.locator(".facts, .error").wait_for()
        return turn


def serious(page: Any) -> list[str]:
    """What axe finds on the page that it calls serious or critical: rule and elements."""
    import axe_playwright_python

    source = Path(axe_playwright_python.__path__[0], "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']} {node['target']} {node['html'][:160]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def still(page: Any, selector: str) -> None:
    """Return once the element is where it was a frame ago: a scroll has come to its end."""
    page.wait_for_function(
        """(selector) => new Promise((resolve) => {
          const at = () => document.querySelector(selector).getBoundingClientRect().y;
          const before = at();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(at() === before)));
        })""",
        arg=selector,
    )


def seen(page: Any, selector: str) -> bool:
    """Whether the element, its first line at least, is inside the window and nothing covers it."""
    return page.evaluate(
        """(selector) => {
          const element = document.querySelector(selector);
          const box = element.getClientRects()[0];
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return element === top || element.contains(top);
        }""",
        selector,
    )
