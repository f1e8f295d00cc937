"""The marks that open a line of a policy text: 第一章, 第三条, 一、, （二）, 1., ①, 一是, 首先, 另一方面, a bullet.

One function, `find_marker`, says what stands at the start of a line; it knows nothing of the lines around it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

# Canonical depth, outermost first (GB/T 9704: 一、 （一） 1. （1）; statutes: 编 章 节 条; then what speakers use).
RANKS: Final = {
    "编": 10.0,
    "分编": 11.0,
    "部分": 12.0,
    "篇": 12.0,
    "章": 13.0,
    "节": 14.0,
    "条": 20.0,
    "一、": 30.0,
    "（一）": 40.0,
    "1": 49.0,
    "1.": 50.0,
    "1.1": 51.0,
    "1.1.1": 52.0,
    "1.1.1.1": 53.0,
    "（1）": 60.0,
    "1）": 61.0,
    "①": 65.0,
    "首先": 70.0,
    "一是": 75.0,
    "其一": 76.0,
    "一方面": 80.0,
    "·": 90.0,
}
DIVISIONS: Final = frozenset({"编", "分编", "部分", "篇", "章", "节"})
ORAL: Final = frozenset({"首先", "一是", "其一", "一方面"})


class Marker(NamedTuple):
    """`text[start:end]` is the mark; `ordinal` its number in its series (None: 最后, a bullet)."""

    style: str
    ordinal: int | None
    label: str
    start: int
    end: int

    @property
    def rank(self) -> float:
        return RANKS[self.style]


_HAN = "一二三四五六七八九十"
_NUM = rf"[{_HAN}百千零〇○\d]"
_NTH = re.compile(
    rf"第\s?({_NUM}(?:\s?{_NUM}){{0,8}})\s{{0,2}}(分编|部分|[编篇章节条])(之[{_HAN}]+)?"
)
_NTH_SAID = re.compile(rf"第([{_HAN}]|十[{_HAN}])(?:个方面|点)?(?:[，,、：:]\s*|(?=[是要]))")
# 第三条规定的… is a mention, not a mark; with a space or a bracket after it, it is a mark.
_MENTION = re.compile(
    r"[、，,。；;和与及至到或]|(?:规定|所列|所称|中|的|第|内容|明确|要求|提出|指出|修改|删去|增加|改为|之|[一二三四五六七八九十]款)"
)
_HAN_DOT = re.compile(rf"([{_HAN}]{{1,3}})\s?(?:、|[．.](?!\d))")
# 一、二季度 and 三、四线城市 count two things: the next number follows, and then what is counted.
_COUNTED = re.compile(rf"([{_HAN}])[、季月级线期类产等号]")
_HAN_IS = re.compile(rf"([{_HAN}]{{1,2}})(?:是|要(?=[^点求素件]))")
_ONE_OF = re.compile(rf"其([{_HAN}])[，,、：:是]")
_BRACKET = re.compile(rf"[（(]\s?([{_HAN}]{{1,3}}|\d{{1,2}})\s?[）)](?![项款条至和或、])[、.．]?")
_DIGIT = re.compile(r"(\d{1,3})\s?(?:[.．、](?!\d)|([）)]))")
_DECIMAL = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?\s+(?=[\u4e00-\u9fff“《])(?![万亿个倍家名元%])"
)
# 1 总则, as plans for emergencies are numbered: a short line by itself, and no number that counts or dates something.
_CHAPTER = re.compile(
    r"(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff“《])(?![年月日号时分秒个家名元件项次人版期万亿%度天岁级届倍位户台吨米亩只条])[^\n。，；：！？,;:|]{2,20}$"
)
_WORDS = re.compile(r"(首先|其次|再次|再者|最后)(?:[，,、：:]|(?=[是要]))")
_SIDE = re.compile(r"(另一方面|一方面)[，,、：:是]")
_BULLET = re.compile(r"[-*+]\s+|[•●◆■▪◇○▲★·]\s*|[—－-]{2}\s*")
_EMPHASIS = re.compile(r"(?:\*\*|__)")
_WORD_ORDINALS: Final = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": None}
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED: Final = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_HAN_BRACKETED: Final = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_FULL_STOP: Final = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_SIGNS: Final = {
    sign: (style, number)
    for style, signs in (
        ("①", _CIRCLED),
        ("（1）", _PARENTHESISED),
        ("（一）", _HAN_BRACKETED),
        ("1.", _FULL_STOP),
    )
    for number, sign in enumerate(signs, 1)
}
FIRST: Final = frozenset(
    f"第{_HAN}（(其首再最另0123456789０１２３４５６７８９-*+•●◆■▪◇○▲★·—－_"
) | frozenset(_SIGNS)
_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@lru_cache(maxsize=4096)
def to_ordinal(numeral: str) -> int | None:
    """Return the number that `numeral` (二十三, 一百零四, 1 5, １２) writes, or None."""
    numeral = re.sub(r"\s", "", numeral)
    if numeral.isdigit():
        return int(numeral)
    total, digit = 0, None
    for char in numeral:
        if char in "十百千":
            total += (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = None
        elif char in _DIGITS:
            digit = _DIGITS[char] or None
        else:
            return None
    return total + (digit or 0) or None


def find_marker(text: str, at: int = 0) -> Marker | None:
    """Return the mark that opens the line at `text[at:]`, or None; emphasis (**一、**) is looked through."""
    first = text[at : at + 1]
    if first not in FIRST:
        return None
    if first in "*_" and (m := _EMPHASIS.match(text, at)):
        inner = find_marker(text, m.end())
        return inner._replace(start=at) if inner else None
    if first == "第":
        return _nth(text, at)
    if sign := _SIGNS.get(first):
        return Marker(sign[0], sign[1], first, at, at + 1)
    if first in "（(":
        return _made(_BRACKET.match(text, at), "（一）", "（1）")
    if first in _HAN:
        return _headed(text, at) or _made(_HAN_IS.match(text, at), "一是") or _side(text, at)
    if first.isdigit():
        return _digit(text, at)
    if first == "另":
        return _side(text, at)
    if first in "首其再最":
        return _word(text, at)
    m = _BULLET.match(text, at)
    return Marker("·", None, m.group().strip(), at, m.end()) if m else None


def _nth(text: str, at: int) -> Marker | None:
    m = _NTH.match(text, at)
    if m is None:
        return _made(_NTH_SAID.match(text, at), "首先")
    after = text[m.end() : m.end() + 1]
    if (
        after
        and not after.isspace()
        and after not in "【（(［[：:“"
        and _MENTION.match(text, m.end())
    ):
        return None
    if m.group(2) != "条" and after and (len(text) - at > 60 or text[-1] in "。；;，"):
        return None
    label = re.sub(r"\s", "", m.group())
    return Marker(m.group(2), to_ordinal(m.group(1)), label, at, m.end())


def _headed(text: str, at: int) -> Marker | None:
    marker = _made(_HAN_DOT.match(text, at), "一、")
    counted = _COUNTED.match(text, marker.end) if marker else None
    if marker and counted and to_ordinal(counted.group(1)) == (marker.ordinal or 0) + 1:
        return None
    return marker


def _digit(text: str, at: int) -> Marker | None:
    if m := _DECIMAL.match(text, at):
        parts = re.split(r"[.．]", m.group(1))
        return Marker(".".join("1" * len(parts)), to_ordinal(parts[-1]), m.group(1), at, m.end())
    m = _DIGIT.match(text, at)
    if m is None and (chapter := _CHAPTER.match(text, at)):
        end = chapter.end(1)
        return Marker("1", to_ordinal(chapter[1]), chapter[1], at, end)
    if m is None:
        return None
    return Marker(
        "1）" if m.group(2) else "1.", to_ordinal(m.group(1)), m.group().rstrip(), at, m.end()
    )


def _word(text: str, at: int) -> Marker | None:
    if m := _WORDS.match(text, at):
        return Marker("首先", _WORD_ORDINALS[m.group(1)], m.group(1), at, m.end())
    return _made(_ONE_OF.match(text, at), "其一")


def _side(text: str, at: int) -> Marker | None:
    m = _SIDE.match(text, at)
    return (
        Marker("一方面", 2 if m.group(1)[0] == "另" else 1, m.group(1), at, m.end()) if m else None
    )


def _made(m: re.Match[str] | None, style: str, digit_style: str | None = None) -> Marker | None:
    """Turn a match whose first group is the numeral into a marker."""
    if m is None or (ordinal := to_ordinal(m.group(1))) is None:
        return None
    if digit_style and m.group(1).isdigit():
        style = digit_style
    label = re.sub(r"\s", "", m.group()).rstrip("，,：:")
    return Marker(style, ordinal, label, m.start(), m.end())
