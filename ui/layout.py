"""The chat page in Gradio: which elements there are, and which event fills which. No HTML and no logic of its own."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

from index.errors import PolicyQAError
from ui import handlers, page
from ui.desk import Desk, Gone
from ui.handlers import Answers
from ui.page import Exchange

HERE = Path(__file__).parent
TITLE = "政策问答"
# Far above what a question may have, so that a pasted text is refused in words and not cut in silence.
LONGEST_INPUT = 8000
Exchanges = tuple[Exchange, ...]
# Gives, for each question anew, something that answers and stops writing when told that nobody waits.
Open = Callable[[Gone], Answers]
_PLAIN: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
_EVENT: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": None,
}


def build(answers: Open, desk: Desk[Exchanges], examples: Sequence[str]) -> Any:
    """Return the Gradio page; questions go to `desk` in the order in which they come, whatever tab they come from."""
    import gradio as gr

    chat = _Chat(answers, desk)
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        state = gr.State(())
        with gr.Row(elem_id="top"):
            gr.HTML(f"<h1>{TITLE}</h1><p>每一句都有原文依据</p>", elem_id="head", **_PLAIN)
            reset = gr.Button("清空对话", size="sm", elem_id="clear")
        with gr.Row(elem_id="panes"):
            left = gr.HTML(page.conversation(()), elem_id="conversation", **_PLAIN)
            with gr.Column(elem_id="composer"):
                with gr.Row(elem_id="examples"):
                    chips = [gr.Button(example, size="sm") for example in examples]
                box = gr.Textbox(
                    label="问题",
                    placeholder="请输入问题",
                    max_length=LONGEST_INPUT,
                    lines=1,
                    max_lines=6,
                    submit_btn="提问",
                    stop_btn="停止",
                    autofocus=True,
                    elem_id="question",
                )
            right = gr.HTML(page.evidence(()), elem_id="evidence", **_PLAIN)
        shown = [left, right, state]
        asking: list[Any] = [box.submit(chat.ask, [box, state], [box, *shown], **_EVENT)]
        asking += [chip.click(chat.ask, [chip, state], [box, *shown], **_EVENT) for chip in chips]
        box.stop(chat.stop, [state], shown, cancels=asking, **_EVENT)
        reset.click(chat.clear, None, [box, *shown], cancels=asking, **_EVENT)
    # Gradio keeps a table of all events and sums it up after each, for a page that the guard does not let through.
    blocks._queue.ANALYTICS_MAX_EVENTS, blocks._queue.ANAYLTICS_CACHE_FREQUENCY = 1, sys.maxsize
    return blocks


class _Chat:
    """What the events do. A tuple of results fills the question box, both panes and the tab's state."""

    def __init__(self, answers: Open, desk: Desk[Exchanges]) -> None:
        self._answers, self._desk = answers, desk

    async def ask(self, question: str, earlier: Exchanges) -> AsyncIterator[tuple[Any, ...]]:
        import gradio as gr

        keep = gr.skip()
        question = question.strip()
        if not question:
            yield gr.update(value="", placeholder="请先写一句要问的话"), keep, keep, keep
            return
        asked = handlers.begin(question, earlier)
        yield keep, *_panes(asked)
        understood = False
        async with contextlib.aclosing(self._answered(asked)) as results:
            async for shown in results:
                if shown is None:
                    # Gradio notices a closed tab only when it is given something.
                    yield keep, keep, keep, keep
                    continue
                # The question leaves the box once it is understood; after an error it is there again.
                box = question if shown[-1].error else keep
                if not understood and shown[-1].found is not None:
                    box, understood = "", True
                yield box, *_panes(shown)

    async def _answered(self, asked: Exchanges) -> AsyncGenerator[Exchanges | None, None]:
        try:
            ticket = self._desk.take(
                lambda gone: handlers.respond(self._answers(gone), asked),
                lambda ahead: handlers.waiting(asked, ahead),
            )
        except PolicyQAError as error:
            yield handlers.failed(asked, error)
            return
        try:
            async for shown in ticket:
                yield shown
        finally:
            ticket.leave()

    def stop(self, exchanges: Exchanges) -> tuple[Any, ...]:
        return _panes(handlers.stopped(exchanges))

    def clear(self) -> tuple[Any, ...]:
        return "", *_panes(())


def _panes(exchanges: Exchanges) -> tuple[str, str, Exchanges]:
    return page.conversation(exchanges), page.evidence(exchanges), exchanges
