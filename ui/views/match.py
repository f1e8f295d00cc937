"""What an enterprise may get, as cards: each condition met, unmet or unknown with its clause; the rest told openly."""

from __future__ import annotations

from collections import Counter

from qa.match import Match
from qa.match.render import nothing_found, profile_parts
from qa.match.types import (
    REASON_NAMES,
    STATE_NAMES,
    VERDICT_NAMES,
    Cited,
    Estimate,
    Excluded,
    Judged,
    Matched,
)
from qa.measures import KIND_NAMES
from qa.profile import Profile
from ui.views.cards import cards, marker
from ui.views.chart import split
from ui.views.paragraph import plain, text
from ui.words import CHINESE, Words
from ui.work.match import Matching

PREFIX = "m"
# Characters of what is given that the table of all measures shows.
LONGEST = 40
_SIGNS = {"met": "✓", "unmet": "✗", "unknown": "?"}
_GOOD = {"met": "good", "possible": "part", "unmet": "none"}


def result(state: Matching | None, words: Words = CHINESE) -> str:
    """Return the measures for an enterprise, or what is going on instead."""
    if state is None:
        return (
            f'<div class="welcome"><p class="lead">{text(words("您的企业能享受哪些扶持？"))}</p>'
            f"<p>{text(words('写一句话或填表。每项条件都标明符合、不符合或待核实，没有写明的不算符合。'))}</p></div>"
        )
    if state.error:
        return f'<p class="error" role="alert">{text(words.line(state.error))}</p>'
    if state.match is None:
        return f'<div role="status">{_progress(state, words)}</div>'
    match = state.match
    measures = "".join(_measure(match, rank, m, words) for rank, m in enumerate(match.measures, 1))
    none = (
        "" if match.found else f'<p class="refusal">{text(words(nothing_found(match.profile)))}</p>'
    )
    return (
        f'<h2 class="pane-title">{text(words("匹配结果"))}</h2>{_understood(match.profile, words)}'
        f"{none}{_summary(match, words)}{_overview(match, words)}{measures}{_further(match, words)}{_excluded(match, words)}{_scope(match, words)}"
    )


def _progress(state: Matching, words: Words) -> str:
    if state.stopped:
        return f'<p class="empty">{text(words("已停止。"))}</p>'
    if state.ahead:
        said = words("前面还有 {n} 项工作，轮到后自动开始…", n=state.ahead)
    else:
        said = words("正在逐份文件核对条件…")
    return f'<p class="working">{text(said)}</p>'


def _understood(profile: Profile, words: Words) -> str:
    """What was read from the enterprise's words, so that a misreading shows."""
    parts = profile_parts(profile)
    known = "".join(
        f"<dt>{text(words(name))}</dt><dd>{text(words.said(value))}</dd>"
        for name, value in parts
        if value
    )
    missing = words.said("、".join(name for name, value in parts[:3] if not value))
    note = f'<p class="near">{text(words("没有说明：{what}", what=missing))}</p>' if missing else ""
    return f'<div class="understood"><h3>{text(words("读到的企业情况"))}</h3><dl>{known}</dl>{note}</div>'


def _summary(match: Match, words: Words) -> str:
    if not match.measures:
        return ""
    counts: Counter[str] = Counter(m.verdict for m in match.measures)
    parts = [(words(name), counts[v], _GOOD[v]) for v, name in VERDICT_NAMES.items()]
    return split(words("各种结论的数量"), parts)


