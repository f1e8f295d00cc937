"""What time a question means, and what time a sentence of a dated document speaks of. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import DocumentInfo
from qa.lexicon.modality import FORESEEN, INTENDED
from qa.question import Question

# These ask about a course of time, or for the time itself.
_OVER_TIME = re.compile(
    r"历年|历次|历届|逐年|每年|各年|哪一?年|是几年的|何时|什么时候|以来|期间|变化|趋势|走势|首次|最早|第一次|五年|十年|近[几两三四五十\d]+年"
)
_SEVERAL = re.compile(
    r"年均|平均每年|每年平均|累计|[两三四六七八九]年|(?:19|20)\d{2}年?(?:至|到|[-—~－])(?:19|20)?\d{2}年|十[一二三四五六]五"
)
# Reports on a year come out in the first months of the next.
_REPORT, _REPORTED_BY = re.compile(r"报告|公报|总结"), "05"
_DONE = re.compile(
    r"达到?\d|达到|实现|突破|完成|全年(?!预|将|要|计划)|增长\d|下降\d|提高\d|增加\d|减少\d|[比较]上年|同比|累计|超过\d"
)
_AHEAD = re.compile(
    rf"{INTENDED}|今年|本年|明年|将|预期|安排|确保|左右|要[^求素点]|到(?:19|20)\d{{2}}年"
)
_LONG_AGO = re.compile(r"[两三四五十几\d]年[来间内]|五年|十年|以来|[“\"]?十[一二三四五六]五")
PLAN = re.compile(rf"{INTENDED}|预期|将(?!近|[\d一二三])|今年.{{0,6}}安排")
_ASKS_PLAN = re.compile(
    rf"{INTENDED}|{FORESEEN}|将|安排|任务|要求|打算|准备|不[低高少超]于|标准|[奖补]|想(?!知道|问|了解|请教|查|要知)|"
    r"(?<![主需重只必])要(?=做|达|增|完成|建|实现|新增|降|控制|到)|定(?=在|为|了|到|多少|几|的)|做到"
)
_LAST_YEAR = re.compile(r"(?<![跟同像照])(?:去年|上年|前年)")  # 跟去年一样 asks of this year
_THIS_YEAR = re.compile(r"(?<![至到])今年|本年|明年")  # 顺延至今年5月 is said of last year


def undated(question: Question) -> bool:
    """Whether a question names no time, so that the newest document is meant; 去年 and 目前 are said of today."""
    return not (question.years or question.periods or question.titles) and not _OVER_TIME.search(
        question.folded
    )


def over_time(question: Question) -> bool:
    """Whether a question asks about a course of several years, or for the averages of them."""
    return bool(_OVER_TIME.search(question.folded) or _SEVERAL.search(question.folded))


def contradicts_relative_year(asked: str, text: str) -> bool:
    """Whether last year is asked for and a sentence speaks of this year or the next alone."""
    return bool(_LAST_YEAR.search(asked) and _THIS_YEAR.search(text)) and not _LAST_YEAR.search(
        text
    )


def asks_what_was(question: Question) -> bool:
    """Whether a figure of a year is asked for, and not its target: then what was planned for it comes second."""
    past = question.years or _LAST_YEAR.search(question.folded)
    return question.kind == "figure" and bool(past) and not _ASKS_PLAN.search(question.folded)


# A report on a government's work looks back first and ahead then: 二、2016年重点工作, 八、围绕保障和改善民生…….
_WORK = re.compile(r"工作报告")
_LATER = re.compile(r"\s*[二三四五六七八九十]{1,2}、")
_BACK = re.compile(r"回顾|成就|成效|成绩|过去|去年|上年|情况|完成|做法|存在|总结|执行")


def reviewed_year(document: DocumentInfo, text: str, section: Sequence[str] = ()) -> str | None:
    """Return the year that a sentence under the headings `section` of an annual report looks back on, None where it does not.

    A report of March 2016 that says 国内生产总值达到67.7万亿元 speaks of 2015, though its title and date say 2016.
    """
    published = document.published or ""
    if published[5:7] > _REPORTED_BY or not published[5:7] or not _REPORT.search(document.title):
        return None
    if _AHEAD.search(text) or _LONG_AGO.search(text) or not _DONE.search(text):
        return None
    part = next((heading for heading in section if _LATER.match(heading)), "")
    if part and _WORK.search(document.title) and not _BACK.search(part):
        return None
    return str(int(published[:4]) - 1)
