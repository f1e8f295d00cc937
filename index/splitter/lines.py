"""Text -> lines: paragraphs, and inside a long paragraph the lines it had before its breaks became spaces.

A line never leaves its paragraph, and the characters between two lines are white space only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from index.splitter.markers import find_marker
from index.splitter.sentences import protected

# A paragraph up to this length reads as one thing; above it, lost line breaks are worth looking for.
LONG_PARAGRAPH = 260
# A heading on a line of its own: the longest in the State Council documents has 38 characters.
HEADING = 40


@dataclass(slots=True)
class Line:
    """`document.text[start:end] == text`; `paragraph` counts from 1, `soft` when the line follows a space only.

    `apart` says that an empty line stands before it.
    """

    start: int
    end: int
    text: str
    paragraph: int
    paragraph_start: int
    paragraph_end: int
    soft: bool = False
    apart: bool = False


_GAP = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[。！？!?；;…][”’」』）)\]】]*$")
_HAN_OR_MARK = re.compile(r"[\u3400-\u9fff，。、；：！？“”‘’（）《》【】]")
_ANY_STOP = re.compile(r"[，。；：！？,;!?…]")
# A headline may ask or exclaim within itself (够不够？产能已达……), but it has no clauses.
_CLAUSE_STOP = re.compile(r"[，。；：,;…]")
_BOXED = re.compile(r"【[^】\n]{2,20}】")
_LATIN = re.compile(r"[A-Za-z0-9０-９.\-]")
_SENTENCE_STOP = re.compile(r"[。；：;…]")
_BULLET_ALONE = re.compile(r"[-*+•●◆■▪◇○▲★·]$")
_NUMBER_LINE = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔﹝\[（(]\d{4}[〕﹞\])）]\s?(?:第\s?)?\d+\s?号$|\d{4}年第\d+号$"
)
_DATE_LINE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]+\s*月\s*[\d一二三四五六七八九十]+\s*日$"
)
_STRONG_START = re.compile(
    r"第[一二三四五六七八九十百千零\d\s]{1,9}[编章节条](?:\s|$)|【[^】\n]{2,20}】"
    r"|(?:[问答]|Q\d{0,3}|A\d{0,3}|问题?[一二三四五六七八九十\d]{1,3})[：:]"
)


# Characters that nobody sees; a paragraph of these is no paragraph.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BLANK = (
    _INVISIBLE
    + " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
)


def lines_of(text: str, title: str = "") -> list[Line]:
    """Return the lines of `text` in order; together they hold every character that is not white space.

    Zero-width characters at the edges of a paragraph count as white space.
    """
    lines: list[Line] = []
    number = at = 0
    rows = text.split("\n")
    apart = False
    single = sum(1 for row in rows if row and not row.isspace()) == 1
    for row in rows:
        content = row.strip(_BLANK)
        if content:
            number += 1
            start = at + (0 if row[0] == content[0] else len(row) - len(row.lstrip(_BLANK)))
            end = start + len(content)
            if len(content) > LONG_PARAGRAPH or single:
                lines += _soft_lines(content, start, number, title if number == 1 else "")
            else:
                lines.append(Line(start, end, content, number, start, end, apart=apart))
            apart = False
        else:
            apart = True
        at += len(row) + 1
    return lines


def _soft_lines(content: str, start: int, number: int, title: str) -> list[Line]:
    """Cut one paragraph at those spaces that stand where a line break stood."""
    end = start + len(content)
    lines: list[Line] = []
    at = 0
    whole = protected(content)
    gaps = [gap for gap in (m.span() for m in _GAP.finditer(content)) if not _inside(gap[0], whole)]
    broken = _breaks_became_spaces(content, gaps)
    flat_title = _GAP.sub("", title)
    for position, (left, right) in enumerate(gaps):
        following = gaps[position + 1][0] if position + 1 < len(gaps) else len(content)
        if _is_break(content, at, left, right, following, broken, flat_title):
            lines.append(
                Line(start + at, start + left, content[at:left], number, start, end, at > 0)
            )
            at = right
    lines.append(Line(start + at, end, content[at:], number, start, end, at > 0))
    return lines


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether `offset` lies strictly within one of `spans` (sorted, disjoint)."""
    position = bisect_left(spans, (offset, 0))
    return position > 0 and offset < spans[position - 1][1]


def _breaks_became_spaces(content: str, gaps: list[tuple[int, int]]) -> bool:
    """Tell whether spaces between Chinese characters mostly follow the end of a sentence.

    In scanned or typeset text (战略新 兴产业) they stand anywhere, and then a space says nothing about structure.
    """
    between = [
        left
        for left, right in gaps
        if _HAN_OR_MARK.match(content[left - 1])
        and (_HAN_OR_MARK.match(content[right]) or content[right].isdigit())
    ]
    ended = sum(1 for left in between if content[left - 1] in "。！？；：”）】」")
    return (ended >= 2 or len(between) <= 2) and ended * 5 >= len(between) * 2 > 0


def _is_break(
    content: str, at: int, left: int, right: int, following: int, broken: bool, flat_title: str
) -> bool:
    """Tell whether the gap `content[left:right]` ends the line that began at `at`."""
    # Only the end of a long piece matters; looking at all of it would make a page of words quadratic.
    piece = content[max(at, left - 200) : left]
    mark = find_marker(content, at)
    if _BULLET_ALONE.match(piece) or (mark is not None and not content[mark.end : left].strip()):
        return False
    if _SENTENCE_END.search(piece[-4:]) or _BOXED.fullmatch(piece):
        return True
    gap = content[left:right]
    if len(gap) >= 4 or "\u3000\u3000" in gap:
        return True
    if _STRONG_START.match(content, right):
        return content[left - 1] not in "、和及与至"
    marker = find_marker(content, right)
    heading = len(piece) <= 60 and not _CLAUSE_STOP.search(piece)
    if marker is not None and marker.style != "·":
        opened = mark is not None and len(piece) <= 60
        return heading or opened or piece[-1] in "：:）)》】”"
    if (piece[-1] in "：:" and len(piece) >= 5) or (piece.endswith("——") and len(piece) >= 20):
        return broken
    if at == 0 and flat_title and _GAP.sub("", piece) == flat_title:
        return True
    if not broken or len(piece) < 4:
        return False
    if (
        flat_title
        and left <= 2 * len(flat_title)
        and flat_title.startswith(_GAP.sub("", content[:left]))
    ):
        return True
    if _NUMBER_LINE.search(piece[-24:]) or _DATE_LINE.search(piece[-24:]):
        return heading
    if mark is not None and piece[-1] not in "，,":
        heading = not _SENTENCE_STOP.search(piece)
    named = heading and len(piece) <= HEADING and not _LATIN.match(piece[-1])
    return named and _opens_sentence(content, right, following)


def _opens_sentence(content: str, right: int, following: int) -> bool:
    """Tell whether the run of text after a gap is body text: a clause mark in it, and long enough, or a question."""
    run = content[right:following]
    if run[-1] in "？?":
        return True
    body = len(run) >= 20 and _ANY_STOP.search(run) is not None
    return body or _NUMBER_LINE.match(run) is not None
