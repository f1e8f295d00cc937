"""The conversation and its evidence as HTML. What is shown is decided here; what happens, in `ui.work.ask`.

A marker `[1]` is a link to the anchor of its quotation (`#t2-c1`), so a click, a key or a screen reader gets there
without scripts; `page.js` only makes the way smoother. Elements keep their places while an answer grows, because
the page is updated by comparing old and new element by element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.render import STATE, emphasised, statement_text
from qa.types import Answer, Statement
from ui.standing import stands
from ui.views.cards import card, cards, marker
from ui.views.chart import trends
from ui.views.paragraph import plain, text
from ui.words import CHINESE, Words
from ui.work.ask import Exchange
from ui.work.history import CHANGED

_BADGES = {"answered": "good", "partial": "part", "not_found": "none"}
# Characters of a long question that are shown at once, and of any where it is only named.
LONG, BRIEF = 240, 80
# How many titles are named in the account of what was searched.
_NAMED = 6
# What only goes on from an answer, and warns of nothing: a sum, a term, a condition that is met.
_CALM = re.compile(r"推算，不是原文|：现行有效|按所引条款对照：[^“]*(?<!不)符合“")


# --- the conversation ---


def conversation(exchanges: Sequence[Exchange], words: Words = CHINESE) -> str:
    """Return the left side: questions and answers, oldest first."""
    last = exchanges[-1] if exchanges else None
    shown = "".join(_turn(exchange, words, exchange is last) for exchange in exchanges)
    name = text(words("对话"))
    # A log that was restored is old news: it is not read out.
    live = "off" if last and last.kept else "polite"
    # Where the window is low the pane scrolls, and a welcome holds nothing else that the keyboard could reach.
    reached = "" if shown else ' tabindex="0"'
    return (
        f'<h2 class="unseen">{name}</h2>'
        f'<div role="log" aria-label="{name}" aria-live="{live}"{reached}>{shown or _welcome(words)}</div>'
    )


def _welcome(words: Words) -> str:
    point = text(words("每一句回答都标有出处，点 {mark} 就能看到原文。")).replace(
        "{mark}", '<span class="marker">1</span>'
    )
    return (
        f'<div class="welcome"><p class="lead">{text(words("想了解哪项政策？"))}</p>'
        f"<p>{point}</p><p>{text(words('材料没有说的，会直说没有。'))}</p></div>"
    )


def _turn(exchange: Exchange, words: Words, last: bool) -> str:
    said = "".join(_statement(exchange, statement, words) for statement in exchange.statements)
    return (
        f'<section class="turn" id="{exchange.prefix}" tabindex="-1">{_asked(exchange.question, words)}'
        f'<div class="said">{said}</div><div class="outcome"><div role="status">{_outcome(exchange, words)}</div>'
        f"{_more(exchange, words, last)}</div></section>"
    )


def _asked(question: str, words: Words) -> str:
    """The question; of a pasted page the beginning, else what is answered to it would be far below."""
    if len(question) <= LONG + BRIEF:
        return f'<h3 class="question">{text(question)}</h3>'
    rest = words("展开{where}（{n} 字）", where=words("后文"), n=len(question) - LONG)
    return (
        f'<h3 class="question">{text(question[:LONG])}…</h3>'
        f'<details class="rest"><summary>{text(rest)}</summary><p>{text(question[LONG:])}</p></details>'
    )


def _brief(question: str) -> str:
    return question if len(question) <= BRIEF else f"{question[: BRIEF - 1]}…"


def _statement(exchange: Exchange, statement: Statement, words: Words) -> str:
    sentence = plain(statement.text).rstrip("，,、：:；;")
    sentence += "" if sentence.endswith(("。", "！", "？")) else "。"
    titles = {c.number: c.document.title for c in exchange.citations}
    markers = "".join(
        marker(exchange.prefix, number, titles.get(number, ""), words)
        for number in statement.citations
    )
    # The end of the sentence and its markers stay on one line.
    said = _emphasised(sentence[:-1], statement)
    return f'<p class="statement">{said}<span class="end">{text(sentence[-1])}{markers}</span></p>'


def _emphasised(sentence: str, statement: Statement) -> str:
    """Return the sentence as HTML, the words that answer in bold; where signs were taken out their places are unknown."""
    focus = emphasised(statement)
    if focus is None or not statement.text.startswith(sentence):
        return text(sentence)
    start, end = focus
    return f"{text(sentence[:start])}<b>{text(sentence[start:end])}</b>{text(sentence[end:])}"


def _outcome(exchange: Exchange, words: Words) -> str:
    if exchange.error:
        return f'<p class="error">{text(words.line(exchange.error))}</p>'
    if exchange.stopped:
        some = exchange.statements
        return _unanswered(
            words("已停止"),
            words("以上是停止前已核对的内容。" if some else "停止前还没有核对出内容。"),
        )
    if exchange.lost:
        return _unanswered(
            words("未回答"),
            words("这一问还没有得到回答，可以再问一次。"),
        )
    if exchange.answer is None:
        return f'<p class="working">{text(_progress(exchange, words))}</p>'
    answer = exchange.answer
    notes = "".join(f"<li>{text(words.line(note))}</li>" for note in answer.missing)
    refusal = f'<p class="refusal">{text(words("现有材料没有说明这个问题。"))}</p>'
    # What was answered once, from a source that is gone, was not left unsaid by the texts.
    lost = not answer.statements and CHANGED in answer.missing
    state = "原文已变动" if lost else STATE[answer.status]
    return (
        f"{refusal if answer.status == 'not_found' and not lost else ''}{_notices(answer, words)}"
        f"{f'<ul class=missing>{notes}</ul>' if notes else ''}"
        f'<p class="facts"><span class="badge {_BADGES[answer.status]}">{text(words(state))}</span> '
        f"{text(_facts(answer, words))}</p>"
    )


def _unanswered(state: str, told: str) -> str:
    return f'<p class="facts"><span class="badge none">{text(state)}</span> {text(told)}</p>'


def _notices(answer: Answer, words: Words) -> str:
    """Return what warns, and apart from it what only goes on from the answer."""
    calm = [bool(_CALM.search(note)) for note in answer.notices]
    shown = ""
    for name, wanted in (("notices", False), ("told", True)):
        lines = [
            note for note, is_calm in zip(answer.notices, calm, strict=True) if is_calm is wanted
        ]
        items = "".join(f"<li>{text(words.line(note))}</li>" for note in lines)
        shown += f"<ul class={name}>{items}</ul>" if items else ""
    return shown


def _progress(exchange: Exchange, words: Words) -> str:
    if exchange.ahead:
        return words("前面还有 {n} 个问题，轮到后自动开始…", n=exchange.ahead)
    if exchange.found is None:
        return words("正在查找相关段落…")
    if exchange.statements:
        return words("已核对 {n} 句，还在继续…", n=len(exchange.statements))
    return words("找到 {n} 个相关段落，正在对照原文…", n=exchange.found)


def _facts(answer: Answer, words: Words) -> str:
    facts = []
    if answer.statements:
        by = (
            words("原文摘录")
            if answer.generator == "extractive"
            else words("由 {name} 起草，逐句核对过原文", name=answer.generator)
        )
        because = words.said(answer.floor_reason or "")
        facts.append(by + (words("（{text}）", text=because) if because else ""))
    elif answer.nearest:
        facts.append(words("最接近的段落列在“原文依据”里，只供参考"))
    if answer.dropped:
        facts.append(words("拦下 {n} 句没有依据的话", n=answer.dropped))
    if answer.rewritten != answer.question:
        facts.append(words("按“{text}”查找", text=answer.rewritten))
    seconds = max(0.1, answer.timings_ms.get("total", 0.0) / 1000)
    facts.append(words("{n}\u00a0秒", n=f"{seconds:.1f}"))
    return " · ".join(facts)


def _more(exchange: Exchange, words: Words, last: bool) -> str:
    """What can be done with an answer that has come to its end, and how it came about."""
    if exchange.writing:
        return ""
    buttons = []
    if exchange.answer is not None and exchange.statements:
        buttons.append(
            f'<button type="button" data-copy="{text(copied(exchange, words))}">{text(words("复制（含出处）"))}</button>'
        )
    if last:
        buttons.append(f'<button type="button" data-do="retry">{text(words("重新回答"))}</button>')
    if exchange.answer is not None and not exchange.reported:
        buttons.append(
            f'<button type="button" data-do="wrong" data-turn="{exchange.number}">{text(words("回答不对"))}</button>'
        )
    thanks = (
        f'<p class="thanks">{text(words("已记下更正，作为评测题保存。"))}</p>'
        if exchange.reported
        else ""
    )
    return (
        f"{trends(exchange.citations, words)}{_searched(exchange, words)}"
        f'<p class="doing">{"".join(buttons)}</p>{thanks}'
    )


def _searched(exchange: Exchange, words: Words) -> str:
    answer = exchange.answer
    if answer is None or exchange.found is None:
        return ""
    titles = list(dict.fromkeys(exchange.searched))
    named = "、".join(f"《{title}》" for title in titles[:_NAMED])
    more = words("等 {n} 个文件", n=len(titles)) if len(titles) > _NAMED else ""
    laps = {"retrieve": "检索", "read": "阅读", "generate": "起草", "extract": "摘录"}
    times = " · ".join(
        f"{words(name)} {answer.timings_ms[key]:.0f} ms"
        for key, name in laps.items()
        if key in answer.timings_ms
    )
    rows = (
        (words("检索词"), answer.rewritten),
        (words("对照的段落"), words("{n} 段", n=exchange.found)),
        (words("来自"), f"{named}{more}"),
        (words("用时"), times),
    )
    items = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in rows if value)
    return f'<details class="searched"><summary>{text(words("查了什么"))}</summary><dl>{items}</dl></details>'


def copied(exchange: Exchange, words: Words = CHINESE) -> str:
    """Return the answer as text to be pasted elsewhere, each sentence with its markers, the sources below."""
    said = "".join(statement_text(statement) for statement in exchange.statements)
    colon = "：" if words.language == "zh" else ": "
    sources = [f"[{c.number}] {stands(c, words)}{colon}“{c.quote}”" for c in exchange.citations]
    return "\n".join([exchange.question, said, "", *sources])


# --- the evidence ---


def evidence(exchanges: Sequence[Exchange], words: Words = CHINESE) -> str:
    """Return the right side: the paragraphs of the latest question open, those of earlier ones folded below."""
    head = f'<h2 class="pane-title">{text(words("原文依据"))}</h2>'
    if not exchanges:
        empty = words("回答引用的原文段落列在这里，引用的文字会突出显示。")
        return f'{head}<p class="empty">{text(empty)}</p>'
    latest, *earlier = reversed(exchanges)
    folded = "".join(
        f'<details class="earlier"><summary>{text(words("此前：{text}", text=_brief(exchange.question)))}</summary>'
        f"{_sources(exchange, words)}</details>"
        for exchange in earlier
        if exchange.citations
    )
    return f'{head}<div class="latest">{_sources(latest, words)}</div>{folded}'


def _sources(exchange: Exchange, words: Words) -> str:
    if exchange.citations:
        return cards(exchange.citations, exchange.prefix, back=exchange.prefix, words=words)
    if exchange.answer is not None and exchange.answer.nearest:
        near = "".join(
            card((citation,), exchange.prefix, cited=False, words=words)
            for citation in exchange.answer.nearest
        )
        return f'<p class="near">{text(words("最接近的段落，只供参考，不是答案："))}</p>{near}'
    none = words("正在查找…") if exchange.writing else words("这一问没有可显示的段落。")
    return f'<p class="empty">{text(none)}</p>'
