"""数字核查: a draft pasted or dropped on the left, each figure marked in place; its verdicts in a table on the right."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from index.errors import PolicyQAError
from qa.claims import ClaimChecker
from qa.claims.checker import MOST
from ui.pages.common import (
    EVENT,
    PLAIN,
    SAVE,
    Frame,
    closing,
    dropped,
    dropper,
    nothing_to_export,
    queued,
)
from ui.views import check as view
from ui.words import Words
from ui.work import exports
from ui.work.check import SUFFIXES, Check, check, day_given, draft_of

KINDS = {"docx": "Word", "md": "Markdown", "csv": "CSV", "html": "HTML"}


def build(frame: Frame) -> None:
    """Make the page."""
    words = frame.words
    page = _Page(frame)
    state = gr.State(None)
    with gr.Row(elem_classes="columns"):
        with gr.Column(elem_classes="side"):
            box, day = _draft(words)
            drop = dropper(
                words("选择或拖入稿件"),
                words("txt、md、docx，不超过 10 MB"),
                suffixes=",".join(SUFFIXES),
                purpose="draft",
                id_="draft-file",
            )
            note = gr.HTML("", elem_id="draft-note", **PLAIN)
            with gr.Row(elem_classes="buttons"):
                go = gr.Button(words("核对"), variant="primary", elem_id="check")
                stop = gr.Button(words("停止"), elem_classes="stop")
                clear = gr.Button(words("清空"))
            left = gr.HTML(view.draft(None, words), elem_id="checked", **PLAIN)
        with gr.Column(elem_classes="main"):
            with gr.Row(elem_classes="exports", visible=False) as row:
                buttons = {
                    kind: gr.Button(words("导出 {kind}", kind=name), size="sm")
                    for kind, name in KINDS.items()
                }
            right = gr.HTML("", elem_id="findings", **PLAIN)
    file = gr.Textbox(visible=False)
    shown = [left, right, row, state, note]
    checking: list[Any] = [
        go.click(page.check, [box, day, state], shown, **EVENT),
        day.submit(page.check, [box, day, state], shown, **EVENT),
        drop.submit(page.read, [day, state], [box, *shown], **EVENT),
    ]
    stop.click(page.stop, None, shown, cancels=checking, **EVENT)
    clear.click(page.clear, None, [box, day, *shown], cancels=checking, **EVENT)
    for kind, button in buttons.items():
        made = button.click(_exporter(kind, words), [state], [file], **EVENT)
        made.then(None, [file], None, js=SAVE, **EVENT)


def _draft(words: Words) -> tuple[gr.Textbox, gr.Textbox]:
    """Make the fields for the draft and for its day."""
    box = gr.Textbox(
        label=words("稿件"),
        placeholder=words("把要核对的句子或整篇稿件粘贴到这里"),
        lines=6,
        max_lines=14,
        max_length=MOST,
        elem_id="draft",
    )
    day = gr.Textbox(
        label=words("稿件日期（可不填）"),
        placeholder=words("如 2026-03-05，“去年”“今年”从这一天算起"),
        max_lines=1,
        max_length=40,
        elem_id="draft-day",
    )
    return box, day


def _exporter(kind: str, words: Words) -> Callable[[Check | None], str]:
    def export(state: Check | None) -> str:
        if state is None or state.report is None:
            return nothing_to_export(words)
        return exports.checked(state.report, kind, words)

    return export


class _Page:
    """What the events do. A tuple of results fills both columns, the row of exports, the tab's state and the note."""

    def __init__(self, frame: Frame) -> None:
        self._parts, self._words = frame.parts, frame.words

    async def check(
        self, draft: str, day: str, before: Check | None
    ) -> AsyncIterator[tuple[Any, ...]]:
        try:
            on = day_given(day)
        except PolicyQAError as error:
            yield self._refused(error, before)
            return
        yield self._panes(Check())
        job = queued(
            self._parts.desk,
            lambda gone: check(ClaimChecker.over(self._parts.corpus), draft, on),
            lambda ahead: Check(ahead=ahead),
            lambda error: Check(error=str(error)),
        )
        async with closing(job) as states:
            async for state in states:
                yield (gr.skip(),) * 5 if state is None else self._panes(state)

    async def read(
        self, day: str, before: Check | None, event: gr.EventData
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Check a draft that was dropped: its text goes to the box, where it can be seen and changed."""
        try:
            staged = dropped(self._parts, event)
            draft = draft_of(staged.path, staged.name)
        except PolicyQAError as error:
            yield gr.skip(), *self._refused(error, before)
            return
        yield draft, *self._panes(Check())
        async for shown in self.check(draft, day, before):
            yield gr.skip(), *shown

    def stop(self) -> tuple[Any, ...]:
        return self._panes(Check(stopped=True))

    def clear(self) -> tuple[Any, ...]:
        return "", "", *self._panes(None)

    def _refused(self, error: PolicyQAError, before: Check | None) -> tuple[Any, ...]:
        """Say why there was nothing to check; what was found before stays."""
        done = before is not None and before.report is not None
        return *[gr.skip()] * 4, view.refused(str(error), self._words, kept=done)

    def _panes(self, state: Check | None) -> tuple[Any, ...]:
        done = state is not None and state.report is not None
        return (
            view.draft(state, self._words),
            view.table(state, self._words),
            gr.update(visible=done),
            state,
            "",
        )
