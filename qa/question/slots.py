"""The slots an answer must fit: region, year, period, office, named document, aspect. Hard, however similar a text looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from index.fold import fold
from index.splitter.names import SURNAMES
from qa.question import Question
from qa.question.aspects import asked_aspects
from qa.question.counted import names_the_rest
from qa.question.dating import contradicts_relative_year, reviewed_year
from qa.question.named_slots import (
    fits_numbers,
    fits_ordinals,
    fits_person,
    fits_series,
    fits_titles,
    named_person,
    number_note,
    ordinal_note,
    series_note,
    title_note,
)
from qa.question.places import fits_place, fits_regions, holds_everywhere, region_note
from qa.question.times import with_digits, without_circumstances
from qa.reader import Candidate, Reading, context_text
from qa.reader.figure_answer import dates_other
from qa.reader.groups import family
from qa.types import Evidence

# A year with this many characters in common with a title is part of that title.
DOCUMENT_YEAR = 7
_BODY = re.compile(
    r"(?:[省市县区]|广东|国家|全国)?((?:发改|卫健|网信|国资|科学技术|工业和信息化|人力资源|生态环境|住房|交通|农业|商务|财政|教育|民政|公安|司法|水利|文化|"
    r"文旅|应急|审计|统计|税务|海关|科技|工信|人社|住建|自然资源|市场监管|市监|市场监督管理|金融|医保|体育|林业|气象|外办|能源|粮食|药监|知识产权)"
    r"(?:(?!部门)[\u4e00-\u9fa5]){0,4}?(?:委员会|总局|[厅局委署办院会]|部(?!门)))"
)

# 2000亿元 and 2018家 are no years.
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?![\d.]|[万亿千百余多]|[元家个项人名台户亩吨件条套辆公平立米千])"
)
# 按2010年价格计算 says how it was counted, not when.
_BASE_YEAR = re.compile(
    r"按照?(?:19|20)\d{2}年的?(?:不变|可比)?价格?|以(?:19|20)\d{2}年为(?:基|100)"
)
# 副厅长 is another office than 厅长.
_OFFICE = re.compile(
    r"副?(?:厅长|局长|部长|市长|省长|县长|区长|处长|司长|会长|行长|院长|校长|董事长|总经理)"
)


def fit_slots(
    reading: Reading, document_text: Callable[[str], str]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return the candidates that fit every slot of the question, and what is missing when none does."""
    question = reading.question
    candidates = reading.candidates
    local = tuple(c for c in candidates if fits_regions(question, c.evidence, document_text))
    candidates = local or tuple(c for c in candidates if holds_everywhere(question, c))
    if not candidates:
        return (), (region_note(question),)
    person = named_person(question, (c.evidence.text for c in candidates))
    for test, note in (
        (
            lambda c: not person or person in fold(document_text(c.evidence.document.id)),
            "没有找到相关内容",
        ),
        (lambda c: not dates_other(question, c), "材料中有相关内容，但没有写明所问的时间"),
        (lambda c: fits_place(question, c, document_text), region_note(question)),
        (lambda c: _fits_bodies(question, c.evidence), _body_note(question)),
        (lambda c: fits_titles(question, c.evidence, document_text), title_note(question)),
        (lambda c: fits_numbers(question, c.evidence), number_note(question)),
        (lambda c: fits_series(question, c.evidence), series_note(question)),
        (lambda c: _fits_years(question, c), _year_note(question)),
        (
            lambda c: _fits_periods(question, c),
            f"材料中没有{'、'.join(question.periods)}的相关内容",
        ),
        (lambda c: fits_ordinals(question, c), ordinal_note(question)),
        (
            lambda c: names_the_rest(question.folded, fold(c.text)),
            "材料中只提到问题里已有的，没有列出其余的",
        ),
        (
            lambda c: fits_person(question, c.evidence),
            "材料中没有写明所问的人的姓名",
        ),
        (
            lambda c: _fits_aspects(question, c),
            f"材料中没有写明{'、'.join(a.name for a in asked_aspects(question.folded))}",
        ),
    ):
        candidates = tuple(candidate for candidate in candidates if test(candidate))
        if not candidates:
            return (), (note,)
    return candidates, ()


def _year_note(question: Question) -> str:
    return (
        f"材料中没有{'、'.join(question.years)}年的相关内容"
        if question.years
        else "没有找到相关内容"
    )


def _fits_years(question: Question, candidate: Candidate) -> bool:
    """Every year asked about governs the sentence: named in it or above it, and no other year in its place."""
    if not question.years:
        return not contradicts_relative_year(without_circumstances(question.folded), candidate.text)
    item = candidate.evidence
    own, above, near = (
        _years(t) for t in (candidate.text, context_text(item), text_before(candidate))
    )
    looks_back = (
        reviewed_year(item.document, candidate.text)
        if question.kind in ("figure", "when") and not own
        else None
    )
    headed = _years(_headings(item))
    for year in question.years:
        if year in own or _selects_document(question, year, item.document.title):
            continue
        if looks_back and looks_back != year and year not in near | headed:
            return False
        # Under 2013年工作回顾 a report of 2014 tells of 2013.
        if headed and year not in near | headed and question.kind in ("figure", "when"):
            return False
        if own or not (
            year in above
            or year in near
            or (looks_back == year and not near - {year})
            or _relative(candidate.text, item.document.published, year)
        ):
            return False
    return True


