"""The frame in Gradio: a head, five pages as tabs, and what is filled in when a browser opens it. No HTML of results."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ui.views.paragraph import text
from ui.words import CHINESE, ENGLISH, Words

if TYPE_CHECKING:
    from ui.pages.common import Parts

HERE = Path(__file__).parent
TITLE = "政策问答"
# Name of a page (the part of the address after #) and its title.
PAGES = {
    "ask": "问答",
    "check": "数字核查",
    "match": "惠企匹配",
    "files": "文件",
    "search": "检索测试",
}


def build(parts: Parts, words: Words = CHINESE) -> Any:
    """Return the Gradio Blocks of all pages in one language; `mounting()` says how a server is to mount them."""
    import gradio as gr

    from ui.pages import ask, check, files, match, search
    from ui.pages.common import EVENT, PLAIN, Frame

    frame = Frame(parts, words)
    opened: list[tuple[Any, Any]] = []
    with gr.Blocks(title=words(TITLE), analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(_head(words, accounts=parts.accounts), elem_id="top", **PLAIN)
        with gr.Tabs(elem_id="pages", overflow_behavior="wrap"):
            for name, module in zip(PAGES, (ask, check, match, files, search), strict=True):
                with gr.Tab(words(PAGES[name]), id=name, elem_id=f"page-{name}"):
                    made = module.build(frame)  # type: ignore[attr-defined]
                    if made is not None:
                        opened.append(made)
        for (fill, inputs), outputs in opened:
            blocks.load(fill, inputs, outputs, **EVENT)
    # Gradio keeps a table of all events and sums it up after each, for a page that the guard does not let through.
    blocks._queue.ANALYTICS_MAX_EVENTS, blocks._queue.ANAYLTICS_CACHE_FREQUENCY = 1, sys.maxsize
    return blocks


def mounting(words: Words = CHINESE) -> dict[str, Any]:
    """Return what `gr.mount_gradio_app` is given with the Blocks: style, script, and nothing that the pages do not use."""
    import gradio as gr

    return {
        "path": words.home,
        "css": (HERE / "style.css").read_text(encoding="utf-8"),
        "theme": gr.themes.Base(font="sans-serif", font_mono="monospace"),
        "footer_links": [],
        "run_history": False,
        "ssr_mode": False,
        "show_error": False,
        "max_file_size": 1,
    }


def _head(words: Words, *, accounts: bool) -> str:
    other = ENGLISH if words.language == "zh" else CHINESE
    name = "English" if other is ENGLISH else "中文"
    leave = (
        f'<button type="submit" form="leave">{text(words("退出"))}</button>'
        f'<form id="leave" method="post" action="/logout?next={quote(words.home, safe="")}" hidden></form>'
        if accounts
        else ""
    )
    return (
        f"<header><h1>{text(words(TITLE))}</h1><p>{text(words('每一句都有原文依据'))}</p>"
        f'<div class="switches"><button type="button" data-theme-switch>{text(words("深色"))}</button>'
        f'<a href="{other.home}" hreflang="{other.tag}" lang="{other.tag}">{name}</a>{leave}</div></header>'
    )
