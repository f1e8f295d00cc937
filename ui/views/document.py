"""A whole document as a page of its own: the quotation marked, what repair did shown in place, or how it was cut.

A plain page without Gradio and without a script that it needs: it can be linked to, printed, and read by a screen reader.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.repair import CleanMap
from index.types import Document, DocumentInfo, Passage
from ui.standing import validity
from ui.views.cards import document_link
from ui.views.paper import paper
from ui.views.paragraph import cells, is_rule, is_table, text
from ui.words import CHINESE, Words

REPAIRS = {
    "joined": "合并断行",
    "moved": "移回原位",
    "furniture": "略去版面文字",
    "unsure": "存疑未改",
}
KINDS = {"text": "正文", "question": "提问", "table": "表格", "heading": "标题"}
# What was left out is shown up to this length; the rest of a long one is counted.
_LEFT_OUT = 200


@dataclass(frozen=True, slots=True)
class _Range:
    """`text[start:end]` wears `tag` with `attributes`; the first piece of it gets `anchor`."""

    start: int
    end: int
    tag: str
    attributes: str
    anchor: str = ""


def document_page(
    info: DocumentInfo,
    document: Document,
    passages: Sequence[Passage],
    *,
    quote: tuple[int, int] = (0, 0),
    cut: bool = False,
    words: Words = CHINESE,
) -> str:
    """Return the page; `quote` is the span to be marked, `cut` shows the passages instead of the running text."""
    start, end = quote
    if not 0 <= start < end <= len(document.text):
        start = end = 0
    body = _cuts(passages, words) if cut else _whole(document, (start, end), words)
    return paper(
        f"《{info.title}》",
        f'<main class="paper"><h1>{text(info.title)}</h1>{_facts(info, document, words)}'
        f"{_ways(info, passages, cut, words)}{'' if cut else _repairs(document, words)}{body}</main>",
        words,
    )


def missing_page(words: Words = CHINESE) -> str:
    """Return the page shown where there is no such document."""
    said = text(words("没有这份文件，可能已被删除。"))
    return paper(
        words("未找到"),
        f'<main class="paper"><h1>{text(words("未找到"))}</h1><p>{said}</p>'
        f'<p><a href="{words.home}">{text(words("回到首页"))}</a></p></main>',
        words,
    )


def _facts(info: DocumentInfo, document: Document, words: Words) -> str:
    rows = (
        (words("文号"), info.number),
        (words("机关"), info.issuer),
        (words("地区"), info.region),
        (words("发布"), info.published),
        (words("有效期"), validity(info, words)[1]),
        (words("文件"), info.source),
        ("SHA-256", document.sha256),
    )
    items = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in rows if value)
    return f'<dl class="facts">{items}</dl>'


def _ways(info: DocumentInfo, passages: Sequence[Passage], cut: bool, words: Words) -> str:
    plain = document_link(info.id, words=words)
    cuts = f"{plain}{'&amp;' if '?' in plain else '?'}cut=1"
    other = (
        f'<a href="{plain}">{text(words("看全文"))}</a>'
        if cut
        else f'<a href="{cuts}">{text(words("看切分（{n} 段）", n=len(passages)))}</a>'
    )
    return f'<p class="ways"><a href="{words.home}">{text(words("回到首页"))}</a>{other}</p>'


def _repairs(document: Document, words: Words) -> str:
    """What repair did to the file's text, counted, with a box that hides the marks."""
    if not document.repairs:
        return ""
    counts: Counter[str] = Counter(repair.kind for repair in document.repairs)
    told = (", " if words.language == "en" else "，").join(
        words("{what} {n} 处", what=words(name), n=counts[kind])
        for kind, name in REPAIRS.items()
        if counts[kind]
    )
    return (
        f'<p class="repairs"><label><input type="checkbox" id="show-repairs" checked> '
        f"{text(words('在文中标出修复：{told}', told=told))}</label></p>"
    )


# --- the running text ---


def _whole(document: Document, quote: tuple[int, int], words: Words) -> str:
    ranges, points = _marks(document, _in_a_cell(document.text, quote), words)
    parts: list[str] = []
    lines = [line for line in _lines(document.text) if line[1].strip()]
    for tabular, run in itertools.groupby(lines, key=lambda line: is_table(line[1])):
        if tabular:
            parts.append(_table(document.text, list(run), ranges, points, words))
        else:
            parts += (
                f"<p>{''.join(_pieces(document.text, at, at + len(line), ranges, points))}</p>"
                for at, line in run
            )
    parts.append("".join(html for offset, html in points if offset >= len(document.text)))
    return f'<div class="whole">{"".join(parts)}</div>'


def _lines(value: str) -> Iterator[tuple[int, str]]:
    """Yield each line without its end, and where it begins."""
    at = 0
    for line in value.splitlines(keepends=True):
        yield at, line.rstrip("\n")
        at += len(line)


