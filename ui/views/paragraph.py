"""A source paragraph as HTML: escaped, quotations marked by offset, long ones cut around them, table rows as tables.

All text that comes from outside becomes HTML through `text`, and through nothing else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui.words import CHINESE, Words

# A paragraph up to this length is shown whole; a longer one is cut this far around its quotations.
WHOLE, AROUND = 900, 260
# A cut moves up to this far to fall between two sentences.
_REACH = 90
# Controls, marks that reorder, join or hide text, and halves of characters: a reader must see what is there.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SENTENCE_END = re.compile(r"[。！？；\n]")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """`paragraph[start:end]` is quoted; `anchor` is the id that its mark gets, empty for a place that is not marked."""

    start: int
    end: int
    anchor: str = ""
    label: str = ""


def text(value: str) -> str:
    """Return `value` as visible, inert HTML text, safe between tags and in quoted attributes."""
    return escape(_HIDDEN.sub("", value))


def with_days(value: str) -> str:
    """Return a line of facts as HTML in which no day is parted at its hyphens."""
    return _DAY.sub(r'<span class="day">\g<0></span>', text(value))


def paragraph(
    value: str,
    quotes: Sequence[Quote],
    header: Sequence[str] = (),
    doubts: Sequence[Span] = (),
    words: Words = CHINESE,
) -> str:
    """Return the paragraph with each quotation in `<mark>`; what is far from them is folded, nothing is left out.

    `quotes` are in order and do not overlap. `header` names the columns where the paragraph is a table row. `doubts`, in
    order, may have been misread and are underlined.
    """
    marks = _Marks(value, quotes, doubts)
    if is_table(value):
        return _table(value, marks, header, words)
    parts, at = [], 0
    for start, end in (*_windows(value, quotes), (len(value), len(value))):
        if start > at:
            parts.append(_folded(marks, at, start, words, last=start == len(value)))
        parts.append(marks.slice(start, end))
        at = end
    return f'<blockquote class="passage">{"".join(parts)}</blockquote>'


class _Marks:
    """Slices of one paragraph as HTML; the first piece of each quotation carries its anchor, the last its label."""

    def __init__(self, value: str, quotes: Sequence[Quote], doubts: Sequence[Span]) -> None:
        self._value = value
        self._doubts = doubts
        self._quotes = [quote for quote in quotes if quote.anchor]
        self._placed: set[str] = set()

    def slice(self, start: int, end: int) -> str:
        parts, at = [], start
        for quote in self._quotes:
            low, high = max(quote.start, start), min(quote.end, end)
            if low < high:
                parts += [self._text(at, low), self._mark(quote, low, high)]
                at = high
        return "".join(parts) + self._text(at, end)

    def _text(self, start: int, end: int) -> str:
        parts, at = [], start
        for doubt in self._doubts:
            low, high = max(doubt[0], at), min(doubt[1], end)
            if low < high:
                parts.append(text(self._value[at:low]))
                parts.append(f'<span class="unsure">{text(self._value[low:high])}</span>')
                at = high
        return "".join(parts) + text(self._value[at:end])

    def _mark(self, quote: Quote, start: int, end: int) -> str:
        first = quote.anchor not in self._placed
        self._placed.add(quote.anchor)
        anchor = f' id="{text(quote.anchor)}" tabindex="-1"' if first else ""
        label = f"<sup>{text(quote.label)}</sup>" if quote.label and end == quote.end else ""
        return f"<mark{anchor}>{self._text(start, end)}</mark>{label}"


def _windows(value: str, quotes: Sequence[Quote]) -> list[Span]:
    if len(value) <= WHOLE:
        return [(0, len(value))]
    windows: list[Span] = []
    for quote in quotes or [Quote(0, 0)]:
        start, end = _before(value, quote.start - AROUND), _after(value, quote.end + AROUND)
        if windows and start <= windows[-1][1] + _REACH:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _before(value: str, at: int) -> int:
    """The start of a sentence at or a little before `at`; `at` itself where none is near."""
    if at <= _REACH:
        return 0
    ends = [match.end() for match in _SENTENCE_END.finditer(value, at - _REACH, at)]
    return ends[-1] if ends else at


def _after(value: str, at: int) -> int:
    if at >= len(value) - _REACH:
        return len(value)
    match = _SENTENCE_END.search(value, at, at + _REACH)
    return match.end() if match else at


def _folded(marks: _Marks, start: int, end: int, words: Words, *, last: bool) -> str:
    where = words("后文") if last else words("前文") if start == 0 else words("中间")
    said = words("展开{where}（{n} 字）", where=where, n=end - start)
    return (
        f'<details class="rest"><summary>{text(said)}</summary>'
        f"<div>{marks.slice(start, end)}</div></details>"
    )


# --- tables ---


def is_table(value: str) -> bool:
    """Return whether `value` is rows of a Markdown table and nothing else."""
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    return bool(lines) and all(line[0] == "|" and len(_PIPE.findall(line)) >= 2 for line in lines)


def plain(value: str) -> str:
    """Return `value` to be read as a sentence: the cells of table rows with a dot between them, other text as it is."""
    if not is_table(value):
        return value
    rows = [line for line in value.splitlines() if line.strip() and not is_rule(line)]
    return "；".join(
        " · ".join(row[start:end] for start, end in cells(row, 0) if end > start) for row in rows
    )


def _table(value: str, marks: _Marks, header: Sequence[str], words: Words) -> str:
    """Rows and cells by offset, so that a quotation is marked cell by cell."""
    rows, at = [], 0
    for line in value.splitlines(keepends=True):
        if line.strip() and not is_rule(line):
            rows.append(cells(line, at))
        at += len(line)
    fits = header and all(len(row) == len(header) for row in rows)
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in header) if fits else ""
    body = "".join(
        f"<tr>{''.join(f'<td>{marks.slice(*cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<div class="table" role="region" aria-label="{text(words("表格"))}" tabindex="0"><table>'
        f"{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table></div>"
    )


def is_rule(line: str) -> bool:
    """Return whether a row of a table is only what parts its head from the rest."""
    return bool(_RULE.fullmatch(line))


def cells(line: str, offset: int) -> list[Span]:
    """Return the spans of the trimmed cells of `line`, which begins at `offset`."""
    edges = [match.start() for match in _PIPE.finditer(line)]
    if line[edges[-1] + 1 :].strip():
        edges.append(len(line))
    spans = []
    for left, right in itertools.pairwise(edges):
        cell = line[left + 1 : right]
        start = left + 1 + len(cell) - len(cell.lstrip())
        spans.append((offset + start, offset + max(start, left + 1 + len(cell.rstrip()))))
    return spans
