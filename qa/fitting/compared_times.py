"""Whether a change is measured against the time that a question names: 比2017年 is 比去年 in a text of 2018, 跟一季度比 is 环比. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate
from qa.question import Question
from qa.question.times import with_digits

_YEAR_BEFORE = re.compile(r"[比较]?(?:去年|上年|上一年|前一年)|同比|同期")
_PART_BEFORE = re.compile(r"环比|[比较]上(?:个?季度|季)")


def base_note(question: Question) -> str:
    return f"材料中没有写明与{'、'.join(question.bases)}相比的情况"


def fits_bases(question: Question, candidate: Candidate) -> bool:
    """Every time that a question compares with is named in the sentence, or is the one before that which it asks about."""
    said = with_digits(fold(candidate.text))
    return all(base in said or _before(question, base, said) for base in question.bases)


def _before(question: Question, base: str, said: str) -> bool:
    if base.isdigit():
        next_year = str(int(base) + 1) in question.years
        return next_year and _YEAR_BEFORE.search(said) is not None
    if base in question.periods:  # 2023年上半年比2022年上半年
        return True
    return follows(question) and _PART_BEFORE.search(said) is not None


def follows(question: Question) -> bool:
    """Whether a quarter is compared with the one right before it."""
    quarters = "一二三四"
    asked, named = (
        [quarters.find(p[-3]) for p in periods if p.endswith("季度") and not p.startswith("前")]
        for periods in (question.periods, question.bases)
    )
    return len(asked) == len(named) == 1 and asked[0] == named[0] + 1
