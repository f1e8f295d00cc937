"""Takes the pictures of the README from the running application: seeds added, served, used as a person would.

    python -m tests.bench.screenshot [ADDRESS] [--all FOLDER]

Without an address it adds seeds/ to a temporary index and serves that. The pictures that the README shows go to
tests/golden/; with --all, every page in light and dark, on a desk and on a phone, goes to FOLDER. Prints a line for each.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.browser import browser, chromium

ROOT = Path(__file__).resolve().parent.parent.parent

GOLDEN = ROOT / "tests" / "golden"
QUESTIONS = ("全省有多少家省重点实验室？", "推动制造业与服务业协同有哪些措施？")
DRAFT = (
    "截至目前，全省建有459家省重点实验室。“十四五”时期，全省服务外包执行金额平均每年增长16.4%。"
    "2026年计划新增企业技术中心60家，新增工业设计中心90家，全省共有77家游乐园。"
)
PROFILE = "东莞的箱包企业，80人，去年营收3000万元，想开拓海外市场"
WORDS = "跨境电商试点"
LARGEST = 200 * 1024
PATIENCE = 120_000
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
# What the README shows: file -> page, size, scheme.
SHOWN = {
    "chat.png": ("ask", "desk", "light"),
    "check.png": ("check", "desk", "light"),
    "match.png": ("match", "desk", "light"),
    "files.png": ("files", "desk", "light"),
    "search.png": ("search", "desk", "light"),
    "check-dark.png": ("check", "desk", "dark"),
    "chat-phone.png": ("ask", "phone", "light"),
    "match-phone.png": ("match", "phone", "dark"),
}


@contextlib.contextmanager
def application() -> Iterator[str]:
    """Serve a temporary index of seeds/; gives the address once it is printed."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "qa"]
        subprocess.run(
            [*program, "add", "seeds", "--index", folder],
            cwd=ROOT,
            check=True,
            stderr=subprocess.DEVNULL,
        )
        serving = subprocess.Popen(
            [*program, "serve", "--index", folder, "--port", "0"],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        try:
            assert serving.stderr is not None
            ready = next((line for line in serving.stderr if "http://" in line), None)
            if ready is None:
                raise SystemExit("服务没有启动")
            yield next(
                word for word in ready.replace("：", " ").split() if word.startswith("http://")
            )
        finally:
            serving.terminate()
            serving.wait(timeout=20)


def ask(page: Any) -> None:
    """Two questions, and the first marker of the second answer."""
    for number, question in enumerate(QUESTIONS, 1):
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.locator(f"#t{number} .facts").wait_for()
    if page.viewport_size["width"] > 800:
        page.locator(f"#t{len(QUESTIONS)} a.marker").first.click()


def check(page: Any) -> None:
    """A draft with a right figure, wrong ones, and one that no source knows; the evidence of a wrong one open."""
    page.fill("#draft textarea", DRAFT)
    page.click("#check")
    page.locator("#findings .findings").wait_for()
    page.locator("#findings tbody.contradicted details.evidence summary").first.click()
    page.mouse.move(0, 0)
    _top(page, "#checked")


def match(page: Any) -> None:
    """An enterprise in a sentence."""
    page.fill("#profile textarea", PROFILE)
    page.click("#match")
    page.locator("#measures .measure").first.wait_for()
    page.mouse.move(0, 0)
    _top(page, "#measures")


def _top(page: Any, selector: str) -> None:
    """On a phone, what came out below the form."""
    if page.viewport_size["width"] < 800:
        page.evaluate(
            "(s) => scrollTo(0, document.querySelector(s).getBoundingClientRect().y + scrollY - 60)",
            selector,
        )
    else:
        page.evaluate("scrollTo(0, 0)")


def files(page: Any) -> None:
    """The list."""
    page.locator("#documents .documents").wait_for()


def search(page: Any) -> None:
    """A search."""
    page.fill("#search-box textarea, #search-box input", WORDS)
    page.keyboard.press("Enter")
    page.locator("#hits .hits").wait_for()


PAGES: dict[str, Callable[[Any], None]] = {
    "ask": ask,
    "check": check,
    "match": match,
    "files": files,
    "search": search,
}


def take(chrome: Any, address: str, name: str, size: str, scheme: str, path: Path) -> None:
    """Use one page and write its picture."""
    context = chrome.new_context(
        locale="zh-CN", reduced_motion="reduce", color_scheme=scheme, **SIZES[size]
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector("#question textarea")
    if name != "ask":
        page.locator(f"#page-{name}-button").click()
    PAGES[name](page)
    page.wait_for_timeout(500)
    page.screenshot(path=path)
    context.close()
    from PIL import Image

    # A page has few colours: a palette makes a third of the file, and no difference to the eye.
    Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)


def main() -> int:
    """Write the pictures; nothing is done where there is no browser."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address", nargs="?")
    parser.add_argument("--all", type=Path)
    options = parser.parse_args()
    if chromium() is None:
        print("没有安装 Chromium，未截图")
        return 0
    os.environ.setdefault("POLICYQA_GENERATOR", "embedded")
    opened = contextlib.nullcontext(options.address) if options.address else application()
    wanted = {GOLDEN / name: shot for name, shot in SHOWN.items()}
    if options.all:
        options.all.mkdir(parents=True, exist_ok=True)
        wanted = {
            options.all / f"{page}-{size}-{scheme}.png": (page, size, scheme)
            for page in PAGES
            for size in SIZES
            for scheme in ("light", "dark")
        }
    large = 0
    with opened as address, browser() as chrome:
        for path, (page, size, scheme) in wanted.items():
            take(chrome, address, page, size, scheme, path)
            weight = path.stat().st_size
            large += weight > LARGEST
            print(f"{path.name} {weight / 1024:.0f} KB", flush=True)
    return int(large > 0)


if __name__ == "__main__":
    sys.exit(main())
