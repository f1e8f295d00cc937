"""检索测试: retrieval alone, and the evaluation of question files, for those who look after the index."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import PolicyQAError
from qa.evaluation.feedback import FILE
from ui.pages.common import EVENT, PLAIN, SAVE, Frame, closing, dropped, dropper, queued
from ui.views import evaluation as charts
from ui.views import search as view
from ui.views.paragraph import text
from ui.work.downloads import packed
from ui.work.evaluation import Evaluation, evaluate
from ui.work.search import search


def build(frame: Frame) -> tuple[Any, Any]:
    """Make the page; returns the function and the components to be filled when the application is opened."""
    words = frame.words
    page = _Page(frame)
    with gr.Column(elem_classes="single"):
        with gr.Row(elem_id="search-row"):
            box = gr.Textbox(
                label=words("检索词"),
                placeholder=words("词语或一句话"),
                max_length=4000,
                lines=1,
                submit_btn=words("检索"),
                elem_id="search-box",
                scale=4,
            )
            k = gr.Radio([3, 8, 15, 30], value=8, label=words("最多几段"), elem_id="search-k")
        shown = gr.HTML(view.result(None, words), elem_id="hits", **PLAIN)
        with gr.Column(visible=False, elem_id="evaluating") as evaluating:
            gr.HTML(f'<h2 class="pane-title">{text(words("评测"))}</h2>', **PLAIN)
            about = gr.HTML("", **PLAIN)
            with gr.Row(elem_classes="buttons"):
                go = gr.Button(words("用反馈题评测"), size="sm", elem_id="evaluate")
                get = gr.Button(words("下载反馈题"), size="sm")
            drop = dropper(
                words("选择或拖入题目文件"),
                words("jsonl，每行一道题，格式同 qa eval"),
                suffixes=".jsonl",
                purpose="draft",
                id_="questions-file",
            )
            report = gr.HTML("", elem_id="report", **PLAIN)
    file = gr.Textbox(visible=False)
    box.submit(page.find, [box, k], [shown], **EVENT)
    go.click(page.feedback, None, [report], **EVENT)
    go.click(page.open, None, [evaluating, about], **EVENT)
    drop.submit(page.dropped, None, [report], **EVENT)
    get.click(page.download, None, [file], **EVENT).then(None, [file], None, js=SAVE, **EVENT)
    return (page.open, []), [evaluating, about]


class _Page:
    """What the events do."""

    def __init__(self, frame: Frame) -> None:
        self._parts, self._words = frame.parts, frame.words

    def open(self, request: gr.Request) -> tuple[Any, str]:
        said = self._words("读者更正过 {n} 道题。", n=self._parts.feedback.count())
        return gr.update(visible=self._parts.allowed(request)), f'<p class="near">{text(said)}</p>'

    def find(self, query: str, k: object) -> str:
        most = k if isinstance(k, int) and 0 < k <= 30 else 8
        return view.result(search(self._parts.corpus, query, most), self._words)

    async def feedback(self, request: gr.Request) -> AsyncIterator[Any]:
        if self._parts.allowed(request):
            if not self._parts.feedback.count():
                yield charts.report(Evaluation(error=self._words("还没有反馈题。")), self._words)
                return
            async for shown in self._evaluated(self._parts.feedback.path):
                yield shown

    async def dropped(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Any]:
        if not self._parts.allowed(request):
            return
        try:
            staged = dropped(self._parts, event)
        except PolicyQAError as error:
            yield charts.report(Evaluation(error=str(error)), self._words)
            return
        try:
            async for shown in self._evaluated(staged.path):
                yield shown
        finally:
            staged.path.unlink(missing_ok=True)

    def download(self, request: gr.Request) -> str:
        if not (self._parts.allowed(request) and self._parts.feedback.count()):
            return ""
        return packed(FILE, self._parts.feedback.path.read_bytes())

    async def _evaluated(self, path: Path) -> AsyncIterator[Any]:
        job = queued(
            self._parts.desk,
            lambda gone: evaluate(self._parts.answers(gone), path),
            lambda ahead: Evaluation(ahead=ahead),
            lambda error: Evaluation(error=str(error)),
        )
        async with closing(job) as states:
            async for state in states:
                yield gr.skip() if state is None else charts.report(state, self._words)