def _table(
    value: str,
    lines: Sequence[tuple[int, str]],
    ranges: Sequence[_Range],
    points: Sequence[tuple[int, str]],
    words: Words,
) -> str:
    """Return rows of a table as one; the first is its head where a rule parts it from the rest."""
    headed = len(lines) > 1 and is_rule(lines[1][1])
    begin = cells(lines[0][1], lines[0][0])[0][0]
    before = "".join(html for offset, html in points if lines[0][0] <= offset < begin)
    rows = []
    for number, (at, line) in enumerate(lines):
        if is_rule(line):
            continue
        tag = 'th scope="col"' if headed and number == 0 else "td"
        spans = cells(line, at)
        told = ["".join(_pieces(value, *span, ranges, points)) for span in spans]
        # What repair says between two cells stands in the last.
        told[-1] += "".join(
            html
            for offset, html in points
            if max(at, begin) <= offset < at + len(line)
            and not any(s <= offset < e for s, e in spans)
        )
        rows.append(f"<tr>{''.join(f'<{tag}>{cell}</{tag[:2]}>' for cell in told)}</tr>")
    head = f"<thead>{rows.pop(0)}</thead>" if headed else ""
    return (
        f"{f'<p>{before}</p>' if before else ''}"
        f'<div class="table" role="region" aria-label="{text(words("表格"))}" tabindex="0"><table>'
        f"{head}<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _in_a_cell(value: str, quote: tuple[int, int]) -> tuple[int, int]:
    """Return the quotation from its first cell on, where it begins at the edge of a row: edges are not shown."""
    start, end = quote
    rows = (row for row in _lines(value) if start < row[0] + len(row[1]))
    for at, line in itertools.takewhile(lambda row: is_table(row[1]) and row[0] < end, rows):
        for low, high in () if is_rule(line) else cells(line, at):
            if start < high and low < end:
                return max(start, low), end
    return quote


def _marks(
    document: Document, quote: tuple[int, int], words: Words
) -> tuple[list[_Range], list[tuple[int, str]]]:
    """Return the ranges that wear something, and what stands between two characters, sorted."""
    ranges = []
    if quote[0] < quote[1]:
        ranges.append(_Range(*quote, "mark", "", ' id="quote" tabindex="-1"'))
    points: list[tuple[int, str]] = []
    clean = CleanMap(document.segments)
    for repair in document.repairs:
        note = text(
            words("{name}：{text}", name=words(REPAIRS[repair.kind]), text=words.said(repair.note))
        )
        if repair.kind == "joined":
            points.append(
                (clean.after(repair.raw_end), f'<span class="join" title="{note}">⏎</span>')
            )
        elif repair.kind == "furniture":
            out = document.raw[repair.raw_start : repair.raw_end].strip()
            shown = out if len(out) <= _LEFT_OUT else f"{out[:_LEFT_OUT]}…"
            points.append(
                (
                    clean.after(repair.raw_end),
                    f'<del class="left" title="{note}">{text(shown)}</del>',
                )
            )
        else:
            tag = "ins" if repair.kind == "moved" else "span"
            ranges += [
                _Range(start, end, tag, f' class="{repair.kind}" title="{note}"')
                for start, end in clean.spans(repair.raw_start, repair.raw_end)
            ]
    return sorted(ranges, key=lambda r: r.start), sorted(points, key=lambda p: p[0])


def _pieces(
    value: str, start: int, end: int, ranges: Sequence[_Range], points: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """Yield `value[start:end]` cut wherever something begins or ends, each piece wearing what covers it."""
    here = [r for r in ranges if r.start < end and r.end > start]
    inside = points[
        bisect_left(points, start, key=lambda p: p[0]) : bisect_left(
            points, end, key=lambda p: p[0]
        )
    ]
    edges = {start, end, *(at for at, _ in inside)}
    edges.update(edge for r in here for edge in (r.start, r.end) if start < edge < end)
    places = sorted(edges)
    for low, high in itertools.pairwise(places):
        yield from (html for at, html in inside if at == low)
        piece = text(value[low:high])
        for r in (r for r in here if r.start <= low < r.end):
            anchor = r.anchor if low == r.start else ""
            piece = f"<{r.tag}{r.attributes}{anchor}>{piece}</{r.tag}>"
        yield piece


# --- the cuts ---


def _cuts(passages: Sequence[Passage], words: Words) -> str:
    items = "".join(
        f"<li><p class=place>{text(_about(passage, words))}</p><p class=text>{text(passage.text)}</p></li>"
        for passage in passages
    )
    return f'<ol class="cuts">{items}</ol>'


def _about(passage: Passage, words: Words) -> str:
    parts = (
        words(KINDS[passage.kind]),
        words("第 {n} 段", n=passage.paragraph),
        words("第 {n} 页", n=passage.page) if passage.page else "",
        f"{passage.role or ''} {passage.speaker}".strip() if passage.speaker else "",
        " › ".join(passage.section),
        words("{n} 字", n=len(passage.text)),
    )
    return " · ".join(part for part in parts if part)
