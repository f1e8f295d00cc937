"""Of a standard in tiers, which one the case falls under that a question states. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from qa.evidence.candidates import Candidate
from qa.evidence.clauses import clause_of
from qa.figures import Figure, find_figures
from qa.lexicon.bigrams import letter_pairs
from qa.question import Question


def worth_of_tier(
    question: Question, candidate: Candidate, figure: Figure, span: tuple[int, int]
) -> float:
    """Whether the case that the question states falls under the condition that stands before the figure.

    800万元 does not fall under 单户担保金额500万元及以下的; of several tiers, the one that holds the case is meant.
    """
    worth = 0.0
    for stated in _cases(question):
        tiers = [b for b in candidate.figures if _bounds(b, stated)]
        met = [b for b in tiers if _within(stated, b)]
        for bound in tiers:
            if not span[0] <= bound.number_start < figure.number_start:
                continue
            if bound not in met:
                worth -= 1.5
            elif any(_inside(other, bound) for other in met):
                worth += 0.2  # 120人 is 50人以上 too, where 100人以上 has its own figure
            else:
                worth += 0.6
    return worth


def _bounds(bound: Figure, stated: Figure) -> bool:
    alike = bound.unit == stated.unit or {bound.unit, stated.unit} <= _PEOPLE
    return bound.qualifier != "exact" and bound.kind == stated.kind and alike


def _within(stated: Figure, bound: Figure) -> bool:
    low, high = _ends(bound)
    if stated.value in (low, high) and bound.qualifier in ("under", "over"):
        return False  # 不足500米 holds no 500米
    return low <= stated.value <= high


def _inside(inner: Figure, outer: Figure) -> bool:
    """Whether one tier is a narrower part of the other."""
    (low, high), (least, most) = _ends(inner), _ends(outer)
    return least <= low and high <= most and (low, high) != (least, most)


def _ends(bound: Figure) -> tuple[Decimal, Decimal]:
    low = Decimal("-Infinity") if bound.low is None else bound.low
    return low, Decimal("Infinity") if bound.high is None else bound.high


@lru_cache(maxsize=64)
def _cases(question: Question) -> tuple[Figure, ...]:
    return tuple(
        f
        for f in find_figures(question.text)
        if f.kind in ("quantity", "money", "age", "duration") and f.qualifier == "exact"
    )


# A bound that is a condition is followed by what it is a condition of: 不足100米的, 100万至500万的大城市.
_CONDITION = re.compile(r"[\u4e00-\u9fff]{0,2}的")


def in_case(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Drop the sentences about other tiers only, where a figure is asked for: 不足100米的铁路桥 for a bridge of 300米."""
    if question.kind != "figure":
        return tuple(candidates)
    # 一年能推荐几人: a length of time is seldom a case.
    cases = [stated for stated in _cases(question) if stated.kind != "duration"]
    return tuple(c for c in candidates if not any(_all_beside(c, stated) for stated in cases))


def _all_beside(candidate: Candidate, stated: Figure) -> bool:
    clauses: dict[int, bool] = {}
    for bound in candidate.figures:
        start, end = clause_of(candidate.text, bound.start)
        rest = candidate.text[bound.end : end]
        if not _bounds(bound, stated):
            if bound.unit == stated.unit and _CONDITION.match(rest):
                return False  # 面积500亩的: a condition that is no bound, or one that was not read as such
            continue
        # 100米以上不足500米的: of two bounds side by side the second is followed by 的.
        if _CONDITION.match(rest) or any(
            bound.end == other.start and _bounds(other, stated) for other in candidate.figures
        ):
            clauses[start] = clauses.get(start, True) and _within(stated, bound)
    # 1000万元以上至5000万元、5000万元以上至1亿元、1亿元以上的: only the last is followed by 的, and the case may be any.
    bounds = [bound for bound in candidate.figures if _bounds(bound, stated)]
    holds = any(
        all(
            _within(stated, b)
            for b in bounds
            if b is bound or bound.start in (b.start, b.end) or b.start == bound.end
        )
        for bound in bounds
    )
    return bool(clauses) and not any(clauses.values()) and not holds