def _headings(item: Evidence) -> str:
    return "\n".join((*item.passage.section, item.passage.question or ""))


def _years(text: str) -> set[str]:
    return set(_YEAR.findall(_BASE_YEAR.sub("", with_digits(fold(text)))))


def _fits_periods(question: Question, candidate: Candidate) -> bool:
    near = fold(f"{text_before(candidate)}{candidate.text}\n{context_text(candidate.evidence)}")
    own = fold(candidate.text)
    if any(plan in own for plan in _PLANS) and any(p in _PLANS for p in question.periods):
        return all(p in own for p in question.periods if p in _PLANS)
    return all(period in near or _in_months(period, near) for period in question.periods)


def _in_months(period: str, text: str) -> bool:
    months = _MONTHS.get(period.replace("个", "").replace("前二", "前两"))
    return months is not None and months.search(text) is not None


def _through(first: int, last: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.]){first}月?份?(?:至|到|[-—~～–－])\s?{last}月")


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


_PLANS = ("十一五", "十二五", "十三五", "十四五", "十五五", "十六五")


def _fits_aspects(question: Question, candidate: Candidate) -> bool:
    """Every aspect asked about is spoken of in the sentence or, of an item, in what announces it.

    （二）非因本人意愿中断就业的 is a condition because 具备下列条件 stands above it.
    """
    if question.kind == "support":
        return True
    said = fold(candidate.text)
    passage = candidate.evidence.passage
    if passage.section and family(passage.label) is not None:
        said += fold(f"\n{passage.section[-1]}")
    return all(aspect.stated.search(said) for aspect in asked_aspects(question.folded))


def _selects_document(question: Question, year: str, title: str) -> bool:
    """Whether the year belongs to the name of the document (2003年政府工作报告), not to what is asked about."""
    asked, titled = question.folded.find(year), fold(title).find(year)
    if asked < 0 or titled < 0:
        return False
    pairs = zip(question.folded[asked:], fold(title)[titled:], strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs))) >= DOCUMENT_YEAR


def _relative(text: str, published: str | None, year: str) -> bool:
    if not published:
        return False
    written = int(published[:4])
    shifts = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
    return any(word in text and written + shift == int(year) for word, shift in shifts.items())


def _fits_bodies(question: Question, item: Evidence) -> bool:
    """Every office or body asked about is named in the paragraph or above it, in full or in its usual short form."""
    near = fold(f"{item.text}\n{context_text(item)}")
    offices = _offices(question)
    held = _OFFICE.findall(near)
    return all(office in held for office in offices) and all(
        _short_form(body, near) for body in _bodies(question)
    )


# 行长在自己银行的存款: whoever holds such an office; 省科技厅厅长, 厅长王某 and 厅长是谁 name one.
_OF_A_BODY = re.compile(r"[省市县区州局厅院司学部国委会行处室]$")


def _offices(question: Question) -> list[str]:
    text = question.folded
    return [
        match[0]
        for match in _OFFICE.finditer(text)
        if question.kind == "who"
        or _OF_A_BODY.search(text[: match.start()])
        or text[match.end() : match.end() + 1] in SURNAMES
    ]


# Where one goes, or who asks: 俩人去民政局, 我们是个地级市的科技局, 应急办新来的同志. Nothing is asked about the body.
_GOES = re.compile(r"(?:去|到|找|跑|跟|想在)[^,，。?？]{0,4}$|我们?(?:是|在)[^,，。?？]{0,12}$")
_COMES = re.compile(r"的?(?:新来|同志|同事|上班|窗口|那边)")


def _bodies(question: Question) -> tuple[str, ...]:
    text = question.folded
    return tuple(
        dict.fromkeys(
            match.group(1)
            for match in _BODY.finditer(text)
            if not (_GOES.search(text[: match.start()]) or _COMES.match(text, match.end()))
        )
    )


def _short_form(body: str, text: str) -> bool:
    """Whether the characters of `body` stand in `text` in order and close together: 科技厅 in 科学技术厅.

    民政部门 is the 民政局 of wherever that is.
    """
    pattern = ".{0,5}?".join(map(re.escape, body))
    stem = re.sub(r"(?:委员会|总局|[厅局委办])$", "", body)
    general = rf"{re.escape(stem)}(?:行政)?(?:主管)?部门"
    return re.search(pattern, text) is not None or (
        len(stem) >= 2 and stem != body and re.search(general, text) is not None
    )


def _body_note(question: Question) -> str:
    return (
        f"材料中没有{'、'.join(_bodies(question))}的相关内容"
        if _bodies(question)
        else "没有找到相关内容"
    )


def text_before(candidate: Candidate) -> str:
    """The text of the paragraph up to the sentence, whose year may still govern it."""
    return candidate.evidence.text[max(0, candidate.start - 400) : candidate.start]
