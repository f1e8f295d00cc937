"""A match as JSON and as text for a terminal. One value in, text out; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from qa.documents.as_json import document_json
from qa.match.types import (
    REASON_NAMES,
    STATE_NAMES,
    VERDICT_NAMES,
    Cited,
    Judged,
    Match,
    Matched,
)
from qa.measures import KIND_NAMES
from qa.measures.types import Amount
from qa.profile import Profile, Stated
from qa.render import citation_json, place, split_quote

_MARKS = {"met": "✓", "unmet": "✗", "unknown": "？"}
AROUND = 80


def number(value: Decimal | None) -> float | int | None:
    """Return a figure as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 6)


def amount_json(amount: Amount) -> dict[str, Any]:
    """Return a figure of an offer with its place."""
    return {
        "role": amount.role,
        "value": number(amount.value),
        "high": number(amount.high),
        "unit": amount.unit,
        "of": amount.of,
        "text": amount.span.text,
        "start": amount.span.start,
        "end": amount.span.end,
    }


def _stated(items: Sequence[Stated]) -> list[dict[str, Any]]:
    return [{"value": s.value, "words": s.words, "holds": s.holds, "level": s.level} for s in items]


def profile_json(profile: Profile) -> dict[str, Any]:
    """Return what is known of the enterprise, each with the words that it came from."""
    return {
        "text": profile.text,
        "regions": _stated(profile.regions),
        "industries": _stated(profile.industries),
        "sizes": sorted(profile.sizes),
        "size_words": profile.size_words,
        "titles": _stated(profile.titles),
        "flags": _stated(profile.flags),
        "facts": [
            {
                "name": f.name,
                "low": number(f.low),
                "high": number(f.high),
                "unit": f.unit,
                "words": f.words,
                "formula": f.formula,
                "planned": f.planned,
            }
            for f in profile.facts
        ],
        "needs": [{"name": n.name, "words": n.words} for n in profile.needs],
    }


def _judged(items: Sequence[Judged]) -> list[dict[str, Any]]:
    return [
        {
            "text": j.condition.span.text,
            "state": j.state,
            "because": j.because,
            "general": j.condition.shared,
            "citation": j.citation,
        }
        for j in items
    ]


def _cited(items: Sequence[Cited]) -> list[dict[str, Any]]:
    return [{"text": c.span.text, "citation": c.citation} for c in items]


def measure_json(matched: Matched) -> dict[str, Any]:
    """Return a measure as the command-line contract has it."""
    measure = matched.measure
    return {
        "title": measure.title,
        "kind": measure.kind,
        "document": document_json(matched.document),
        "agency": matched.agency,
        "agency_citation": matched.agency_citation,
        "support": measure.support.text,
        "amounts": [amount_json(a) for a in measure.amounts],
        "estimate": None
        if matched.estimate is None
        else {"text": matched.estimate.text, "formula": matched.estimate.formula},
        "verdict": matched.verdict,
        "intention": measure.intention,
        "conditions": _judged(matched.conditions),
        "exclusions": _judged(matched.exclusions),
        "limits": _cited(matched.limits),
        "apply": _cited(matched.apply),
        "deadlines": _cited(matched.deadlines),
        "notes": list(matched.notes),
        "quote": measure.span.text,
        "citation": matched.citation,
        "why": matched.why,
        "score": round(matched.score, 4),
    }


def match_json(match: Match) -> dict[str, Any]:
    """Return a match as the command-line contract has it."""
    return {
        "profile": profile_json(match.profile),
        "measures": [measure_json(m) for m in match.measures],
        "questions": [
            {"text": q.text, "name": q.name, "decides": q.decides} for q in match.questions
        ],
        "citations": [citation_json(c) for c in match.citations],
        "excluded": [
            {
                "document": document_json(e.document),
                "reason": e.reason,
                "text": e.text,
                "citation": e.citation,
            }
            for e in match.excluded
        ],
        "date": match.on.isoformat(),
        "documents_read": match.documents_read,
        "documents": match.documents,
    }


def nothing_found(profile: Profile) -> str:
    """Return why there is no measure: the documents hold none, or too little is known to tell which ones fit."""
    told = (profile.industries, profile.trades, profile.sizes, profile.titles)
    if any((*told, profile.flags, profile.facts, profile.needs)):
        return "现有文件中没有可能符合的扶持措施。"
    return "还看不出哪些措施适合。请补充行业、需求或经营情况。"


