"""Hostile texts through every way in, in a real browser: is anything run, is anything loaded from elsewhere?

    python -m tests.bench.xss [--payloads 400] [--channel NAME]

Six channels: question, file name, title, body, URL, model output. Each payload goes through each. A payload counts as
executed when it calls `xss()` or opens a dialog, as a request when the browser asks for anything off the server. The model
output goes to the page unverified, which the application never does: even then it must be text. Exits 1 on any finding.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qa.types import Answer, Citation, Event, Finished, Retrieved, Statement, Turn, Verified
from tests.browser import BOX, browser, served
from tests.make import answer, citation, evidence, info
from tests.payloads import payloads
from tests.web import parts
from ui.app import application
from ui.pages.common import Parts

# Payloads that one answer says, each in a sentence of its own with a source of its own.
TOGETHER = 10
TEXT = "对设备投入500万元以上的企业给予补助，最高300万元。"
# What a hostile text would do, given a name to be counted by.
WATCH = "window.hits = []; window.xss = (what) => { window.hits.push(String(what)); };"


class Echo:
    """Answers with the payload of a number wherever a model could put it, or with it as the question alone."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        said = self._answer(question)
        yield Retrieved(rewritten=said.rewritten, evidence=(evidence(TEXT),))
        for statement in said.statements:
            yield Verified(statement=statement, citations=said.citations)
        yield Finished(answer=said)

    def _answer(self, question: str) -> Answer:
        if not question.startswith("模型 "):
            return answer(question=question, rewritten=f"{question} 。", missing=(question,))
        first = int(question.removeprefix("模型 ")) * TOGETHER
        some = self._texts[first : first + TOGETHER]
        cited = tuple(_cited(number, payload) for number, payload in enumerate(some, 1))
        return answer(
            *(
                Statement(text=payload, citations=(number,), support="paraphrase")
                for number, payload in enumerate(some, 1)
            ),
            citations=cited,
            missing=tuple(some),
            generator=some[0],
            floor_reason=some[-1],
            question=question,
            rewritten=some[len(some) // 2],
        )


def _cited(number: int, payload: str) -> Citation:
    """A citation that says the payload wherever a source has a say."""
    return citation(
        f"{TEXT}{payload}",
        payload,
        number,
        document=info(title=payload, issuer=payload, number=payload, source=payload),
        speaker=payload,
        role=payload,
        section=(payload, payload),
    )


class Watched:
    """A browser page that counts what ran and what was asked for elsewhere."""

    def __init__(self, chrome: Any, address: str) -> None:
        self.address = address
        self.context = chrome.new_context(locale="zh-CN", reduced_motion="reduce")
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.executed: list[str] = []
        self.foreign: list[str] = []
        allowed = (address, "data:", "blob:", "about:")
        self.page.on("request", lambda r: r.url.startswith(allowed) or self.foreign.append(r.url))
        self.page.on("dialog", lambda d: (self.executed.append(d.message), d.dismiss()))

    def open(self, path: str = "") -> None:
        """Go to a path of the server; the wait is for the page itself."""
        self.page.goto(self.address + path, wait_until="domcontentloaded")

    def look(self, where: str) -> None:
        """Note what ran since the last look."""
        self.executed += [f"{where}: {hit}" for hit in self.page.evaluate("window.hits.splice(0)")]


def asked(watched: Watched, texts: Sequence[str], words: Callable[[int], str]) -> None:
    """Ask for each of the texts, and touch what is shown: move over it, focus it, click the marker."""
    watched.open()
    page = watched.page
    page.wait_for_selector(BOX)
    for number in range(len(texts)):
        page.fill(BOX, words(number))
        page.keyboard.press("Enter")
        page.wait_for_function(
            "(n) => document.querySelector(`#t${n} .facts, #t${n} .error`)", arg=number + 1
        )
        page.evaluate(
            "document.querySelectorAll('.turn:last-of-type *, .latest *')"
            ".forEach((e) => { e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})); e.focus?.(); })"
        )
        watched.look(texts[number])


def question(watched: Watched, made: Parts, texts: Sequence[str]) -> None:
    """The payload is what the reader asks."""
    # A question of hidden characters only is refused as empty; one in quotes is as good.
    asked(watched, texts, lambda n: f"问{texts[n]}")


def model(watched: Watched, made: Parts, texts: Sequence[str]) -> None:
    """The payload is what a model wrote, and what a hostile index says of its source."""
    asked(watched, texts[::TOGETHER], lambda n: f"模型 {n}")


def names(watched: Watched, made: Parts, texts: Sequence[str]) -> None:
    """The payload is the name of an uploaded file, good ones and ones that cannot be read."""
    watched.open()
    page = watched.page
    page.wait_for_selector(BOX)
    page.locator("#page-files-button").click()
    page.locator("#upload input").wait_for(state="attached")
    for start in range(0, len(texts), 20):
        some = texts[start : start + 20]
        files = [
            {
                "name": f"号{n}号{name}.{'txt' if n % 2 else 'pdf'}",
                "mimeType": "text/plain",
                "buffer": f"第{n}号文件，补助{n}元。".encode(),
            }
            for n, name in enumerate(some, start)
        ]
        page.locator("#upload input").set_input_files(files)
        # Of a name with a slash the beginning is lost, and a name that nothing is left of is refused on the way.
        page.wait_for_function(
            """(marks) => {
              const said = document.querySelector('#intake').innerText;
              return said.includes('已处理') && marks.some((mark) => said.includes(mark));
            }""",
            arg=[f"号{n}号" for n in range(start, start + len(some))],
        )
        watched.look(f"files {start}")
    _list(watched, "list of names")


def _list(watched: Watched, where: str) -> None:
    """Show the whole list of documents."""
    page = watched.page
    watched.open()
    page.wait_for_selector(BOX)
    page.locator("#page-files-button").click()
    page.locator("#documents .documents").wait_for()
    while (more := page.locator("[data-do=more]")).count():
        shown = page.locator(".documents > li").count()
        more.click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('.documents > li').length > n", arg=shown
        )
        watched.look(where)
    watched.look(where)


