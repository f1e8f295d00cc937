"""A match as a table for people: a row for each measure, with the state of its conditions and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from qa.match.types import STATE_NAMES, VERDICT_NAMES, Judged, Match, Matched
from qa.measures import KIND_NAMES
from qa.measures.table import Row
from qa.voice import CHINESE, Voice

SHEET: Row = (
    "措施", "结论", "类别", "支持内容", "测算", "主管部门", "符合的条件", "待核实的条件", "不符合的条件",
    "限制", "申报", "时间", "注意", "文件", "文号", "有效期至", "出处", "原文",
)  # fmt: skip


def sheet(match: Match, voice: Voice = CHINESE) -> list[Row]:
    """Return the rows of `SHEET`, the best measure first."""
    return [_row(match, matched, voice) for matched in match.measures]


def _row(match: Match, matched: Matched, voice: Voice) -> Row:
    measure, document = matched.measure, matched.document
    citation = match.citations[matched.citation - 1]
    estimate = ""
    if matched.estimate:
        formula = voice.word("（{text}）", text=voice.said(matched.estimate.formula))
        estimate = voice.said(matched.estimate.text) + formula
    return (
        measure.title,
        voice.word(VERDICT_NAMES[matched.verdict]),
        voice.word(KIND_NAMES[measure.kind]),
        _line(measure.support.text),
        estimate,
        voice.said(matched.agency),
        *(_conditions(matched.conditions, state, voice) for state in ("met", "unknown", "unmet")),
        *(
            voice.listed(_line(cited.span.text) for cited in items)
            for items in (matched.limits, matched.apply, matched.deadlines)
        ),
        voice.listed(voice.said(note) for note in matched.notes),
        document.title,
        document.number or "",
        document.expires or "",
        voice.place(citation),
        _line(citation.quote),
    )


def _conditions(judged: Sequence[Judged], state: str, voice: Voice) -> str:
    assert state in STATE_NAMES
    return voice.listed(
        _line(j.condition.span.text)
        + (voice.word("（{text}）", text=voice.said(j.because)) if j.because else "")
        for j in judged
        if j.state == state
    )


def _line(value: str) -> str:
    return " ".join(value.split())
