"""What the page carries and the text does not say: jumps to other pages, page numbers, mastheads.

Each is found as a span of the raw text, invisible signs among them. A bare number is a page number only where the document proves it (a
series over the document, or a page break beside it): otherwise it may be a figure of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from index.repair.lines import end_of

_GAP = r"[ \t\u3000\xa0]"
_PAGE = rf"第?{_GAP}?[A-Za-z]?{_GAP}?[\d一二三四五六七八九十]{{1,3}}{_GAP}?[版页]?"
_JUMP = re.compile(
    rf"[（(【\[]?{_GAP}?(?:紧接|上接|接|转|下转){_GAP}?{_PAGE}(?:{_GAP}?[\u4e00-\u9fff]{{0,6}}版)?{_GAP}?[）)】\]]?"
)
_JUMP_INSIDE = re.compile(
    rf"[（(【\[]{_GAP}?(?:紧接|上接|接|转|下转){_GAP}?{_PAGE}(?:{_GAP}?[\u4e00-\u9fff]{{0,6}}版)?{_GAP}?[）)】\]]"
)
_NUMBERED = re.compile(
    rf"[-—–－_·•]{_GAP}*\d{{1,4}}{_GAP}*[-—–－_·•]"
    rf"|第{_GAP}*\d{{1,4}}{_GAP}*页(?:{_GAP}*[,，/／]?{_GAP}*共{_GAP}*\d{{1,4}}{_GAP}*页)?"
    rf"|(?:Page|PAGE|page|P\.){_GAP}*\d{{1,4}}(?:{_GAP}*(?:of|/){_GAP}*\d{{1,4}})?"
)
_BARE = re.compile(r"\d{1,4}")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_DAY = re.compile(r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_STAFF = re.compile(
    r"(?:本版|值班|组版|见习)?(?:责任编辑|责编|责任校对|校对|版式|美编|美术编辑|组版|电子信箱|视觉)"
    rf"{_GAP}*[：:/／]{_GAP}*\S{{1,12}}(?:{_GAP}+\S{{1,16}}){{0,8}}"
)
_SENTENCE = re.compile(r"[。；！？]")
_FENCES = re.compile(r"```|~~~")
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1", re.S | re.M)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef]+"
)
_STRUCK = re.compile(r"(?<![~\\])~~(?=[^\s~])[^\n~]{0,300}(?<=[^\s~])~~(?!~)")
_COMMENT = re.compile(r"<!--|-->")
_MASTHEAD = 48  # characters
_SERIES = 3  # bare numbers in sequence that prove each other
_PAGE_TEXT = 150  # characters between two page numbers, at least
_HINTS = ("上接", "下转", "紧接", "转第", "接第")


class Furniture(NamedTuple):
    """`raw[start:end]` is left out of the clean text, because it is `note`; `confidence` is 0..1."""

    start: int
    end: int
    note: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Bare:
    """A line `raw[start:end]` that holds a number only; `cuts`: the text before it is in mid-sentence."""

    number: int
    start: int
    end: int
    cuts: bool


def find_furniture(raw: str) -> list[Furniture]:
    """Return the furniture of `raw`, in order, disjoint."""
    found: list[Furniture] = []
    bare: list[_Bare] = []
    hints = any(word in raw for word in _HINTS)
    before = ""
    low = 0
    while low <= len(raw):
        high = raw.find("\n", low)
        high = len(raw) if high < 0 else high
        if high - low <= _MASTHEAD + 16 or hints:
            text = raw[low:high].strip()
            note = _whole(text) if 0 < len(text) <= _MASTHEAD else None
            if note:
                found.append(Furniture(low, high, note, 0.95))
            elif _BARE.fullmatch(text):
                bare.append(_Bare(int(text), low, high, _is_open(before)))
            elif text:
                found += _inside(raw, low, high) if hints else ()
                before = text
        else:
            before = raw[low:high].rstrip()
        low = high + 1
    found += _page_numbers(raw, bare)
    code = [match.span() for match in _CODE.finditer(raw)] if _FENCES.search(raw) else []
    return sorted(
        (item for item in found if not any(low <= item.start < high for low, high in code)),
        key=lambda item: item.start,
    )


def find_hidden(raw: str) -> list[tuple[int, int]]:
    """Return the spans of `raw` that no reader sees: controls, zero-width and direction marks, tags."""
    return [match.span() for match in _INVISIBLE.finditer(raw)]


def find_withdrawn(raw: str) -> list[Furniture]:
    """Return what Markdown shows struck through (~~500元~~) or not at all (<!-- -->), in order."""
    if "~~" not in raw and "<!--" not in raw:
        return []
    code = [match.span() for match in _CODE.finditer(raw)] if _FENCES.search(raw) else []
    found = [Furniture(*match.span(), "删除线", 1.0) for match in _STRUCK.finditer(raw)]
    begun: int | None = None
    for mark in _COMMENT.finditer(raw):
        if mark.group() == "<!--":
            begun = mark.start() if begun is None else begun
        elif begun is not None:
            found.append(Furniture(begun, mark.end(), "注释", 1.0))
            begun = None
    outside = (item for item in found if not any(low <= item.start < high for low, high in code))
    return sorted(outside, key=lambda item: item.start)


def _whole(text: str) -> str | None:
    """Return what the line is if it is furniture as a whole."""
    first = text[0]
    if _JUMP.fullmatch(text) and ("版" in text or "页" in text):
        return "转接版面标记"
    if (first in "-—–－_·•第Pp") and _NUMBERED.fullmatch(text):
        return "页码"
    if _STAFF.fullmatch(text):
        return "版面责任人"
    if (
        "星期" in text
        and _WEEKDAY.search(text)
        and _DAY.search(text)
        and not _SENTENCE.search(text)
    ):
        return "报头"
    return None


def _inside(raw: str, low: int, high: int) -> list[Furniture]:
    """Return jump marks at the beginning or the end of a line of text, where they are set in brackets."""
    line = raw[low:high].rstrip()
    marks = []
    for match in _JUMP_INSIDE.finditer(line):
        if "版" not in match.group() and "页" not in match.group():
            continue
        if not line[: match.start()].strip() or match.end() == len(line):
            marks.append(Furniture(low + match.start(), low + match.end(), "转接版面标记", 0.95))
    return marks


def _is_open(text: str) -> bool:
    """Say whether the text line breaks off in the middle of a sentence."""
    return len(text) > 9 and end_of(text) in ("none", "comma")


def _page_numbers(raw: str, bare: list[_Bare]) -> list[Furniture]:
    """Return the bare numbers that count pages: one at a page break, or a series that cuts sentences.

    A series with finished text around it may number the rows of a table.
    """
    numbers: list[Furniture] = []
    run: list[_Bare] = []
    for item in [*bare, _Bare(-1, len(raw), len(raw), False)]:
        if run and item.number == run[-1].number + 1 and item.start - run[-1].end > _PAGE_TEXT:
            run.append(item)
            continue
        proven = len(run) >= _SERIES and 2 * sum(page.cuts for page in run) >= len(run)
        for page in run:
            around = raw[max(0, page.start - 2) : page.end + 2]
            if proven or "\f" in around:
                numbers.append(Furniture(page.start, page.end, "页码", 0.85))
        run = [item]
    return numbers
