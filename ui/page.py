"""The conversation and its evidence as HTML. What is shown is decided here; what happens is decided in `handlers`.

A marker `[1]` is a link to the anchor of its quotation (`#t2-c1`), so a click, a key or a screen reader gets there
without scripts; `page.js` only makes the way smoother. Elements keep their places while an answer grows, because
the page is updated by comparing old and new element by element.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.labels import label
from qa.render import STATE
from qa.types import Answer, Citation, Statement
from ui.paragraph import Quote, is_table, paragraph, plain, text

_BADGES = {"answered": "good", "partial": "part", "not_found": "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question and what is known of its answer so far.

    `ahead` questions are answered first; `found` passages are being checked, None before the search;
    `answer` is None until the answer is complete.
    """

    number: int
    question: str
    ahead: int = 0
    found: int | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    error: str = ""
    stopped: bool = False

    @property
    def writing(self) -> bool:
        """Whether the answer is still being written."""
        return self.answer is None and not self.error and not self.stopped


# --- the conversation ---


def conversation(exchanges: Sequence[Exchange]) -> str:
    """Return the left side: questions and answers, oldest first."""
    shown = "".join(_turn(exchange) for exchange in exchanges) or _WELCOME
    return f'<h2 class="unseen">对话</h2><div role="log" aria-label="对话">{shown}</div>'


_WELCOME = (
    '<div class="welcome"><p class="lead">想了解哪项政策？</p>'
    '<p>每一句回答都标有出处，点 <span class="marker">1</span> 就能看到原文。</p><p>材料没有说的，会直说没有。</p></div>'
)


def _turn(exchange: Exchange) -> str:
    said = "".join(_statement(exchange, statement) for statement in exchange.statements)
    return (
        f'<section class="turn" id="t{exchange.number}" tabindex="-1"><h3 class="question">{text(exchange.question)}</h3>'
        f'<div class="said">{said}</div><div class="outcome" role="status">{_outcome(exchange)}</div></section>'
    )


def _statement(exchange: Exchange, statement: Statement) -> str:
    sentence = plain(statement.text).rstrip("，,、：:；;")
    sentence += "" if sentence.endswith(("。", "！", "？")) else "。"
    markers = "".join(_marker(exchange, number) for number in statement.citations)
    # The end of the sentence and its markers stay on one line.
    return f'<p class="statement">{text(sentence[:-1])}<span class="end">{text(sentence[-1])}{markers}</span></p>'


def _marker(exchange: Exchange, number: int) -> str:
    title = next((c.document.title for c in exchange.citations if c.number == number), "")
    return (
        f'<a class="marker" href="#{_anchor(exchange, number)}" title="{text(title)}" '
        f'aria-label="依据 {number}，看原文">{number}</a>'
    )


def _anchor(exchange: Exchange, number: int) -> str:
    return f"t{exchange.number}-c{number}"


def _outcome(exchange: Exchange) -> str:
    if exchange.error:
        return f'<p class="error">{text(exchange.error)}</p>'
    if exchange.stopped:
        return (
            '<p class="facts"><span class="badge none">已停止</span> 以上是停止前已核对的内容。</p>'
        )
    if exchange.answer is None:
        return f'<p class="working">{_progress(exchange)}</p>'
    answer = exchange.answer
    notes = "".join(f"<li>{text(note)}</li>" for note in answer.missing)
    warned = "".join(f"<li>{text(note)}</li>" for note in answer.notices)
    refusal = '<p class="refusal">现有材料没有说明这个问题。</p>'
    return (
        f"{refusal if answer.status == 'not_found' else ''}"
        f"{f'<ul class=notices>{warned}</ul>' if warned else ''}"
        f"{f'<ul class=missing>{notes}</ul>' if notes else ''}"
        f'<p class="facts"><span class="badge {_BADGES[answer.status]}">{STATE[answer.status]}</span> {_facts(answer)}</p>'
    )


def _progress(exchange: Exchange) -> str:
    if exchange.ahead:
        return f"前面还有 {exchange.ahead} 个问题，轮到后自动开始…"
    if exchange.found is None:
        return "正在查找相关段落…"
    if exchange.statements:
        return f"已核对 {len(exchange.statements)} 句，还在继续…"
    return f"找到 {exchange.found} 个相关段落，正在对照原文…"


