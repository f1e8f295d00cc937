"""Answers as HTML: every piece of document, question and model text is escaped here, and nowhere else is HTML made.

Markers are links to anchors (`#t2-c1`), so a click, a key or a screen reader reaches the paragraph without scripts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from qa.render import STATE, place, split_quote
from qa.types import Answer, Citation, Evidence, Statement

# Marks that reorder or hide text must not change what a reader sees.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BADGES = {"answered": "good", "partial": "part", "not_found": "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question and what is known of its answer so far; `answer` is None while it is being written."""

    number: int
    question: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: tuple[Evidence, ...] = ()
    answer: Answer | None = None
    error: str = ""


def text(value: str) -> str:
    """Return `value` as visible, inert HTML text."""
    return escape(_HIDDEN.sub("", value))


def conversation(exchanges: Sequence[Exchange]) -> str:
    """Return the left side: questions and answers, oldest first."""
    if not exchanges:
        return '<div class="empty">请在下方提问，或点一个示例。每一句回答都标有原文出处，点 <b>[1]</b> 看原文。</div>'
    return "".join(_exchange(exchange) for exchange in exchanges)


def evidence(exchanges: Sequence[Exchange]) -> str:
    """Return the right side: the cited paragraphs of the latest question open, those of earlier ones folded."""
    if not exchanges:
        return '<div class="empty">这里显示原文段落，引用的文字会突出显示。</div>'
    latest, *earlier = reversed(exchanges)
    parts = [_sources(latest)]
    for exchange in earlier:
        if exchange.citations:
            parts.append(f'<details class="earlier"><summary>{text(exchange.question)}</summary>{_sources(exchange)}</details>')
    return "".join(parts)


def _exchange(exchange: Exchange) -> str:
    said = "".join(
        f'<p class="statement">{text(_sentence(s))}{"".join(_marker(exchange, n) for n in s.citations)}</p>' for s in exchange.statements
    )
    return (
        f'<section class="turn" id="t{exchange.number}"><h3 class="question">{text(exchange.question)}</h3>'
        f'<div class="answer" aria-live="polite">{said}{_state(exchange)}</div></section>'
    )


def _sentence(statement: Statement) -> str:
    return statement.text if statement.text.endswith(("。", "！", "？", "；")) else statement.text.rstrip("，,、：:") + "。"


def _marker(exchange: Exchange, number: int) -> str:
    return f'<a class="marker" href="#t{exchange.number}-c{number}" aria-label="依据 {number}">[{number}]</a>'


def _state(exchange: Exchange) -> str:
    if exchange.error:
        return f'<p class="error" role="alert">{text(exchange.error)}</p>'
    answer = exchange.answer
    if answer is None:
        return f'<p class="working" role="status">已找到 {len(exchange.searched)} 个相关段落，正在核对原文…</p>'
    notes = "".join(f"<li>{text(note)}</li>" for note in answer.missing)
    refusal = "<p>现有材料没有说明这个问题。右侧是最接近的段落，供参考。</p>" if answer.status == "not_found" else ""
    by = "原文摘录" if answer.generator == "extractive" else answer.generator
    reason = f"（{answer.floor_reason}）" if answer.floor_reason else ""
    dropped = f" · 拦下 {answer.dropped} 句没有依据的话" if answer.dropped else ""
    seconds = answer.timings_ms.get("total", 0.0) / 1000
    searched = f" · 检索词：{answer.rewritten}" if answer.rewritten != answer.question else ""
    return (
        f'{refusal}{f"<ul class=missing>{notes}</ul>" if notes else ""}<p class="state">'
        f'<span class="badge {_BADGES[answer.status]}">{STATE[answer.status]}</span> {text(by + reason + dropped)} · {seconds:.1f} 秒{text(searched)}</p>'
    )


def _sources(exchange: Exchange) -> str:
    answer = exchange.answer
    if exchange.citations:
        return "".join(_card(exchange, citation, True) for citation in exchange.citations)
    if answer is not None and answer.nearest:
        return '<p class="near">最接近的段落（不是答案）</p>' + "".join(_card(exchange, c, False) for c in answer.nearest)
    return '<div class="empty">没有可显示的段落。</div>' if answer is not None else '<div class="empty">正在查找…</div>'


def _card(exchange: Exchange, citation: Citation, cited: bool) -> str:
    before, quote, after = split_quote(citation)
    anchor = f' id="t{exchange.number}-c{citation.number}"' if cited else ""
    mark = f"<mark>{text(quote)}</mark>" if cited else text(quote)
    section = " › ".join(citation.section)
    return (
        f'<article class="source"{anchor} tabindex="-1"><h4>{f"[{citation.number}] " if cited else ""}{text(place(citation))}</h4>'
        f'{f"<p class=section>{text(section)}</p>" if section else ""}<blockquote>{text(before)}{mark}{text(after)}</blockquote></article>'
    )
