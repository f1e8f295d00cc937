"""Takes the picture of the README from the running application: seeds added, served, asked, a marker clicked.

    python tests/bench/screenshot.py [ADDRESS]

Without an address it adds seeds/ to a temporary index and serves that. Prints one line for the picture written.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import browser, chromium  # noqa: E402

PICTURE = ROOT / "tests" / "golden" / "chat.png"
QUESTIONS = ("全省有多少家省重点实验室？", "推动制造业与服务业协同有哪些措施？")
LARGEST = 300 * 1024


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


def take(address: str) -> Path:
    """Ask, click the last marker and write the picture."""
    with browser() as chrome:
        page = chrome.new_context(
            viewport={"width": 1280, "height": 800}, locale="zh-CN", reduced_motion="reduce"
        ).new_page()
        page.goto(address)
        for number, question in enumerate(QUESTIONS, 1):
            page.fill("#question textarea", question)
            page.keyboard.press("Enter")
            page.locator(f"#t{number} .facts").wait_for(timeout=60_000)
        page.locator(f"#t{len(QUESTIONS)} a.marker").first.click()
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
    return PICTURE


def main() -> int:
    """Write the picture; nothing is done where there is no browser."""
    if chromium() is None:
        print("没有安装 Chromium，未截图")
        return 0
    os.environ.setdefault("POLICYQA_GENERATOR", "embedded")
    opened = contextlib.nullcontext(sys.argv[1]) if len(sys.argv) > 1 else application()
    with opened as address:
        picture = take(address)
    size = picture.stat().st_size
    print(f"{picture.relative_to(ROOT)} {size / 1024:.0f} KB")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
