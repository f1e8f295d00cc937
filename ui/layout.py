"""The chat page in Gradio: which elements there are and which event fills which. No HTML and no logic of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
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
EXAMPLES = (
    "全省有多少家省重点实验室？",
    "我们做皮具箱包，想出海，有什么扶持？",
    "2025年技术市场规模总额是多少？",
    "推动制造业与服务业协同有哪些措施？",
)

Exchanges = tuple[Exchange, ...]
# What stops writing when told that nobody waits, for each question anew.
Open = Callable[[Gone], Answers]


def build(answers: Open, desk: Desk[Exchanges], examples: Sequence[str] = EXAMPLES) -> Any:
    """Return the Gradio page: questions go to `desk` in the order in which they come, whatever tab they come from."""
    import gradio as gr

    async def ask(question: str, exchanges: Exchanges) -> AsyncIterator[tuple[Any, ...]]:
        if not question.strip():
            yield gr.update(value="", placeholder="请先写一句要问的话"), gr.skip(), gr.skip(), gr.skip()
            return
        asked = handlers.begin(question.strip(), exchanges)
        yield gr.skip(), *_panes(asked), asked
        try:
            ticket = desk.take(
                lambda gone: handlers.respond(answers(gone), asked), lambda ahead: handlers.waiting(asked, ahead)
            )
        except PolicyQAError as error:
            failed = handlers.failed(asked, error)
            yield question, *_panes(failed), failed
            return
        try:
            async for shown in ticket:
                if shown is None:
                    # Gradio notices a closed tab only when it is given something.
                    yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
                    continue
                # The question leaves the box once it is understood; after an error it is there again.
                last = shown[-1]
                box = question if last.error else "" if last.found is not None and not last.statements else gr.skip()
                yield box, *_panes(shown), shown
        finally:
            ticket.leave()

    def stop(exchanges: Exchanges) -> tuple[Any, ...]:
        shown = handlers.stopped(exchanges)
        return *_panes(shown), shown

    def clear() -> tuple[Any, ...]:
        return "", *_panes(()), ()

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
        panes = [left, right, state]
        options = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
        asking = [box.submit(ask, [box, state], [box, *panes], **options)]
        asking += [chip.click(ask, [chip, state], [box, *panes], **options) for chip in chips]
        box.stop(stop, [state], panes, cancels=asking, **options)
        reset.click(clear, None, [box, *panes], cancels=asking, **options)
    return blocks


_PLAIN: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}


def _panes(exchanges: Sequence[Exchange]) -> tuple[str, str]:
    return page.conversation(exchanges), page.evidence(exchanges)
