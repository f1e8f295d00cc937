"""Whether a sentence speaks of the part of a year that is asked about, and of a whole year where that is. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate, context_text
from qa.evidence.times import Time, own_times, text_before, times_before, times_in
from qa.fitting.kinds import fits_loosely
from qa.question import Question
from qa.question.dating import over_time

_PLANS = ("十一五", "十二五", "十三五", "十四五", "十五五", "十六五")
# What is paid or allowed does not come to so much by a day: a rule of the first half of a year is one of the year.
_RULES = re.compile(r"标准|[奖补]|最高|最多|上限|资助|每[人户亩吨家]|多久|期限")


def period_note(question: Question) -> str:
    return f"材料中没有{'、'.join(question.periods)}的相关内容"


def fits_periods(question: Question, candidate: Candidate) -> bool:
    """Every part of a year asked about is that of the sentence; a sentence that names another time inherits none."""
    own = fold(candidate.text)
    if any(plan in own for plan in _PLANS) and any(p in _PLANS for p in question.periods):
        return all(p in own for p in question.periods if p in _PLANS)
    exact = question.kind in ("figure", "when", "who")
    return all(
        _says(period, own)
        or (not (exact and period not in _PLANS) and _says(period, _near(candidate)))
        or (exact and period not in _PLANS and _inherits(period, candidate))
        for period in question.periods
    )


def _near(candidate: Candidate) -> str:
    return fold(f"{text_before(candidate)}{candidate.text}\n{context_text(candidate.evidence)}")


def _inherits(period: str, candidate: Candidate) -> bool:
    """Whether a sentence that states no time of its own follows one about the period, or stands under it."""
    if any(_states(time) for time in own_times(candidate)):
        return False
    before = [time for time in times_before(candidate) if _states(time)]
    if before:
        text = candidate.evidence.text
        return any(_says(period, fold(text[time.start : time.end])) for time in before)
    return _says(period, fold(context_text(candidate.evidence)))


def _states(time: Time) -> bool:
    """Whether a time is a stretch of a year, or more: a day on which something was told is none."""
    return not time.point or time.part.endswith(("末", "初"))


def _says(period: str, text: str) -> bool:
    months = _MONTHS.get(period.replace("个", "").replace("前二", "前两"))
    if period in text or (months is not None and months.search(text) is not None):
        return True
    # 第二、三、四季度 names three of them.
    number = period.removesuffix("季度")
    return len(number) == 1 and any(number in m[0] for m in _QUARTERS.finditer(text))


_QUARTERS = re.compile(r"(?:第?[一二三四][、和及])+第?[一二三四]个?季度")


def _through(first: int, last: int) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.]){first}月?份?(?:至|到|[-—~～–－])\s?{last}月|截[至止]到?(?:今年|(?:19|20)\d{{2}}年)?{last}月[底末]"
    )


# Statistics write the months where people say the half or the quarter.
_MONTHS = {
    "上半年": _through(1, 6),
    "下半年": _through(7, 12),
    "一季度": _through(1, 3),
    "二季度": _through(4, 6),
    "三季度": _through(7, 9),
    "四季度": _through(10, 12),
    "前两季度": _through(1, 6),
    "前三季度": _through(1, 9),
}


# 4月份的房租, 2020年5月的申报: what is asked about is that month's; 4月底前 and 3月份才投产 tell when something was done.
_OF_MONTH = re.compile(
    r"(?<![\d到至、和\-—])(\d{1,2})月(?:份的?|的|(?=[\u4e00-\u9fff]{0,4}(?:房租|租金|申报|税|社保|费|工资)))(?![才就前后内底末初起开]|以[前后]|之[前后])"
)
_SPAN_OF_MONTHS = re.compile(
    r"(?<![\d.])(\d{1,2})月?份?(?:至|到|[-—～~－]+)(?:次年)?(\d{1,2})月(?!\d|[底末初]|以?前)"
)
_LISTED_MONTHS = re.compile(r"(?<![\d.])(?:\d{1,2}月?份?[、和及])*\d{1,2}月(?!\d|[底末初]|以?前)")


def fits_months(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence that names months, and not as days or ends of terms, names the one that is asked about.

    The rent of February tells nothing of that of June; a sentence without a month may hold for any.
    """
    asked = {int(m[1]) for m in _OF_MONTH.finditer(question.folded)}
    if not asked or question.kind not in ("figure", "when", "yesno"):
        return True
    told = _months(fold(candidate.text)) or _months(fold(candidate.evidence.document.title))
    if not told or asked <= told:
        return True
    near = _near(candidate)  # 5月份的价格: …，比4月上升
    return all(re.search(rf"(?<![\d.]){month}月(?!\d|[底末初]|以?前)", near) for month in asked)


def _months(text: str) -> set[int]:
    told = {int(n) for m in _LISTED_MONTHS.finditer(text) for n in re.findall(r"\d+", m[0])}
    for m in _SPAN_OF_MONTHS.finditer(text):
        told |= set(range(int(m[1]), int(m[2]) + 1))
    return told


def month_note(question: Question) -> str:
    named = "、".join(f"{m[1]}月" for m in _OF_MONTH.finditer(question.folded))
    return f"材料中没有{named}的相关内容" if named else "没有找到相关内容"


def whole_year(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence can give the figure of a whole year, where that is asked for: not by the figure of a part of it.

    截至6月底 is as good as the year has it.
    """
    if (
        question.kind != "figure"
        or not question.years
        or question.periods
        or over_time(question)
        or _RULES.search(question.folded)
        or any(time.part for time in times_in(question.folded, None))
    ):
        return True
    wanted = [figure for figure in candidate.figures if fits_loosely(question, figure)]
    if not wanted:
        return True
    own, before = own_times(candidate), times_before(candidate)
    return not all(_partial(figure.number_start, own, before) for figure in wanted)


def _partial(at: int, own: tuple[Time, ...], before: tuple[Time, ...]) -> bool:
    """Whether the last time that is stated before a figure is a part of a year."""
    stated = [time for time in own if time.end <= at and _counts(time)]
    last = stated or [time for time in before if _counts(time)]
    return bool(last) and last[-1].partial


def _counts(time: Time) -> bool:
    """Whether a time says what a figure is of: not the day on which it was told."""
    return not (time.point and re.fullmatch(r"\d\d-\d\d.*", time.part))
