"""A draft whose lines break inside figures, as text copied from a page does: 全省有1.|87万家, 2025|年, 百分之|三十.

Each half read alone is another figure, which a source may well state. Only a break that certainly stands inside one
figure is taken out; every other one still ends a sentence."""

from __future__ import annotations

import re

from index.numerals import TENTHS, plain
from qa.figures.units import read_unit

_BREAK = re.compile(r"[ \t\u3000]*\r?\n[ \t\u3000]*")
# A line that is nothing but a mark, a number or a cell does not go on; one that words lead up to does.
_LED = re.compile(
    r"[一-龥%)）”》]\s?[^一-龥\s]*$|[一-龥][\d零一二两三四五六七八九十百千万亿几数点]*$"
)
_MARKED = re.compile(
    r"(?:附[件录表图]|[表图注第]|步骤|版本)\s?[\d一二三四五六七八九十.]{1,4}$|[?？!！。；;][（(]?\d{1,2}[.．)）]$"
)
_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
_HAN = "零〇一二两三四五六七八九十百千"
# Left of the break, right of it: what one figure is made of.
_INSIDE = tuple(
    (re.compile(rf"(?:{left})$"), re.compile(right))
    for left, right in (
        (r"\d[.．]", r"\d"),
        (r"\d", r"[.．]\d"),
        (rf"[百千万]分之|[{_HAN}]分|[{_HAN}]分之", rf"[\d{_HAN}之]"),
        (rf"[\d{_HAN}]点", rf"[\d{_HAN}]+(?:[万亿%个倍]|百分)"),
        (r"百分", rf"之[\d{_HAN}]|点"),
        (r"\d个?百", r"分点"),
        (r"\d\s?个", r"百分点|基点|月|季度|工作日"),
        (r"\d[—–~～至]", r"\d"),
        (r"\d[%％]?", r"[—–~～至]\s?\d"),
        (r"\d", r"\d[\d,]*(?:\.\d+)?\s?(?:[%％‰万亿]|[一-龥])"),
        (r"\d平方|\d立方", r"公?米"),
        (r"\d[百千]?万", r"亿"),
    )
)
_NUMBER = re.compile(
    rf"(?P<digits>\d)[多余]?$|[\d{_HAN}][百千]?[万亿](?P<scaled>)[多余]?$|[{_HAN}](?P<han>[{_HAN}])$|[{_HAN}]$"
)
_SCALE = re.compile(r"[百千]?[万亿]|[%％‰]|百分点|个百分点")
_TIME = re.compile(r"年(?![轻级青长])|月(?!球|饼|嫂)|日(?!常|前|益|本)")
_LONGEST = 24


def mended(draft: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the draft without the breaks inside its figures, and where each character stood; None where nothing moved."""
    gaps = [m.span() for m in _BREAK.finditer(draft) if _cuts(draft, *m.span())]
    if not gaps:
        return draft, None
    kept: list[int] = []
    at = 0
    for start, end in gaps:
        kept += range(at, start)
        at = end
    kept += range(at, len(draft))
    return "".join(draft[i] for i in kept), tuple(kept)


def _cuts(draft: str, start: int, end: int) -> bool:
    """Whether the break `draft[start:end]` stands inside one figure."""
    left = plain(draft[max(0, start - _LONGEST) : start].rpartition("\n")[2])
    right = plain(draft[end : end + _LONGEST].partition("\n")[0])
    if not left or not right or _MARKED.search(left):
        return False
    number = _NUMBER.search(left)
    if number and _TIME.match(right):
        return number["digits"] is not None or number["han"] is not None
    if not _LED.search(left):
        return False
    if any(a.search(left) and b.match(right) for a, b in _INSIDE):
        return not _YEAR.match(right)
    if number is None:
        return False
    if number["digits"] is None and number["scaled"] is None:
        return bool(TENTHS.match(right) or re.match("[万亿](?!一)", right))
    return bool(_SCALE.match(right)) or read_unit(right, int(right[0] in "多余")) is not None
