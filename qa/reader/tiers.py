"""Of a standard in tiers, which one the case falls under that a question states. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from qa.figures import Figure, find_figures
from qa.question import Question
from qa.reader import Candidate
from qa.reader.trim import clause_of


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
    alike = bound.unit == stated.unit or {bound.unit, stated.unit} <= {"人", "名", "位", "个"}
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
