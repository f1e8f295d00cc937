"""惠企匹配: an enterprise in a sentence or a form, the measures as cards, what is asked back as inputs that refine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import date
from typing import Any

import gradio as gr

from qa.match import Match
from qa.match.keeping import match_kept
from ui.pages.common import EVENT, PLAIN, SAVE, Frame, closing, nothing_to_export, queued
from ui.views import match as view
from ui.words import Words
from ui.work import exports
from ui.work.downloads import unsaved
from ui.work.match import NO, YES, Ask, Matching, answered, asks_of, given_of, run

LONGEST = 4000
EXAMPLES = (
    "东莞的箱包企业，80人，想开拓海外市场",
    "规上工业企业，去年营收3000万元，想做技术改造",
    "新认定的高新技术企业，需要人才和融资支持",
)
SIZES = ("大型", "中型", "小型", "微型", "个体工商户", "规上", "规下")
TITLES = (
    "高新技术企业",
    "专精特新中小企业",
    "专精特新“小巨人”企业",
    "科技型中小企业",
    "创新型中小企业",
)
NEEDS = (
    "开拓海外市场", "技术改造", "数字化转型", "融资", "用工和人才", "研发创新", "质量和品牌",
    "节能环保", "用房用地", "上市", "降低物流成本", "电商销售", "参加展会", "扩大生产",
)  # fmt: skip
FIELDS = ("region", "industry", "size", "revenue", "staff", "founded", "titles", "needs")
# As many questions as are ever asked back.
ASKED = 5
# Measures that are shown; how many more may fit is told.
LISTED = 20
KINDS = {"xlsx": "Excel", "csv": "CSV", "ics": "日历（.ics）"}


def build(frame: Frame) -> None:
    """Make the page."""
    words = frame.words
    page = _Page(frame)
    state, asks, added = gr.State(None), gr.State([]), gr.State("")
    with gr.Row(elem_classes="columns"):
        with gr.Column(elem_classes="side"):
            box = gr.Textbox(
                label=words("用一句话介绍企业"),
                placeholder=words("地区、行业、规模、人数、营收、资质，以及想做什么"),
                lines=3,
                max_lines=8,
                max_length=LONGEST,
                elem_id="profile",
            )
            with gr.Row(elem_classes="chips"):
                chips = [gr.Button(example, size="sm") for example in EXAMPLES]
            with gr.Accordion(words("或者填表（只填知道的）"), open=False, elem_id="form"):
                form = _form(frame)
            with gr.Row(elem_classes="buttons"):
                go = gr.Button(words("匹配"), variant="primary", elem_id="match")
                stop = gr.Button(words("停止"), elem_classes="stop")
                clear = gr.Button(words("清空"))
            asked, replies, refine = _asked_back(frame)
        with gr.Column(elem_classes="main"):
            with gr.Row(elem_classes="exports", visible=False) as row:
                buttons = {
                    kind: gr.Button(words("导出 {kind}", kind=words(name)), size="sm")
                    for kind, name in KINDS.items()
                }
            right = gr.HTML(view.result(None, words), elem_id="measures", **PLAIN)
    file = gr.Textbox(visible=False)
    inputs = [part for pair in replies for part in pair]
    shown = [right, row, state, asks, added, asked, *inputs]
    given = [box, *form]
    matching: list[Any] = [
        go.click(page.fresh, given, shown, **EVENT),
        box.submit(page.fresh, given, shown, **EVENT),
        refine.click(page.refined, [asks, added, *given, *inputs], shown, **EVENT),
    ]
    for chip in chips:
        filled = chip.click(lambda example: example, [chip], [box], **EVENT)
        matching.append(filled.then(page.fresh, given, shown, **EVENT))
    stop.click(page.stop, None, [right], cancels=matching, **EVENT)
    clear.click(page.clear, None, [box, *form, *shown], cancels=matching, **EVENT)
    for kind, button in buttons.items():
        made = button.click(page.exporter(kind), [state], [file], **EVENT)
        made.then(None, [file], None, js=SAVE, **EVENT)


def _form(frame: Frame) -> list[Any]:
    words = frame.words
    return [
        gr.Textbox(label=words("地区"), placeholder=words("如 东莞市"), max_length=100),
        gr.Textbox(label=words("行业"), placeholder=words("如 箱包"), max_length=100),
        gr.CheckboxGroup(_named(SIZES, words), label=words("规模"), value=[]),
        # No gr.Number: one that nobody filled in becomes 0 as soon as it is shown, and 0 is a figure.
        gr.Textbox(label=words("营业收入（万元）"), placeholder=words("如 3000"), max_length=40),
        gr.Textbox(label=words("员工（人）"), placeholder=words("如 80"), max_length=40),
        gr.Textbox(label=words("成立年份"), placeholder=words("如 2019"), max_length=40),
        gr.CheckboxGroup(_named(TITLES, words), label=words("已有资质"), value=[]),
        gr.CheckboxGroup(_named(NEEDS, words), label=words("需求"), value=[]),
    ]


def _named(choices: Sequence[str], words: Words) -> list[tuple[str, str]]:
    """What is shown, and what the matcher is given: the Chinese word."""
    return [(words.said(choice), choice) for choice in choices]


def _asked_back(frame: Frame) -> tuple[Any, list[tuple[Any, Any]], Any]:
    """Return the hidden column of questions back, how each may be answered, and the button that goes on."""
    words = frame.words
    with gr.Column(visible=False, elem_id="asked") as column:
        gr.HTML(f'<h2 class="pane-title">{words("补充以下情况，判断更准")}</h2>', **PLAIN)
        replies = [_reply(frame) for _ in range(ASKED)]
        refine = gr.Button(words("补充后重新匹配"), variant="primary", size="sm")
    return column, replies, refine


def _reply(frame: Frame) -> tuple[Any, Any]:
    """The two ways in which a question may be answered; one of them is shown."""
    yes_no = [(frame.words(YES), YES), (frame.words(NO), NO)]
    return (
        gr.Radio(yes_no, label="?", visible=False),
        gr.Textbox(label="?", visible=False, max_length=200),
    )


class _Page:
    """What the events do. A tuple of results fills the result, the exports, the states and the questions back."""

    def __init__(self, frame: Frame) -> None:
        self._parts, self._words = frame.parts, frame.words

    async def fresh(self, text: str, *form: Any) -> AsyncIterator[tuple[Any, ...]]:
        async for shown in self._match(text, "", form):
            yield shown

    async def refined(
        self, asks: list[Ask], added: str, text: str, *rest: Any
    ) -> AsyncIterator[tuple[Any, ...]]:
        form, replies = rest[: len(FIELDS)], rest[len(FIELDS) :]
        said = [
            choice if ask.kind == "choice" else written
            for ask, choice, written in zip(asks, replies[::2], replies[1::2], strict=False)
        ]
        async for shown in self._match(text, answered(added, asks, said), form):
            yield shown

    async def _match(self, text: str, added: str, form: Any) -> AsyncIterator[tuple[Any, ...]]:
        given = given_of(text, added, dict(zip(FIELDS, form, strict=True)))
        job = queued(
            self._parts.desk,
            lambda gone: run(self._matcher, given),
            lambda ahead: Matching(ahead=ahead),
            lambda error: Matching(error=str(error)),
        )
        async with closing(job) as states:
            async for state in states:
                if state is None:
                    yield (gr.skip(),) * (6 + 2 * ASKED)
                else:
                    yield self._panes(state, added)

    def _matcher(self, given: str | Mapping[str, object]) -> Match:
        parts = self._parts
        return match_kept(parts.corpus, parts.folder, given, on=date.today(), k=LISTED)

    def stop(self) -> str:
        return view.result(Matching(stopped=True), self._words)

    def clear(self) -> tuple[Any, ...]:
        return "", "", "", [], "", "", "", [], [], *self._panes(None, "")

    def exporter(self, kind: str) -> Callable[[Matching | None], str]:
        parts, words = self._parts, self._words

        def export(state: Matching | None) -> str:
            found = state.match if state else None
            if not found:
                return nothing_to_export(words)
            made = exports.matched(found, kind, parts.corpus, parts.folder, words)
            return made or unsaved(
                words("没有导出：这些措施没有写明申报时间或有效期，没有日子可记。")
            )

        return export

    def _panes(self, state: Matching | None, added: str) -> tuple[Any, ...]:
        found = state.match if state else None
        asks = asks_of(found.questions) if found else []
        inputs = [part for n in range(ASKED) for part in self._inputs(asks, n)]
        return (
            view.result(state, self._words),
            gr.update(visible=bool(found and found.measures)),
            state,
            asks,
            added,
            gr.update(visible=any(ask.kind != "note" for ask in asks)),
            *inputs,
        )

    def _inputs(self, asks: list[Ask], n: int) -> tuple[Any, Any]:
        ask = asks[n] if n < len(asks) else None
        kind = ask.kind if ask else ""
        label = self._words.line(ask.question) if ask else "?"
        return (
            gr.update(visible=kind == "choice", label=label, value=None),
            gr.update(visible=kind == "words", label=label, value=""),
        )