# What is given, and at most; alternatives, any of which is enough; what is refused to whoever fulfils it.
_GIVEN = re.compile(r"最高|给予|补助|补贴|奖励|支持|上限|贴息|资助|限额|每[家户人年]")
_OPEN = re.compile(r"[或之]一|或者?|任[意一]|不予|不得|不享受|不再|除外|免予")
# 厂房面积 is no 营业面积, 设备投资 no 固定资产投资: what is measured must be named beside the measure.
_NO_NOUN = re.compile(
    r"面积|金额|比例|占比|人数|数量|时间|期限|资金|费用|规模|投资|投入|收入|利润|增加|增长|新增|企业|公司|我们|一年|年度?|以上|以下|不[低高]于|不[少超]过?于?|达到?|总数|总额|其中"
)
_CLAUSE = re.compile(r"[^,，。;；:：!！?？（）()]+")


def held_against(question: Question, sentence: str) -> tuple[Figure, Figure, bool] | None:
    """Return a figure of the asker's case, the one bound of `sentence` on the same thing, and whether the case lies within.

    None where the sentence has alternatives, or more than one bound, or case, may be meant: a verdict is never guessed.
    """
    sentence = "".join(sentence.split())  # 及以 上, where a line was broken
    if _OPEN.search(sentence):
        return None
    found: list[tuple[Figure, Figure, bool]] = []
    loose = False  # another figure of the case may be held against some bound too
    bounds = [b for b in find_figures(sentence) if not _GIVEN.search(b.before[-12:] + b.text)]
    for stated in find_figures(question.text):
        if stated.qualifier != "exact" or _GIVEN.search(_said(question.text, stated)):
            continue
        if stated.kind == "duration" and question.text[stated.end :].startswith(
            stated.noun or "\n"
        ):
            continue  # 一年纳税400万: how often, not how long
        alike = [(own, b) for b in bounds if (own := _same_unit(stated, b)) is not None]
        least = 1 if len(alike) == 1 else 2
        asked = _pairs(_said(question.text, stated)) or _pairs(question.text[: stated.start])
        # Of what is measured in acres or beds a sentence has one bound at most: its words may stand anywhere in it.
        apart = len(alike) == 1 and stated.kind == "quantity" and stated.unit not in {"", *_PEOPLE}
        same = [
            (own, b)
            for own, b in alike
            if len(asked & _pairs(sentence if apart else _said(sentence, b))) >= least
        ]
        found += [(stated, bound, _within(own, bound)) for own, bound in same]
        loose = loose or (bool(alike) and not same)
    if len(found) > 1 and len({stated.start for stated, _, _ in found}) == len(found):
        found = [one for one in found if not one[2]]  # of several figures the one that is short
    if len(found) != 1 or (loose and found[0][2]):
        return None
    return found[0]


def _said(text: str, figure: Figure) -> str:
    """The words of a clause from the figure before up to this one, with what is counted behind."""
    clause = next((m for m in _CLAUSE.finditer(text) if m.start() <= figure.start < m.end()), None)
    if clause is None:
        return ""
    before = [
        f.end for f in find_figures(text) if clause.start() <= f.start and f.end <= figure.start
    ]
    return text[max([clause.start(), *before]) : figure.start] + figure.noun[:4]


def _pairs(text: str) -> frozenset[str]:
    return letter_pairs(_NO_NOUN.sub("\n", text))


_MONTHS = {"年": 12, "个月": 1, "月": 1}
_PEOPLE = {"人", "名", "位", "个"}


def _same_unit(stated: Figure, bound: Figure) -> Figure | None:
    """The stated figure in the unit of a bound, None where it is none of it; what a bound leaves open (20笔（含）) is none."""
    if bound.qualifier not in ("at_least", "at_most", "over", "under", "range"):
        return None
    if "含" in bound.text and bound.qualifier in ("over", "under") and stated.value == bound.value:
        return None
    bare = stated.kind == "quantity" and not stated.unit and stated.text.endswith(("万", "亿"))
    alike = stated.unit == bound.unit or {stated.unit, bound.unit} <= _PEOPLE
    if (bare and bound.kind == "money" and bound.unit == "元") or (
        stated.kind == bound.kind and alike
    ):
        return stated
    if stated.kind == bound.kind == "duration":
        own, other = _MONTHS.get(stated.unit), _MONTHS.get(bound.unit)
        if own and other:
            value = stated.value * own / other
            return replace(stated, value=value, low=value, high=value, unit=bound.unit)
    return None
