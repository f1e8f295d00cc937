"""Figures of a profile against a threshold: the same figure by name or by the words of both, in units that convert."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa.figures.unit_names import CONVERSIONS
from qa.match.naming import agree, counted_alike, of_another_year, summed
from qa.match.types import State
from qa.measures.types import Test
from qa.profile import Fact, Profile

Verdict = tuple[State, str]
# Measure words that count the same things.
_ALIKE = (
    frozenset({"件", "项", "个"}),
    frozenset({"名", "位", "人", "个"}),
    frozenset({"台", "套", "台套"}),
    frozenset({"家", "所", "处", "个"}),
    frozenset({"间", "个"}),
    frozenset({"张", "个", "床"}),
)
_NO_COUNT = frozenset({"%", "岁", "倍", "分"})
_PART_OF_YEAR = re.compile(r"(?:(?:前[二三]|[一二三四])季度|[上下]半年)$")


def _upto(clause: str, about: str) -> str:
    """Return what stands before a threshold in the sentence that it stands in."""
    text = "".join(about.split())
    return text[: max(text.find("".join(clause.split())), 0)]


_WITH_CARE = re.compile(r"(?:规范|有效|合规|依法|实际)(?=[一-龥]{2})")
_AGES = {"老人年龄": "年龄"}


def alike(unit: str, other: str) -> bool:
    """Whether two units count the same things: 名 and 人; a visit is by one person."""
    both = {unit, other}
    return unit == other or both == {"人", "人次"} or any(both <= units for units in _ALIKE)


def reach(test: Test, profile: Profile, clause: str, about: str) -> Verdict:
    """Return whether the profile's figure lies within the threshold; more than one figure that may be meant must agree."""
    named = profile.fact(test.name)
    if named is not None and of_another_year(clause, about, named.year):
        return "unknown", f"{said(named)}，不是所问的年度"
    if named is None and (part := _PART_OF_YEAR.search(_upto(clause, about))):
        named = profile.fact(f"{part[0]}{test.name}")  # 三季度产值同比增长, of the same months
    if named is None and len(test.unit) > 1:  # 带团批次 in 批次
        named = profile.fact(test.name.removesuffix(test.unit))
    if named is not None:
        state, because = _compared(test, named)
        if test.high is None and state == "met" and summed(clause, named.clause):
            return "unknown", f"{because}，不足以判断"
        return state, because
    if care := _WITH_CARE.match(test.name):
        # 规范带团30批次: who led 29 did not lead 30 in order, who led 30 may not have.
        state, because = reach(replace(test, name=test.name[care.end() :]), profile, clause, about)
        if state != "unknown":
            return ("unknown" if state == "met" else state), because
    if (other := _AGES.get(test.name)) and (own := profile.fact(other)):
        state, because = _compared(test, own)
        return (state if state == "met" else "unknown"), because
    verdicts = [v for fact in profile.facts if (v := _by_words(test, fact, profile, clause, about))]
    if verdicts and len({state for state, _ in verdicts}) == 1:
        return verdicts[0]
    return "unknown", f"未说明{test.name}"


def _by_words(test: Test, fact: Fact, profile: Profile, clause: str, about: str) -> Verdict | None:
    """Return the verdict of a figure whose name is made of the same words, None where it may be another."""
    if not fact.clause or _converted(fact, test.unit) is None:
        return None
    if of_another_year(clause, about, fact.year):
        return None
    counts = test.unit not in CONVERSIONS and test.unit not in _NO_COUNT
    if counts and not counted_alike(_after(clause, about), _noun(fact)):
        return None
    agreed = agree(test.name, clause, about, fact.name, fact.clause, profile.text)
    if agreed is None:
        return None
    state, because = _compared(test, fact)
    if not (agreed.wider or agreed.narrower):
        return state, because
    # The figure may be too large, or too small: of the two answers one is left.
    lower = test.high is None
    sure = "unmet" if agreed.wider == lower else "met"
    certain = agreed.wider != agreed.narrower and (test.low is None or test.high is None)
    if state == sure and certain and test.unit != "%":
        return state, because
    return "unknown", f"{because}，不足以判断"


_WORDS = re.compile(r"[一-龥]*")
_NUMBERED = re.compile(
    r"(?:\d|[一二两三四五六七八九十百千万])[多余来]?[个名位家户件项间张台套次只头条份所处栋]([一-龥]+)"
)


def _after(clause: str, about: str) -> str:
    """Return the words right after a threshold in the sentence that it stands in."""
    text = "".join(about.split())
    at = text.find(clause)
    match = _WORDS.match(text, at + len(clause)) if at >= 0 else None
    return match[0].removeprefix("的") if match else ""


def _noun(fact: Fact) -> str:
    """Return what a figure of the profile counts: the words after it, or those of its name."""
    at = fact.clause.find("".join(fact.words.split()))
    match = _NUMBERED.search(fact.clause, max(at, 0))
    return f"{fact.name}{match[1] if match else ''}"


def _compared(test: Test, stated: Fact) -> Verdict:
    fact = _converted(stated, test.unit)
    if fact is None:
        return "unknown", f"未说明{test.name}"
    low = _side(fact, test.low, test.low_open, lower=True)
    high = _side(fact, test.high, test.high_open, lower=False)
    states = (low, high)
    because = said(stated)
    if "unmet" in states:
        return "unmet", because
    return ("unknown", f"{because}，不足以判断") if "unknown" in states else ("met", because)


def _converted(fact: Fact, unit: str) -> Fact | None:
    """Return the figure in `unit`, None where it cannot be."""
    if fact.unit == unit or any({fact.unit, unit} <= alike for alike in _ALIKE):
        return fact
    own, other = CONVERSIONS.get(fact.unit), CONVERSIONS.get(unit)
    if own is None or other is None or own[0] != other[0]:
        return None
    # Multiplied first: 12个月 is 1年 to the last digit.
    up, down = Decimal(own[1]), Decimal(other[1])
    low = None if fact.low is None else fact.low * up / down
    high = None if fact.high is None else fact.high * up / down
    return replace(fact, low=low, high=high, unit=unit)


def said(fact: Fact) -> str:
    """Return the words of a fact, with the sum where it was derived."""
    words = fact.formula or fact.words
    return f"{words}（计划）" if fact.planned else words


def _side(fact: Fact, limit: Decimal | None, opened: bool, *, lower: bool) -> State:
    """Return whether the fact is on the right side of one limit, wherever in its interval it lies."""
    if limit is None:
        return "met"
    near, far = (fact.low, fact.high) if lower else (fact.high, fact.low)
    near_open, far_open = (
        (fact.low_open, fact.high_open) if lower else (fact.high_open, fact.low_open)
    )
    if near is not None and _beyond(near, limit, opened and not near_open, lower):
        return "met"
    if far is not None and not _beyond(far, limit, opened or far_open, lower):
        return "unmet"
    return "unknown"


def _beyond(value: Decimal, limit: Decimal, opened: bool, lower: bool) -> bool:
    if value == limit:
        return not opened
    return value > limit if lower else value < limit