def match_lines(match: Match) -> Iterator[str]:
    """Yield the lines of a match for a person."""
    yield from _profile_lines(match.profile)
    yield ""
    if not match.found:
        yield f"未找到：{nothing_found(match.profile)}"
    for rank, matched in enumerate(match.measures, 1):
        yield from _measure_lines(rank, matched)
        citation = match.citations[matched.citation - 1]
        before, quote, after = split_quote(citation)
        yield f"   原文[{citation.number}] {place(citation)}"
        shown = f"{_tail(before)}【{quote}】{_head(after)}"
        yield f"     {' '.join(shown.split())}"
        yield ""
    if match.further:
        yield f"另有 {match.further} 项也可能适用，没有列出（-k 可多列）。"
    if match.questions:
        yield "补充以下情况，可以判断得更准："
        for rank, question in enumerate(match.questions, 1):
            yield f"  {rank}. {question.text}（关系到{question.decides}项措施）"
    if match.excluded:
        yield "未列入的文件："
        elsewhere = [e for e in match.excluded if e.reason == "other_region"]
        for e in (e for e in match.excluded if e.reason != "other_region"):
            yield f"  《{e.document.title}》{REASON_NAMES[e.reason]}：{e.text}"
        if elsewhere:
            names = "、".join(f"《{e.document.title}》" for e in elsewhere[:3])
            yield (
                f"  适用于其他地区的 {len(elsewhere)} 个：{names}{'等' if len(elsewhere) > 3 else ''}"
            )
    yield (
        f"按{match.on.isoformat()}判断 · 读了{match.documents_read}个文件（共{match.documents}个）"
    )


def _tail(text: str) -> str:
    return text if len(text) <= AROUND else "…" + text[-AROUND:]


def _head(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND] + "…"


def profile_parts(profile: Profile) -> list[tuple[str, str]]:
    """Return what was read from the enterprise's words: names and values, the first three always asked for."""
    return [
        ("地区", "、".join(r.value for r in profile.regions)),
        ("行业", "、".join(i.value for i in profile.industries or profile.trades)),
        ("规模", profile.size_words),
        ("资质", "、".join(("" if t.holds else "无") + t.words for t in profile.titles)),
        ("情况", "、".join(f.words for f in profile.flags if f.holds)),
        ("指标", "；".join(f.formula or f.words for f in profile.facts)),
        ("需求", "、".join(n.name for n in profile.needs)),
    ]


def _profile_lines(profile: Profile) -> list[str]:
    parts = profile_parts(profile)
    known = " · ".join(f"{name} {value}" for name, value in parts if value)
    missing = "、".join(name for name, value in parts[:3] if not value)
    lines = [f"企业情况：{known or '没有读出'}"]
    return [*lines, f"未说明：{missing}"] if missing else lines


def _measure_lines(rank: int, matched: Matched) -> list[str]:
    measure = matched.measure
    lines = [
        f"{rank}. {measure.title}［{KIND_NAMES[measure.kind]}］{VERDICT_NAMES[matched.verdict]}",
        f"   支持：{' '.join(measure.support.text.split())}［{matched.citation}］",
        f"   主管：{matched.agency}"
        + (f"［{matched.agency_citation}］" if matched.agency_citation else ""),
    ]
    if matched.estimate:
        lines.append(f"   测算：{matched.estimate.text}（{matched.estimate.formula}）")
    for j in matched.conditions:
        because = f"（{j.because}）" if j.because else ""
        lines.append(
            f"   {_MARKS[j.state]} {STATE_NAMES[j.state]} {' '.join(j.condition.span.text.split())}{because}［{j.citation}］"
        )
    for name, items in (
        ("限制", matched.limits),
        ("申报", matched.apply),
        ("时间", matched.deadlines),
    ):
        lines += [f"   {name}：{' '.join(c.span.text.split())}［{c.citation}］" for c in items]
    for j in matched.exclusions:
        hit = "（触及）" if j.state == "unmet" else ""
        lines.append(f"   除外：{' '.join(j.condition.span.text.split())}{hit}［{j.citation}］")
    if matched.notes:
        lines.append(f"   注意：{'；'.join(matched.notes)}")
    lines.append(f"   理由：{matched.why}")
    return lines
