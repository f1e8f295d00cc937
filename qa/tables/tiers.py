"""A cell that names a tier by its bounds: 80—90马力, 500万元（含）以上, 不足60分. Pure; knows no questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.fold import fold

_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_N = r"(\d[\d,]*(?:\.\d+)?)\s*([百千万亿]?)(?!分之)"
_UNIT = r"((?:[a-z%/]|[\u4e00-\u9fff](?<![至到以及含不])){0,4}?)"
_HELD = r"(?:\s*\((不?含)[^)]{0,4}\))?"
_TO = r"\s*(?:-|—|–|~|～|至|到)+\s*"
_SPAN = re.compile(rf"{_N}{_UNIT}{_HELD}{_TO}{_N}([a-z%/]{{0,6}}[\u4e00-\u9fff]{{0,4}}){_HELD}")
_ABOVE = re.compile(
    rf"{_N}([a-z%/]{{0,6}}[\u4e00-\u9fff]{{0,4}}?){_HELD}\s*(及|含)?\s*(以上|以下|以内|之内)"
)
_BESIDE = re.compile(
    rf"(不足|低于|不到|小于|少于|不超过|不高于|最多|超过|高于|大于|多于|不低于|不少于|至少|满|达到|[<>≤≥])\s*{_N}([a-z%/]{{0,6}}[\u4e00-\u9fff]{{0,4}})"
)
_COUNTED = frozenset("人家户亩吨台套个件次辆平公里千米斤头只")
_UNDER = ("不足", "低于", "不到", "小于", "少于", "<")
_OVER = ("超过", "高于", "大于", "多于", ">")
_MOST = ("不超过", "不高于", "最多", "≤")
# A number of the question and what stands behind it, which its unit begins.
_SAID = re.compile(rf"(?<![\d.]){_N}\s*([a-z%/]{{0,6}}[\u4e00-\u9fff]{{0,4}})")


@dataclass(frozen=True, slots=True)
class Tier:
    """All from `low` to `high`, None where there is no bound; `with_low` and `with_high` say whether the bound itself is in."""

    low: Decimal | None
    high: Decimal | None
    with_low: bool
    with_high: bool
    tail: str

    def holds(self, value: Decimal) -> bool:
        over = self.low is None or value > self.low or (self.with_low and value == self.low)
        under = self.high is None or value < self.high or (self.with_high and value == self.high)
        return over and under


@dataclass(frozen=True, slots=True)
class Said:
    """A number of a question, with what stands behind it and whether a scale (万) does."""

    value: Decimal
    scaled: bool
    tail: str
    start: int
    end: int


def tier_of(cell: str) -> Tier | None:
    """Return the tier that a cell names; None where it names none, or spans of days and years."""
    text = fold(cell)
    if span := _SPAN.search(text):
        low, scale, unit, held, high, own, tail, top = span.groups()
        # 1000—5000万元: both in ten thousands. Where one bound is said to be in, the other is not.
        bottom = _value(low, scale or ("" if unit else own))
        with_low, with_high = held != "不含" and top != "含", top != "不含" and held != "含"
        if held == top:
            with_low = with_high = held != "不含"
        return _tier(bottom, _value(high, own), with_low, with_high, tail or unit)
    if above := _ABOVE.search(text):
        number, scale, tail, held, _, word = above.groups()
        value, own = _value(number, scale), held != "不含"
        return (
            _tier(value, None, own, False, tail)
            if word == "以上"
            else _tier(None, value, False, own, tail)
        )
    if beside := _BESIDE.search(text):
        word, number, scale, tail = beside.groups()
        value = _value(number, scale)
        if word in (*_UNDER, *_MOST):
            return _tier(None, value, False, word in _MOST, tail)
        return _tier(value, None, word not in _OVER, False, tail)
    return None


def _tier(
    low: Decimal | None, high: Decimal | None, with_low: bool, with_high: bool, tail: str
) -> Tier | None:
    dated = tail[:1] in "月日号" or (tail[:1] == "年" and any(b and b > 1800 for b in (low, high)))
    return Tier(low, high, with_low, with_high, tail) if tail and not dated else None


def said_in(folded: str) -> tuple[Said, ...]:
    """Return the numbers of a folded question."""
    return tuple(
        Said(_value(m[1], m[2]), bool(m[2]), m[3], m.start(), m.end(3))
        for m in _SAID.finditer(folded)
    )


def asked_for(folded: str) -> Tier | None:
    """Return the tier that a folded question names by its bounds: 80到90马力, 500万以上; None where it names none."""
    return tier_of(folded)


_LATIN = {"吨": "t", "升": "l", "米": "m"}


def alike(tier: Tier, said: Said) -> bool:
    """Whether a number is of the kind that the bounds of a tier are of: what stands behind it begins alike, or 300万 is money."""
    money = said.scaled and tier.tail[0] == "元" and said.tail[:1] not in _COUNTED
    return money or _LATIN.get(tier.tail[0], tier.tail[0]) == _LATIN.get(
        said.tail[:1], said.tail[:1]
    )


def _value(number: str, scale: str | None) -> Decimal:
    return Decimal(number.replace(",", "")) * _SCALE[scale or ""]
