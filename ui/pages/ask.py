"""问答: the conversation left, its evidence right, the question box below."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from anyio import to_thread

from index.errors import PolicyQAError
from qa.evaluation.feedback import Correction, case
from qa.render import turn_of
from ui.pages.common import EVENT, LIVE, PLAIN, Frame, closing, data_of, queued
from ui.views import ask as view
from ui.views.paragraph import text
from ui.work import ask as work
from ui.work import history
from ui.work.ask import Exchange

# Far above what a question may have, so that a pasted text is refused in words and not cut in silence.
LONGEST_INPUT = history.LONGEST_ASKED
# The browser's own store. The key that Gradio wants is sent to every browser: it protects nothing and must not change.
KEPT, KEY = "policy-qa-conversation", "policy-qa"
Exchanges = tuple[Exchange, ...]


def build(frame: Frame) -> tuple[Any, Any]:
    """Make the page; returns the function and the components to be filled when the application is opened."""
    words = frame.words
    chat = _Chat(frame)
    state = gr.State(())
    kept = gr.BrowserState([], storage_key=KEPT, secret=KEY)
    with gr.Row(elem_id="panes"):
        left = gr.HTML(view.conversation((), words), elem_id="conversation", **LIVE)
        with gr.Column(elem_id="composer"):
            correct = _correction(frame)
            with gr.Row(elem_id="examples"):
                chips = [gr.Button(example, size="sm") for example in frame.parts.examples]
            box = gr.Textbox(
                label=words("问题"),
                placeholder=words("请输入问题"),
                max_length=LONGEST_INPUT,
                lines=1,
                max_lines=6,
                submit_btn=words("提问"),
                stop_btn=words("停止"),
                autofocus=True,
                elem_id="question",
            )
            reset = gr.Button(words("清空对话"), size="sm", elem_id="clear")
        right = gr.HTML(view.evidence((), words), elem_id="evidence", **PLAIN)
    shown = [left, right, state, kept]
    known = [state, kept]
    asking: list[Any] = [box.submit(chat.ask, [box, *known], [box, *shown], **EVENT)]
    asking += [chip.click(chat.ask, [chip, *known], [box, *shown], **EVENT) for chip in chips]
    asking.append(left.click(chat.retry, known, [box, *shown], **EVENT))
    box.stop(chat.stop, [state], shown, cancels=asking, **EVENT)
    reset.click(chat.clear, None, [box, *shown], cancels=asking, **EVENT)
    left.click(chat.doubt, [state], [correct.panel, correct.about, correct.turn], **EVENT)
    correct.bind(chat, state, left)
    return (chat.restore, [kept, state]), shown


class _Correction:
    """The elements with which a reader corrects an answer."""

    def __init__(self, **parts: Any) -> None:
        self.panel, self.about, self.turn = parts["panel"], parts["about"], parts["turn"]
        self.fields = [parts["right"], parts["quote"], parts["none"]]
        self.said, self.send, self.close = parts["said"], parts["send"], parts["close"]

    def bind(self, chat: _Chat, state: Any, left: Any) -> None:
        outputs = [self.panel, self.said, *self.fields, left, state]
        self.send.click(chat.correct, [self.turn, *self.fields, state], outputs, **EVENT)
        self.close.click(lambda: gr.update(visible=False), None, [self.panel], **EVENT)


def _correction(frame: Frame) -> _Correction:
    words = frame.words
    with gr.Column(visible=False, elem_id="correct") as panel:
        about = gr.HTML("", elem_id="correct-about", **PLAIN)
        right = gr.Textbox(
            label=words("正确的回答"),
            lines=2,
            max_lines=4,
            max_length=2000,
            elem_id="correct-right",
        )
        quote = gr.Textbox(label=words("原文依据（可不填）"), lines=1, max_lines=4, max_length=2000)
        none = gr.Checkbox(label=words("材料里其实没有答案"))
        said = gr.HTML("", **PLAIN)
        with gr.Row(elem_classes="buttons"):
            send = gr.Button(words("提交更正"), variant="primary", size="sm")
            close = gr.Button(words("取消"), size="sm")
    turn = gr.State(0)
    return _Correction(
        panel=panel, about=about, turn=turn, right=right, quote=quote, none=none, said=said, send=send, close=close
    )  # fmt: skip


class _Chat:
    """What the events do. A tuple of results fills the question box, both panes, the tab's state and the browser's store."""

    def __init__(self, frame: Frame) -> None:
        self._parts, self._words = frame.parts, frame.words

    async def ask(
        self, question: str, earlier: Exchanges, rows: object
    ) -> AsyncIterator[tuple[Any, ...]]:
        keep = gr.skip()
        question = question.strip()
        if not question:
            told = self._words("请先写一句要问的话")
            yield gr.update(value="", placeholder=told), *[keep] * 4
            return
        self._parts.noted(question)
        asked = work.begin(question, await self._known(earlier, rows))
        # Kept before it is answered: a page that goes meanwhile has the question when it is there again.
        yield keep, *self._panes(asked)
        understood = False
        job = queued(
            self._parts.desk,
            lambda gone: work.respond(self._parts.answers(gone), asked),
            lambda ahead: work.waiting(asked, ahead),
            lambda error: work.failed(asked, error),
        )
        async with closing(job) as results:
            async for shown in results:
                if shown is None:
                    # Gradio notices a closed tab only when it is given something.
                    yield (keep,) * 5
                    continue
                # The question leaves the box once it is understood; after an error it is there again.
                box = question if shown[-1].error else keep
                if not understood and shown[-1].found is not None:
                    box, understood = "", True
                *panes, stored = self._panes(shown)
                yield box, *panes, keep if shown[-1].writing else stored

    async def retry(
        self, exchanges: Exchanges, rows: object, event: gr.EventData
    ) -> AsyncIterator[tuple[Any, ...]]:
        if data_of(event).get("do") == "retry":
            exchanges = await self._known(exchanges, rows)
            if exchanges and not exchanges[-1].writing:
                async for shown in self.ask(exchanges[-1].question, exchanges[:-1], []):
                    yield shown
                return
        yield (gr.skip(),) * 5

    async def _known(self, exchanges: Exchanges, rows: object) -> Exchanges:
        """The conversation; after the server was started anew, as the browser kept it."""
        if exchanges or not rows:
            return exchanges
        # Reads the index: everybody else waits for what is done here itself.
        return await to_thread.run_sync(history.restored, rows, self._parts.corpus)

    def stop(self, exchanges: Exchanges) -> tuple[Any, ...]:
        return self._panes(work.stopped(exchanges))

    def clear(self) -> tuple[Any, ...]:
        return "", *self._panes(())

    def restore(self, rows: object, exchanges: Exchanges) -> tuple[Any, ...]:
        """Show what the browser kept; where there is nothing, a question asked meanwhile must not be wiped out."""
        found = () if exchanges else history.restored(rows, self._parts.corpus)
        if not found:
            return (gr.skip(),) * 4
        whole = work.recalled(found, self._parts.recall)
        *panes, stored = self._panes(whole)
        # A source that cannot be read now may be there again: what is kept of it stays.
        return *panes, gr.skip() if whole == found else stored

    def doubt(self, exchanges: Exchanges, event: gr.EventData) -> tuple[Any, ...]:
        data = data_of(event)
        number = str(data.get("turn", ""))
        asked = next((e for e in exchanges if str(e.number) == number and e.answer), None)
        if data.get("do") != "wrong" or asked is None:
            return gr.skip(), gr.skip(), gr.skip()
        about = self._words("更正：{text}", text=asked.question)
        return (
            gr.update(visible=True),
            f'<h3 class="pane-title">{text(about)}</h3>',
            asked.number,
        )

    def correct(
        self, number: int, right: str, quote: str, none: bool, exchanges: Exchanges
    ) -> tuple[Any, ...]:
        keep = gr.skip()
        answer = next((e.answer for e in exchanges if e.number == number), None)
        if answer is None:
            return (gr.update(visible=False), *[keep] * 6)
        told = [e.answer for e in exchanges if e.number < number and e.answer][-work.REMEMBERED :]
        try:
            made = case(
                answer,
                Correction(right=right, quote=quote, unanswerable=none),
                [turn_of(earlier) for earlier in told],
            )
            self._parts.feedback.keep(made)
        except PolicyQAError as error:
            return (
                keep,
                f'<p class="error" role="alert">{text(self._words.line(str(error)))}</p>',
                *[keep] * 5,
            )
        done = work.reported(exchanges, number)
        left, _, state, _ = self._panes(done)
        return gr.update(visible=False), "", "", "", False, left, state

    def _panes(self, exchanges: Exchanges) -> tuple[str, str, Exchanges, list[dict[str, Any]]]:
        return (
            view.conversation(exchanges, self._words),
            view.evidence(exchanges, self._words),
            exchanges,
            history.kept(exchanges),
        )
