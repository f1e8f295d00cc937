"""What retrieval found, with both scores as bars, the matched words marked, and the time of each phase."""

from __future__ import annotations

from index.types import Hit
from ui.views.cards import document_link
from ui.views.chart import bars
from ui.views.paragraph import text, with_days
from ui.words import CHINESE, Words
from ui.work.search import Found, spans

_PHASES = {
    "lexical": "字面检索",
    "embed": "向量化（同时进行）",
    "dense": "语义检索",
    "fuse": "合并排序",
    "total": "合计",
}
# e5 puts unrelated texts at some 0.75: the bar shows what is above that.
_FLOOR = 0.7


def result(state: Found | None, words: Words = CHINESE) -> str:
    """Return the hits, or what is wrong."""
    if state is None:
        said = words("只检索，不作答：看看哪些段落会被找到，按什么排序。")
        return f'<div class="welcome"><p>{text(said)}</p></div>'
    if state.error:
        return f'<p class="error" role="alert">{text(words.line(state.error))}</p>'
    if not state.hits:
        return f'<p class="empty">{text(words("没有找到相关段落。"))}</p>'
    hits = "".join(_hit(rank, hit, words) for rank, hit in enumerate(state.hits, 1))
    said = words("找到 {n} 段", n=len(state.hits))
    return f'<h2 class="pane-title" role="status">{text(said)}</h2>{_times(state, words)}<ol class="hits">{hits}</ol>'


def _times(state: Found, words: Words) -> str:
    total = state.laps.get("total", 0.0) or 1.0
    rows = [
        (words(name), f"{state.laps[key]:.1f} ms", state.laps[key] / total, "")
        for key, name in _PHASES.items()
        if key in state.laps
    ]
    return bars(words("各阶段用时"), rows, (words("阶段"), words("毫秒")))


def _hit(rank: int, hit: Hit, words: Words) -> str:
    passage = hit.passage
    place = " · ".join(
        part
        for part in (
            f"{passage.role or ''} {passage.speaker}".strip() if passage.speaker else "",
            words("第 {n} 段", n=passage.paragraph),
            " › ".join(passage.section),
            hit.document.published or "",
        )
        if part
    )
    link = document_link(hit.document.id, passage.start, passage.end, words)
    return (
        f'<li><h3><span class="number">{rank}</span> <a href="{link}" target="_blank" rel="noopener">'
        f'{text(f"《{hit.document.title}》")}</a></h3><p class="place">{with_days(place)}</p>{_scores(hit, words)}'
        f'<p class="text">{_marked(passage.text, hit.matched)}</p></li>'
    )


def _scores(hit: Hit, words: Words) -> str:
    rows = [(words("综合"), f"{hit.score:.3f}", min(hit.score, 1.0), "whole")]
    if hit.dense is not None:
        share = (hit.dense - _FLOOR) / (1 - _FLOOR)
        rows.append((words("语义（余弦）"), f"{hit.dense:.3f}", share, "dense"))
    if hit.lexical is not None:
        rows.append((words("字面（词重）"), f"{hit.lexical:.3f}", hit.lexical, "lexical"))
    matched = "".join(f"<li>{text(token)}</li>" for token in hit.matched)
    said = text(words("命中的词"))
    found = f'<ul class="matched" aria-label="{said}">{matched}</ul>' if matched else ""
    return f"{bars(words('得分'), rows, (words('种类'), words('分数')))}{found}"


def _marked(value: str, tokens: tuple[str, ...]) -> str:
    parts, at = [], 0
    for start, end in spans(value, tokens):
        parts.append(f"{text(value[at:start])}<mark>{text(value[start:end])}</mark>")
        at = end
    return "".join(parts) + text(value[at:])
