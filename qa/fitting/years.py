"""Whether a sentence speaks of the year that is asked about: named in it or above it, and no other year in its place. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from index.fold import fold
from qa.evidence.candidates import Candidate, context_text
from qa.evidence.times import own_times, text_before, times_before, times_in
from qa.fitting.kinds import fits
from qa.question import Question
from qa.question.dating import contradicts_relative_year, over_time, reviewed_year
from qa.question.times import with_digits, without_circumstances
from qa.types import Evidence

# Of several years (这五年, “十一五”时期) a sentence tells what was reached at their end, which is the last year's, or a sum of all.
_REACHED = re.compile(r"达到?\d|达到|[增减提升降缩扩涨]\S?(?:到|至)(?=\d)|突破|超过?\d")
# A year with this many characters in common with a title is part of that title.
DOCUMENT_YEAR = 7
# 2000亿元 and 2018家 are no years.
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?![\d.]|[万亿千百余多]|[元家个项人名台户亩吨件条套辆公平立米千])"
)
# 按2010年价格计算 says how it was counted, 比2017年 against what, not when.
_BASE_YEAR = re.compile(
    r"按照?(?:19|20)\d{2}年的?(?:不变|可比)?价格?|以(?:19|20)\d{2}年为(?:基|100)|(?<!占)[比较](?:19|20)\d{2}年"
)
# The time with which a title begins is no name yet.
_TIME = re.compile(
    r"(?:19|20)\d{2}年?(?:[上下]半年|第?[一二三四1-4]季度|前[一二三两]个?季度|\d{1,2}(?:[-—~至到]\d{1,2})?月(?:份|底|末)?|全年|年度|度)?"
)
# What is called by its year: of what a headline tells, the year is only when.
_NAMED = re.compile(
    r"报告|公报|规划|计划|纲要|要点|办法|规定|条例|细则|意见|通知|通告|公告|方案|措施|政策|目录|清单|指南|年鉴|年报|白皮书|决定|预算|标准|简章|章程|须知|问答|解答"
)

# When it came out stands at the head of a page as a line of its own, and heads nothing.
_DATE_LINE = re.compile(r"\s*(?:发布|更新|成文|印发|公布|发文|制发|签发)(?:日期|时间)\s*[：:]")
_QUOTES = re.compile(r"[“”‘’\"'《》〈〉]")


def year_note(question: Question) -> str:
    return (
        f"材料中没有{'、'.join(question.years)}年的相关内容"
        if question.years
        else "没有找到相关内容"
    )


def fits_years(question: Question, candidate: Candidate) -> bool:
    """Every year asked about governs the sentence: named in it or above it, and no other year in its place."""
    if not question.years:
        return not contradicts_relative_year(without_circumstances(question.folded), candidate.text)
    item = candidate.evidence
    asked = [y for y in question.years if not selects_document(question, y, item.document.title)]
    if not asked:
        return True
    if _averages(question, candidate):
        return False
    candidate = _as_dated(_without_reason(question, candidate))
    own = _years(candidate.text)
    relative = {time.year for time in own_times(candidate) if time.year}
    if not own and not relative:
        return all(_governs(question, candidate, year) for year in asked)
    return all(year in own or year in relative for year in asked)


def _governs(question: Question, candidate: Candidate, year: str) -> bool:
    """Whether what stands above a sentence that names no year says that it is of this one."""
    item = candidate.evidence
    exact = question.kind in ("figure", "when", "who") and not over_time(question)
    above = (part for part in item.passage.section if not _DATE_LINE.match(part))
    headings = "\n".join((*above, item.passage.question or ""))
    headed = _years(headings)
    if exact and any(time.several for time in own_times(candidate)):
        return False
    dated = question.kind in ("figure", "when", "open")
    looks_back = (
        reviewed_year(item.document, candidate.text, item.passage.section) if dated else None
    )
    reached = looks_back == year and bool(_REACHED.search(fold(candidate.text)))
    before = times_before(candidate) if exact else ()
    if any(time.year for time in before):
        return any(time.year == year for time in before)
    if any(time.several for time in before):
        return reached
    if before:
        return year in context_years(item)
    near = _years(text_before(candidate))
    if exact and year not in near and any(t.several for t in times_in(headings, None)):
        return reached
    if looks_back and looks_back != year and year not in near | headed:
        return False
    # Under 2013年工作回顾 a report of 2014 tells of 2013.
    if headed and year not in near | headed and dated:
        return False
    return year in context_years(item) or year in near or (looks_back == year and not near - {year})


# 控制在4.8%左右，主要是由于去年价格上涨: the year of a reason is not that of what it is the reason for.
_REASON = re.compile(r"[,，](?:这|其?主要)?(?:原因)?是?(?:由于|因为|考虑到|基于)")


def _without_reason(question: Question, candidate: Candidate) -> Candidate:
    """The candidate up to the reason that it gives, where all figures that may be asked for stand before it."""
    reason = _REASON.search(candidate.text) if question.kind == "figure" else None
    figures = [f for f in candidate.figures if fits(question, f)]
    if reason is None or not figures or any(f.start > reason.start() for f in figures):
        return candidate
    end = candidate.start + reason.start()
    return replace(candidate, text=candidate.text[: reason.start()], end=end)


# 继续执行去年出台的政策，新增减税5000亿元: when a policy came out is not when it does what is told of it.
_CAME_OUT = re.compile(
    r"(?:去年|上年|前年|(?:19|20)\d{2}年)[^，,。；;]{0,6}?(?:出台|制定|推出|发布|印发|部署|公布|颁布|批准)(?:的|后)"
)


def _as_dated(candidate: Candidate) -> Candidate:
    """The candidate without the times at which something that it speaks of came out; places are kept."""
    text = _CAME_OUT.sub(lambda m: "某" * len(m[0]), candidate.text)
    return replace(candidate, text=text) if text != candidate.text else candidate


def _averages(question: Question, candidate: Candidate) -> bool:
    """Whether a figure of one year is asked for, and the sentence gives nothing but averages of several."""
    if question.kind != "figure" or over_time(question):
        return False
    changes = [f.change for f in candidate.figures if fits(question, f)]
    return bool(changes) and all(change == "年均" for change in changes)


def context_years(item: Evidence) -> set[str]:
    """Return the years that the title, the date and the headings of a passage name."""
    said = context_text(item)
    published = (item.document.published or "")[:4]
    if published and all(published < year for year in _years(item.document.title) or {""}):
        # A paper for a coming year, out at the end of the one before.
        said = said.replace(item.document.published or "", "")
    # 2019年的个税扣除: a rule of the end of 2018 that came into force with the year.
    return _years(said) | {(item.document.effective or "")[:4]} - {""}


# 1950年代 is written so as well.
_DECADE = re.compile(
    r"(?<![\d十])(?:20|二十)世纪(?:(?P<ten>[1-9])0|(?P<word>[一二三四五六七八九])?十)年代"
)


def _years(text: str) -> set[str]:
    folded = fold(text)
    decades = {
        f"19{m['ten'] or '一二三四五六七八九'.index(m['word'] or '一') + 1}0"
        for m in _DECADE.finditer(folded)
    }
    return decades | set(_YEAR.findall(_BASE_YEAR.sub("", with_digits(folded))))


def selects_document(question: Question, year: str, title: str) -> bool:
    """Whether the year belongs to the name of the document (2003年政府工作报告), not to what is asked about."""
    said, name_of_it = _QUOTES.sub("", question.folded), _QUOTES.sub("", fold(title))
    asked, titled = said.find(year), name_of_it.find(year)
    if asked < 0 or titled < 0:
        return False
    pairs = zip(said[asked:], name_of_it[titled:], strict=False)
    shared = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    time = _TIME.match(shared)
    name = shared[time.end() :] if time else ""
    return (
        len(shared) >= DOCUMENT_YEAR
        and len(name) >= 2
        and _NAMED.search(name_of_it[titled:]) is not None
    )
