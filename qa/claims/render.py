"""A figure check as JSON, Markdown, HTML and CSV: the draft marked up, each mark leading to the source's own words.

One value in, text out. What a source or a draft says is quoted and escaped, never interpreted."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from qa.claims.types import VERDICT_NAMES, ClaimReport, FigureFinding, WordFinding
from qa.figures import Figure, normal_text
from qa.render import citation_json, scope_json, split_quote
from qa.types import Citation
from qa.voice import CHINESE, Voice

MARKS = {"supported": "✓", "contradicted": "✗", "scope_differs": "≠", "not_found": "?"}
_KINDS = {"source": "出处", "office": "职务", "statement": "说法"}


def report_json(report: ClaimReport) -> dict[str, Any]:
    """Return a report as the command-line contract has it."""
    return {
        "claim": report.claim,
        "verdict": report.verdict,
        "figures": [_figure_json(f) for f in report.figures],
        "words": [_word_json(w) for w in report.words],
        "citations": [citation_json(c) for c in report.citations],
        "scope": scope_json(report.scope),
        "sentences": report.sentences,
        "timings_ms": dict(report.timings_ms),
    }


def _figure_json(finding: FigureFinding) -> dict[str, Any]:
    figure, source = finding.figure, finding.source
    return {
        "text": finding.text,
        "value": _value(figure),
        "high": _number(figure.high) if figure.qualifier == "range" else None,
        "unit": figure.unit,
        "kind": figure.kind,
        "qualifier": figure.qualifier,
        "start": finding.start,
        "end": finding.end,
        "verdict": finding.verdict,
        "source_text": source.text if source else None,
        "source_value": _value(source) if source else None,
        "citation": finding.citation,
        "differs": list(finding.differs),
        "doubtful": finding.doubtful,
        "note": finding.note,
    }


def _word_json(finding: WordFinding) -> dict[str, Any]:
    return {
        "text": finding.text,
        "kind": finding.kind,
        "start": finding.start,
        "end": finding.end,
        "verdict": finding.verdict,
        "source_text": finding.source_text,
        "citation": finding.citation,
        "note": finding.note,
    }


def _value(figure: Figure) -> int | float | str:
    """Return the number of a figure, or the key of a time, a document number or an ordinal."""
    return figure.key or (_number(figure.value) or 0)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def explained(finding: FigureFinding | WordFinding, voice: Voice = CHINESE) -> str:
    """Return in a line what a finding says: 不一致，原文为24家；口径不同（时间）."""
    parts = [voice.word(VERDICT_NAMES[finding.verdict])]
    source, same = None, finding.verdict == "supported"
    if isinstance(finding, FigureFinding):
        if finding.differs:
            parts[0] += voice.word("（{text}）", text=voice.said("、".join(finding.differs)))
        if finding.source and (
            not same or normal_text(finding.source) != normal_text(finding.figure)
        ):
            source = finding.source.text
    elif not same:
        source = finding.source_text
    if source:
        parts.append(voice.word("原文写作“{text}”" if same else "原文为“{text}”", text=source))
    if finding.note:
        parts.append(voice.said(finding.note))
    return voice.phrase(parts)


def label(finding: FigureFinding | WordFinding) -> str:
    """Return what kind of finding it is, for a table."""
    return "数字" if isinstance(finding, FigureFinding) else _KINDS[finding.kind]


def findings(report: ClaimReport) -> list[FigureFinding | WordFinding]:
    """Return all findings in the order of the draft."""
    return sorted([*report.figures, *report.words], key=lambda f: (f.start, f.end))


def cited(report: ClaimReport, finding: FigureFinding | WordFinding) -> Citation | None:
    """Return the citation of a finding."""
    return None if finding.citation is None else report.citations[finding.citation - 1]


def pieces(report: ClaimReport) -> Iterator[tuple[str, FigureFinding | None]]:
    """Yield the draft in pieces: plain text, and each figure with its finding."""
    at = 0
    for finding in sorted(report.figures, key=lambda f: f.start):
        if finding.start < at:
            continue
        yield report.claim[at : finding.start], None
        yield report.claim[finding.start : finding.end], finding
        at = finding.end
    yield report.claim[at:], None


def summary(report: ClaimReport, voice: Voice = CHINESE) -> str:
    """Return the counts of the verdicts in a line."""
    counts = [
        f"{voice.word(name)} {n}"
        for verdict, name in VERDICT_NAMES.items()
        if (n := sum(f.verdict == verdict for f in report.figures))
    ]
    doubtful = sum(f.doubtful for f in report.figures)
    figures = voice.word("数字 {n} 个", n=len(report.figures))
    if counts:
        figures += voice.word("（{text}）", text=voice.phrase(counts))
    parts = [
        voice.word("总评：{verdict}", verdict=voice.word(VERDICT_NAMES[report.verdict])),
        figures,
    ]
    if doubtful:
        parts.append(voice.word("其中 {n} 个所据原文识别把握低，请对照原件", n=doubtful))
    return voice.listed(parts)


# Characters of a paragraph that are given before and after its quotation in a footnote.
_AROUND = 300


def report_markdown(report: ClaimReport, voice: Voice = CHINESE) -> str:
    """Return the draft with a mark behind each figure, then the findings as footnotes."""
    body = ""
    notes: list[str] = []
    for text, finding in pieces(report):
        body += _escape(text) if finding is None else f"**{_escape(text)}**{MARKS[finding.verdict]}"
        if finding is not None:
            notes.append(_note(report, finding, len(notes) + 1, voice))
            body += f"[^{len(notes)}]"
    words = [f"- {_escape(told(word, voice))}" for word in report.words]
    return (
        "\n\n".join(
            [f"**{summary(report, voice)}**", body, *(["\n".join(words)] if words else []), *notes]
        )
        + "\n"
    )


def told(finding: WordFinding, voice: Voice = CHINESE) -> str:
    """Return a finding that marks no figure, in a line."""
    name = f"{voice.word(label(finding))} “{finding.text}”"
    return voice.word("{name}：{text}", name=name, text=explained(finding, voice))


def _note(report: ClaimReport, finding: FigureFinding, number: int, voice: Voice) -> str:
    line = f"[^{number}]: {_escape(explained(finding, voice))}"
    citation = cited(report, finding)
    if citation is None:
        return line
    before, quote, after = split_quote(citation)
    # Of a report in one paragraph nobody would find the words again; the place says where the rest stands.
    before = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
    after = after if len(after) <= _AROUND else f"{after[:_AROUND]}…"
    parts = (_escape(part).replace("\n", " ") for part in (before, quote, after))
    return f"{line}{voice.stop}{_escape(voice.place(citation))}\n\n    > {'**'.join(parts)}"


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", text)


def report_html(report: ClaimReport, voice: Voice = CHINESE) -> str:
    """Return a page of its own: the draft with marked figures, and a table of the findings. Everything is escaped."""
    body = "".join(
        html.escape(text)
        if finding is None
        else f'<mark class="{finding.verdict}" title="{html.escape(explained(finding, voice))}">{html.escape(text)}</mark>'
        for text, finding in pieces(report)
    ).replace("\n", "<br>\n")
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in table(report, voice)
    )
    heads = "".join(f"<th>{html.escape(voice.word(head))}</th>" for head in HEADS)
    return (
        f'<!doctype html>\n<html lang="{voice.tag}"><meta charset="utf-8"><title>{html.escape(voice.word("数字核对"))}</title>\n<style>'
        "body{font-family:sans-serif;max-width:60em;margin:2em auto;line-height:1.8}"
        "table{border-collapse:collapse;font-size:90%}td,th{border:1px solid #999;padding:.3em .5em;vertical-align:top}"
        ".supported{background:#d6f0d6}.contradicted{background:#f6c7c7}.scope_differs{background:#fbe6b5}.not_found{background:#e3e3e3}"
        f"</style>\n<h1>{html.escape(summary(report, voice))}</h1>\n<p>{body}</p>\n<table><tr>{heads}</tr>\n{rows}</table></html>\n"
    )


HEADS = ("类别", "稿件文字", "结论", "说明", "原文数字", "出处", "引文", "文件 SHA-256")


def table(report: ClaimReport, voice: Voice = CHINESE) -> Iterator[tuple[str, ...]]:
    """Yield a row of `HEADS` for each finding."""
    for finding in findings(report):
        citation = cited(report, finding)
        source = (
            finding.source.text if isinstance(finding, FigureFinding) and finding.source else ""
        )
        yield (
            voice.word(label(finding)),
            finding.text,
            voice.word(VERDICT_NAMES[finding.verdict]),
            explained(finding, voice),
            source or (getattr(finding, "source_text", None) or ""),
            voice.place(citation) if citation else "",
            citation.quote if citation else "",
            citation.document.sha256 if citation else "",
        )


def report_csv(report: ClaimReport, voice: Voice = CHINESE) -> str:
    """Return the findings as CSV; a cell that a spreadsheet would run as a formula is kept a text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(voice.word(head) for head in HEADS)
    writer.writerows(_inert(row) for row in table(report, voice))
    return out.getvalue()


def _inert(row: Sequence[str]) -> list[str]:
    return [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row]