def _documents(watched: Watched, made: Parts, texts: Sequence[str], *, title: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for n, payload in enumerate(texts):
            head = " ".join(payload.split()) if title else f"样本{n}"
            body = f"第{n}号企业补助{n}元。" if title else f"第{n}号企业补助{n}元。{payload}"
            text = f"---\ntitle: {head!r}\nissuer: {head!r}\n---\n\n{body}\n"
            Path(folder, f"{'t' if title else 'b'}{n}.md").write_bytes(
                text.encode("utf-8", "replace")
            )
        made.corpus.add([Path(folder)])
    wanted = "t" if title else "b"
    for info_ in made.corpus.documents():
        if Path(info_.source).name.startswith(wanted):
            watched.open(f"document/{info_.id}")
            watched.look(info_.title)
            watched.open(f"document/{info_.id}?cut=1")
            watched.look(info_.title)
    _list(watched, "list")


def title(watched: Watched, made: Parts, texts: Sequence[str]) -> None:
    """The payload is the title and the issuer of a document of the index."""
    _documents(watched, made, texts, title=True)


def body(watched: Watched, made: Parts, texts: Sequence[str]) -> None:
    """The payload stands in the text of a document of the index; it is found and checked, too."""
    _documents(watched, made, texts, title=False)
    page = watched.page
    page.locator("#page-search-button").click()
    for n in range(0, len(texts), 10):
        page.locator("#search-box textarea, #search-box input").fill(f"第{n}号企业补助 {texts[n]}")
        page.keyboard.press("Enter")
        page.locator("#hits .hits, #hits .error").first.wait_for()
        watched.look(texts[n])


def address(watched: Watched, made: Parts, texts: Sequence[str]) -> None:
    """The payload is in the path, the query and the fragment."""
    id_ = made.corpus.documents()[0].id
    for n, payload in enumerate(texts):
        code = quote(payload.encode("utf-8", "replace"), safe="")
        raw = quote(payload.encode("utf-8", "replace"), safe="<>()=;:'/*{}$")
        for path in (
            f"document/{id_}?start={code}&end={code}&cut={code}&lang={code}",
            f"document/{code}",
            f"document/{id_}?start=1&end=9#{raw}",
            raw,
        ):
            watched.open(path)
            watched.look(path)
        if n % 10 == 0:
            watched.open(f"?{code}&lang={code}&__theme={code}&view={code}#{raw}")
            watched.page.wait_for_selector(BOX)
            watched.look(payload)


CHANNELS: dict[str, Callable[[Watched, Parts, Sequence[str]], None]] = {
    "question": question,
    "model output": model,
    "file name": names,
    "title": title,
    "body": body,
    "URL": address,
}


def main() -> int:
    """Run the channels asked for; prints a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--payloads", type=int, default=400)
    parser.add_argument("--channel", choices=list(CHANNELS))
    options = parser.parse_args()
    texts = payloads(options.payloads)
    bad = 0
    for name, run in CHANNELS.items():
        if options.channel not in (None, name):
            continue
        began = time.monotonic()
        with (
            tempfile.TemporaryDirectory() as folder,
            parts(Path(folder), lambda gone: Echo(texts)) as made,
            served(application(made)) as url,
            browser() as chrome,
        ):
            watched = Watched(chrome, url)
            watched.page.set_default_timeout(120_000)
            run(watched, made, texts)
        bad += len(watched.executed) + len(watched.foreign)
        print(
            f"{name}: {len(texts)} payloads, {len(watched.executed)} executed, {len(watched.foreign)} requests off the "
            f"server, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        for finding in [*watched.executed, *watched.foreign][:10]:
            print(f"   {finding!r}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