def _overview(match: Match, words: Words) -> str:
    """All measures in a table, each row leading to its card: for a reader of many."""
    if len(match.measures) < 2:
        return ""
    names = (words("措施"), words("结论"), words("支持内容"), words("条件"))
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in names)
    rows = "".join(_line_of(rank, m, words) for rank, m in enumerate(match.measures, 1))
    said = words("措施一览（{n} 项）", n=len(match.measures))
    return (
        f'<details class="overview"><summary>{text(said)}</summary>'
        f'<div class="table" tabindex="0" role="region" aria-label="{text(said)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _further(match: Match, words: Words) -> str:
    if not match.further:
        return ""
    said = words(
        "另有 {n} 项也可能适用，这里没有列出。把情况写得更具体，排在前面的会更准。", n=match.further
    )
    return f'<p class="near" role="note">{text(said)}</p>'


def _line_of(rank: int, matched: Matched, words: Words) -> str:
    measure = matched.measure
    support = _line(measure.support.text)
    if len(support) > LONGEST:
        support = f"{support[:LONGEST]}…"
    if matched.estimate:
        support = f"{words('测算')} {words.said(matched.estimate.text)} · {support}"
    counts: Counter[str] = Counter(j.state for j in (*matched.conditions, *matched.exclusions))
    states = "".join(
        f'<span class="{state}"><span class="state">{_SIGNS[state]} {counts[state]}</span>'
        f'<span class="unseen"> {text(words(name))}</span></span> '
        for state, name in STATE_NAMES.items()
        if counts[state]
    )
    return (
        f'<tr><th scope="row"><a class="back" href="#m{rank}">{rank}. {text(measure.title)}</a></th>'
        f'<td><span class="badge {_GOOD[matched.verdict]}">{text(words(VERDICT_NAMES[matched.verdict]))}</span></td>'
        f"<td>{text(support)}</td><td>{states or '—'}</td></tr>"
    )


def _measure(match: Match, rank: int, matched: Matched, words: Words) -> str:
    measure = matched.measure
    verdict = words(VERDICT_NAMES[matched.verdict])
    agency = text(words.said(matched.agency)) + (
        _mark(matched.agency_citation, words) if matched.agency_citation else ""
    )
    estimate = (
        _field("测算", text(_estimate(matched.estimate, words)), words) if matched.estimate else ""
    )
    conditions = "".join(_condition(j, words) for j in matched.conditions)
    listed = "".join(
        _field(name, _clauses(items, words), words)
        for name, items in (
            ("限制", matched.limits),
            ("申报", matched.apply),
            ("时间", matched.deadlines),
        )
        if items
    )
    exclusions = "".join(_condition(j, words, exclusion=True) for j in matched.exclusions)
    noted = words.listed(words.said(note) for note in matched.notes)
    notes = _field("注意", text(noted), words) if noted else ""
    return (
        f'<article class="measure" id="m{rank}" tabindex="-1"><h3>{rank}. {text(measure.title)}</h3>'
        f'<p class="facts"><span class="badge {_GOOD[matched.verdict]}">{text(verdict)}</span> '
        f"{text(words(KIND_NAMES[measure.kind]))} · {text(f'《{matched.document.title}》')}</p>"
        f'<p class="support">{text(_line(measure.support.text))}{_mark(matched.citation, words)}</p>'
        f"{f'<ul class=conditions>{conditions}{exclusions}</ul>' if conditions or exclusions else ''}"
        f"<dl>{estimate}{_field('主管', agency, words)}{listed}{notes}</dl>{_evidence(match, rank, matched, words)}</article>"
    )


def _estimate(estimate: Estimate, words: Words) -> str:
    return words.said(estimate.text) + words("（{text}）", text=words.said(estimate.formula))


def _evidence(match: Match, rank: int, matched: Matched, words: Words) -> str:
    """The paragraphs of this measure; one that an earlier measure showed has its anchor there and is not repeated."""
    own = _numbers(matched)
    shown = {n for m in match.measures[: rank - 1] for n in _numbers(m)}
    citations = [match.citations[n - 1] for n in dict.fromkeys(own) if n not in shown]
    if not citations:
        return ""
    inside = cards(citations, PREFIX, back=f"m{rank}", words=words)
    return f'<details class="evidence"><summary>{text(words("看原文条款"))}</summary>{inside}</details>'


def _numbers(matched: Matched) -> list[int]:
    judged = (*matched.conditions, *matched.exclusions)
    cited = (*matched.limits, *matched.apply, *matched.deadlines)
    agency = [matched.agency_citation] if matched.agency_citation else []
    return [matched.citation, *(j.citation for j in judged), *(c.citation for c in cited), *agency]


def _field(name: str, value: str, words: Words) -> str:
    return f"<dt>{text(words(name))}</dt><dd>{value}</dd>"


def _clauses(items: tuple[Cited, ...], words: Words) -> str:
    return words.listed(text(_line(c.span.text)) + _mark(c.citation, words) for c in items)


def _condition(judged: Judged, words: Words, *, exclusion: bool = False) -> str:
    state = words(STATE_NAMES[judged.state])
    said = words("除外情形：") if exclusion else ""
    because = (
        f'<span class="because">{text(words.said(judged.because))}</span>' if judged.because else ""
    )
    return (
        f'<li class="{judged.state}"><span class="state">{_SIGNS[judged.state]} {text(state)}</span> '
        f"<span>{text(said)}{text(_line(judged.condition.span.text))}{_mark(judged.citation, words)}{because}</span></li>"
    )


def _mark(number: int, words: Words) -> str:
    return marker(PREFIX, number, words=words)


def _line(value: str) -> str:
    return " ".join(plain(value).split())


def _excluded(match: Match, words: Words) -> str:
    if not match.excluded:
        return ""
    items = "".join(
        f"<li>{text(f'《{e.document.title}》')} {text(_reason(e, words))}</li>"
        for e in match.excluded
    )
    said = words("没有列入的文件（{n}）", n=len(match.excluded))
    return f'<details class="excluded"><summary>{text(said)}</summary><ul>{items}</ul></details>'


def _reason(excluded: Excluded, words: Words) -> str:
    # The words of a repeal are the source's own.
    said = _line(excluded.text)
    said = said if excluded.reason == "superseded" else words.said(said)
    return words("{name}：{text}", name=words(REASON_NAMES[excluded.reason]), text=said)


def _scope(match: Match, words: Words) -> str:
    said = words(
        "按 {day} 判断，读了 {read} 个文件（共 {all} 个）。结果由条款逐项比对得出，申报以主管部门答复为准。",
        day=match.on.isoformat(),
        read=match.documents_read,
        all=match.documents,
    )
    return f'<p class="near">{text(said)}</p>'
