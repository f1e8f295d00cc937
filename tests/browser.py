"""A real browser and a served application, for the tests and the screenshot. Nothing here needs a network."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn

from tests.patience import until

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
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=1)
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
    """A page that keeps what went wrong on it: foreign requests, dialogs, errors."""

    def __init__(self, context: Any, address: str) -> None:
        self.page = context.new_page()
        self.wrong: list[str] = []
        page = self.page
        page.on(
            "request", lambda r: r.url.startswith((address, "data:")) or self.wrong.append(r.url)
        )
        page.on("response", lambda r: r.status < 400 or self.wrong.append(f"{r.status} {r.url}"))
        page.on("dialog", lambda d: (self.wrong.append(f"dialog {d.message}"), d.dismiss()))
        page.on("pageerror", lambda e: self.wrong.append(f"error {e}"))
        page.on("console", lambda m: m.type == "error" and self.wrong.append(f"console {m.text}"))
        page.goto(address)
        page.wait_for_selector(BOX)

    def ask(self, question: str, *, number: int = 1, wait: bool = True) -> Any:
        self.page.fill(BOX, question)
        self.page.keyboard.press("Enter")
        turn = self.page.locator(f"#t{number}")
        turn.wait_for()
        if wait:
            turn.locator(".facts, .error").wait_for()
        return turn


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
