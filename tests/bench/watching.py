"""A browser page that counts what ran and what was asked for elsewhere, and a walk through all pages of the service."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from tests.browser import BOX, browser
from tests.browser import served as on_a_port
from tests.server import Served, served
from ui.app import page
from ui.serve import page_parts
from ui.service.app import service
from ui.service.metrics import Metrics
from ui.views.paragraph import text

# What a hostile text would do, given a name to be counted by.
WATCH = "window.hits = []; window.xss = (what) => { window.hits.push(String(what)); };"
# Everything opened, moved over and focused.
TOUCH = """() => {
  for (const box of document.querySelectorAll("details")) box.open = true;
  for (const element of document.querySelectorAll("#top *, [role=tabpanel]:not([hidden]) *, body.document *")) {
    element.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
    element.focus?.();
  }
}"""


class Watched:
    """A browser page. `shown` counts, by place, the texts that could be read there: what is not shown proves nothing."""

    def __init__(self, chrome: Any, address: str) -> None:
        self.address = address
        self.context = chrome.new_context(locale="zh-CN", reduced_motion="reduce")
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.set_default_timeout(120_000)
        self.executed: list[str] = []
        self.foreign: list[str] = []
        self.shown: Counter[str] = Counter()
        allowed = (address, "data:", "blob:", "about:")
        self.page.on("request", lambda r: r.url.startswith(allowed) or self.foreign.append(r.url))
        self.page.on("dialog", lambda d: (self.executed.append(d.message), d.dismiss()))

    def open(self, path: str = "") -> None:
        """Go to a path of the server; the wait is for the page itself."""
        self.page.goto(self.address + path, wait_until="domcontentloaded")

    def begin(self, home: str = "", *, anew: bool = True) -> None:
        """Open the pages, with nothing kept of a conversation unless told otherwise."""
        if anew:
            self.open("style.css")
            self.page.evaluate("localStorage.clear()")
        self.open(home)
        self.page.wait_for_selector(BOX, state="attached")

    def turn_to(self, name: str) -> None:
        """Open one of the pages by its tab."""
        self.page.locator(f"#page-{name}-button").click()

    def look(self, where: str, wanted: Sequence[str] = (), among: str = "body") -> None:
        """Touch everything, note what ran since the last look, and how many of the wanted texts can be read."""
        self.page.evaluate(TOUCH)
        self.executed += [f"{where}: {hit}" for hit in self.page.evaluate("window.hits.splice(0)")]
        if wanted:
            read = squeezed(self.page.locator(among).first.text_content() or "")
            self.shown[where] += sum(squeezed(each) in read for each in wanted)


def squeezed(value: str) -> str:
    """Return what can be seen of a text, without white space."""
    return re.sub(r"\s+", "", unescape(text(value)))


@contextlib.contextmanager
def watching(folder: Path, answers: Any = None) -> Iterator[tuple[Watched, Served]]:
    """The whole service with its pages on a port, and a browser on it."""
    with served(folder / "index", answers=answers) as made, contextlib.ExitStack() as held:
        pages = page(page_parts(made.parts, (), held))
        app = service(replace(made.parts, metrics=Metrics()), pages)
        url = held.enter_context(on_a_port(app))
        yield Watched(held.enter_context(browser()), url), made


# --- the pages as a person uses them ---


def ask(watched: Watched, questions: Sequence[str], wanted: Sequence[str]) -> None:
    """Some questions, one after another."""
    watched.turn_to("ask")
    for number, question in enumerate(questions, 1):
        watched.page.locator(".submit-button").first.wait_for()
        watched.page.fill(BOX, question)
        watched.page.keyboard.press("Enter")
        watched.page.locator(f"#t{number}").locator(".facts, .error").first.wait_for()
        watched.look("answers", wanted if number == len(questions) else (), "#page-ask")


def kept(watched: Watched, home: str) -> None:
    """What the browser kept of the questions just asked, in a page opened anew."""
    watched.page.wait_for_function(
        "Object.entries(localStorage).some(([name, value]) => name.includes('conversation') && value.length > 200)"
    )
    watched.begin(home, anew=False)
    watched.page.locator("#t1").wait_for()
    watched.look("conversation kept")


def check(watched: Watched, draft: str, wanted: Sequence[str]) -> None:
    """A draft pasted and checked."""
    watched.turn_to("check")
    watched.page.fill("#draft textarea", draft)
    watched.page.click("#check")
    watched.page.locator("#findings .findings, #checked .error, #findings .empty").first.wait_for()
    watched.look("figure check", wanted, "#page-check")


def match(watched: Watched, profile: str, wanted: Sequence[str]) -> None:
    """An enterprise in words."""
    watched.turn_to("match")
    watched.page.fill("#profile textarea", profile)
    watched.page.click("#match")
    watched.page.locator("#measures :is(.measure, .refusal, .error)").first.wait_for()
    watched.look("support", wanted, "#page-match")


def search(watched: Watched, query: str, wanted: Sequence[str]) -> None:
    """A search of thirty passages."""
    watched.turn_to("search")
    watched.page.locator("#search-k label").last.click()
    watched.page.locator("#search-box textarea, #search-box input").fill(query)
    watched.page.keyboard.press("Enter")
    watched.page.locator("#hits :is(.hits, .error, .empty)").first.wait_for()
    watched.look("search", wanted, "#page-search")


def files(watched: Watched, wanted: Sequence[str]) -> None:
    """The whole list of documents, and the question whether the first is to be removed."""
    watched.turn_to("files")
    page = watched.page
    page.locator("#documents .documents").wait_for()
    while (more := page.locator("[data-do=more]")).count():
        shown = page.locator(".documents > li").count()
        more.click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('.documents > li').length > n", arg=shown
        )
    page.locator("[data-do=remove]").first.click()
    page.get_by_text("？删除后不能恢复").or_(page.get_by_text("cannot be undone")).wait_for()
    watched.look("list of documents", wanted, "#page-files")


def document(watched: Watched, id_: str, wanted: Sequence[str], home: str) -> None:
    """A whole document, and how it was cut."""
    language = "&lang=en" if home else ""
    for query in (f"?start=0&end=9{language}", f"?cut=1{language}"):
        watched.open(f"document/{id_}{query}")
        watched.look("document", wanted)