def _facts(answer: Answer) -> str:
    facts = []
    if answer.statements:
        by = (
            "原文摘录"
            if answer.generator == "extractive"
            else f"由 {answer.generator} 起草，逐句核对过原文"
        )
        facts.append(by + (f"（{answer.floor_reason}）" if answer.floor_reason else ""))
    elif answer.nearest:
        facts.append("最接近的段落列在“原文依据”里，只供参考")
    if answer.dropped:
        facts.append(f"拦下 {answer.dropped} 句没有依据的话")
    if answer.rewritten != answer.question:
        facts.append(f"按“{answer.rewritten}”查找")
    facts.append(f"{max(0.1, answer.timings_ms.get('total', 0.0) / 1000):.1f}\u00a0秒")
    return text(" · ".join(facts))


# --- the evidence ---


def evidence(exchanges: Sequence[Exchange]) -> str:
    """Return the right side: the paragraphs of the latest question open, those of earlier ones folded below."""
    parts = ['<h2 class="pane-title">原文依据</h2>']
    if not exchanges:
        return parts[0] + '<p class="empty">回答引用的原文段落列在这里，引用的文字会突出显示。</p>'
    latest, *earlier = reversed(exchanges)
    parts.append(f'<div class="latest">{_sources(latest)}</div>')
    parts += [
        f'<details class="earlier"><summary>此前：{text(exchange.question)}</summary>{_sources(exchange)}</details>'
        for exchange in earlier
        if exchange.citations
    ]
    return "".join(parts)


def _sources(exchange: Exchange) -> str:
    if exchange.citations:
        return "".join(_card(exchange, group) for group in together(exchange.citations))
    if exchange.answer is not None and exchange.answer.nearest:
        cards = "".join(
            _card(exchange, (citation,), cited=False) for citation in exchange.answer.nearest
        )
        return f'<p class="near">最接近的段落，只供参考，不是答案：</p>{cards}'
    return f'<p class="empty">{"正在查找…" if exchange.writing else "这一问没有可显示的段落。"}</p>'


def together(citations: Sequence[Citation]) -> list[tuple[Citation, ...]]:
    """Return the citations by paragraph, each group in reading order; overlapping quotations go to separate groups."""
    groups: list[list[Citation]] = []
    for citation in citations:
        for group in groups:
            same = (group[0].document.id, group[0].paragraph_start, group[0].text)
            if same == (citation.document.id, citation.paragraph_start, citation.text) and all(
                citation.end <= other.start or other.end <= citation.start for other in group
            ):
                group.append(citation)
                break
        else:
            groups.append([citation])
    return [tuple(sorted(group, key=lambda c: c.start)) for group in groups]


def _card(exchange: Exchange, group: Sequence[Citation], *, cited: bool = True) -> str:
    first = group[0]
    quotes = [
        Quote(
            citation.start - citation.paragraph_start,
            citation.end - citation.paragraph_start,
            _anchor(exchange, citation.number) if cited else "",
            f"[{citation.number}]" if len(group) > 1 else "",
        )
        for citation in group
    ]
    # The splitter puts the names of a table's columns at the end of its rows' section path.
    header = first.section[-1].split(" | ") if first.section and is_table(first.text) else []
    section = " › ".join(first.section[:-1] if len(header) > 1 else first.section)
    numbers = (
        "".join(f'<span class="number">{citation.number}</span>' for citation in group)
        if cited
        else ""
    )
    back = f'<a class="back" href="#t{exchange.number}">回到回答</a>' if cited else ""
    return (
        f'<article class="source"><h3>{numbers}{text(f"《{first.document.title}》")}</h3>'
        f'<p class="place">{text(_place(first))}</p>{_standing(first)}{f"<p class=section>{text(section)}</p>" if section else ""}'
        f"{paragraph(first.text, quotes, header)}{back}</article>"
    )


def _standing(citation: Citation) -> str:
    """A source that has ended, or is in dispute, says so above its words."""
    warning = label(citation.document)
    return f'<p class="standing">{text(warning)}</p>' if warning else ""


def _place(citation: Citation) -> str:
    document = citation.document
    parts = (
        f"{citation.role or ''} {citation.speaker}".strip() if citation.speaker else "",
        f"第 {citation.page} 页" if citation.page else "",
        f"第 {citation.paragraph} 段",
        document.number,
        document.issuer,
        document.published,
        f"{document.effective} 起施行" if document.effective else "",
        f"有效期至 {document.expires}" if document.expires else "",
    )
    return " · ".join(part for part in parts if part)
