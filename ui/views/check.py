"""A figure check as HTML: the draft with each figure marked, a table beside it, the evidence below each row.

The filter is a group of radio buttons that the style sheet reads: it needs neither a script nor the server.
"""

from __future__ import annotations

from collections import Counter

from qa.claims import ClaimReport, FigureFinding, WordFinding
from qa.claims.render import cited, explained, findings, label, pieces
from qa.claims.types import VERDICT_NAMES
from qa.figures import normal_text
from ui.views.cards import card
from ui.views.chart import split
from ui.views.paragraph import text
from ui.words import CHINESE, Words
from ui.work.check import Check

_HEADS = ("稿件中的数字", "结论", "原文怎么说")
_SIGNS = {"supported": "✓", "contradicted": "✗", "scope_differs": "≠", "not_found": "?"}


def draft(state: Check | None, words: Words = CHINESE) -> str:
    """Return the draft as it was checked, or what is going on instead."""
    if state is None:
        return (
            f'<div class="welcome"><p class="lead">{text(words("稿子里的数字，原文怎么说？"))}</p>'
            f"<p>{text(words('粘贴一句话或整篇稿件，每个数字都会对照原文，标出一致、不一致、口径不同或未找到。'))}</p></div>"
        )
    if state.error:
        return f'<p class="error" role="alert">{text(words.line(state.error))}</p>'
    if state.report is None:
        return f'<div role="status">{_progress(state, words)}</div>'
    marked = "".join(
        text(piece) if finding is None else _figure(piece, finding, words)
        for piece, finding in pieces(state.report)
    )
    return f'<h2 class="pane-title">{text(words("核对后的稿件"))}</h2><div class="draft">{marked}</div>'


def refused(said: str, words: Words = CHINESE, *, kept: bool = False) -> str:
    """Return the line on a draft that could not be taken; `kept` says that findings of the one before are still shown."""
    lines = [words.line(said), *([words("显示的仍是上一次的结果。")] if kept else [])]
    joined = (". " if words.language == "en" else "。").join(lines)
    return f'<p class="error" role="alert">{text(joined)}</p>'


def _progress(state: Check, words: Words) -> str:
    if state.stopped:
        return f'<p class="empty">{text(words("已停止。"))}</p>'
    if state.ahead:
        said = words("前面还有 {n} 项工作，轮到后自动开始…", n=state.ahead)
    elif state.total:
        said = words("正在核对第 {n} 句，共 {total} 句…", n=state.done + 1, total=state.total)
    else:
        said = words("正在准备…")
    share = f' style="--share:{state.done / state.total * 100:.0f}%"' if state.total else ""
    return f'<p class="working"{share}>{text(said)}</p>'


def _figure(piece: str, finding: FigureFinding, words: Words) -> str:
    verdict = words(VERDICT_NAMES[finding.verdict])
    return (
        f'<a class="figure {finding.verdict}" href="#k{finding.start}" id="f{finding.start}" '
        f'title="{text(_explained(finding, words))}" aria-label="{text(f"{piece} {verdict}")}">{text(piece)}'
        f'<sup aria-hidden="true">{_SIGNS[finding.verdict]}</sup></a>'
    )


def _explained(finding: FigureFinding, words: Words) -> str:
    """Return the verdict and its reasons in a line, for whoever points at the figure."""
    if words.language == "zh":
        return explained(finding)
    verdict, why = words(VERDICT_NAMES[finding.verdict]), _why(finding, words)
    return f"{verdict}: {why}" if why else verdict


def table(state: Check | None, words: Words = CHINESE) -> str:
    """Return the findings: the counts, the filter, and a table with a row for each, its evidence in a row below."""
    if state is None or state.report is None:
        return ""
    report = state.report
    if not findings(report):
        return f'<p class="empty">{text(words("稿子里没有可核对的数字。"))}</p>'
    counts: Counter[str] = Counter(f.verdict for f in findings(report))
    parts = [(words(name), counts[verdict], verdict) for verdict, name in VERDICT_NAMES.items()]
    rows = "".join(_rows(report, finding, words) for finding in findings(report))
    heads = "".join(f'<th scope="col">{text(words(name))}</th>' for name in _HEADS)
    caption = words("共 {n} 项，按稿件中的顺序", n=len(findings(report)))
    return (
        f'<h2 class="pane-title">{text(words("逐项结论"))}</h2>'
        f"{split(words('各种结论的数量'), parts)}{_filter(counts, words)}"
        f'<table class="findings"><caption>{text(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{rows}</table>"
    )


def _filter(counts: Counter[str], words: Words) -> str:
    choices = [("all", words("全部"), sum(counts.values()))]
    choices += [(v, words(name), counts[v]) for v, name in VERDICT_NAMES.items() if counts[v]]
    boxes = "".join(
        f'<label><input type="radio" name="verdict" value="{value}"{" checked" if value == "all" else ""}>'
        f"<span>{text(name)} {count}</span></label>"
        for value, name, count in choices
    )
    return f'<fieldset class="filter"><legend class="unseen">{text(words("只看"))}</legend>{boxes}</fieldset>'


def _rows(report: ClaimReport, finding: FigureFinding | WordFinding, words: Words) -> str:
    """Return what belongs to one finding as a body of its own: the filter shows or hides it whole."""
    verdict = words(VERDICT_NAMES[finding.verdict])
    anchor = f' id="k{finding.start}" tabindex="-1"' if isinstance(finding, FigureFinding) else ""
    said = finding.text.strip()
    name = (
        f'<a class="back" href="#f{finding.start}">{text(said)}</a>'
        if isinstance(finding, FigureFinding)
        else f"<span>{text(words('{name}：{text}', name=words(label(finding)), text=said))}</span>"
    )
    why = _why(finding, words)
    citation = cited(report, finding)
    # What is only shown to compare proves nothing.
    shown = "对照原文：《{title}》" if finding.verdict == "not_found" else "看依据：《{title}》"
    evidence = (
        f'<tr><td colspan="{len(_HEADS)}"><details class="evidence"><summary>{text(words(shown, title=citation.document.title))}</summary>'
        f"{card((citation,), f'k{finding.start}-{finding.end}', words=words)}</details></td></tr>"
        if citation
        else ""
    )
    return (
        f'<tbody class="{finding.verdict}"><tr{anchor}><th scope="row">{name}</th>'
        f'<td class="verdict {finding.verdict}">{_SIGNS[finding.verdict]} {text(verdict)}</td>'
        f'<td class="why">{text(why)}</td></tr>{evidence}</tbody>'
    )


def _why(finding: FigureFinding | WordFinding, words: Words) -> str:
    """Return in a line what the source says instead, and why that is not the same."""
    parts = []
    source = finding.source_text if isinstance(finding, WordFinding) else None
    if isinstance(finding, FigureFinding):
        if finding.differs:
            parts.append(words("不同之处：{what}", what=words.said("、".join(finding.differs))))
        if finding.source and normal_text(finding.source) != normal_text(finding.figure):
            source = finding.source.text
    if source and finding.verdict == "supported":
        parts.append(words("原文写作“{text}”", text=source))
    elif source:
        parts.append(words("原文为“{text}”", text=source))
    return words.listed([*parts, *([words.said(finding.note)] if finding.note else [])])
