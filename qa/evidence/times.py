"""Which time a sentence speaks of: its own, that of what stands before it in its paragraph, or none that it says. Pure.

今年 and 去年 are years of the day on which the text was written. What a figure is compared with (比2017年, 去年同期) governs nothing,
nor does a year that is aimed at (到2025年) or that is part of a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.types import DocumentInfo
from qa.evidence.candidates import Candidate
from qa.figures import Figure, find_figures
from qa.question.times import with_digits

BEFORE = 400  # characters of a paragraph in which what governs a sentence stands
SHIFTS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
RELATIVE = re.compile("|".join(SHIFTS))
_KEY = re.compile(rf"(?P<year>\d{{4}})?(?P<relative>{RELATIVE.pattern})?(?P<part>.*)")
# A base, not a time: 比去年, 与2020年相比, 按2010年价格, 以2015年为基期, 高于上年.
_AGAINST = re.compile(
    r"(?:(?<!占)[比较按]|按照|相对于?|相当于|[高低多少大小优]于|超过?|[同与和跟](?=[^,，。；;]{0,12}(?:相比|持平|同期|比[^,，。；;例重]))|以(?=[^,，。；;]{0,8}为基))$"
)
_BASE = re.compile(r"同期|相比|的?(?:不变|可比)价格|为基|的\d")
_AIMED = re.compile(r"(?:(?<![达截])到|(?<!截)至|力争|争取|目标|展望|面向|迈向)$")
_SEVERAL = re.compile(
    r"(?:过去|这|近|最近|前|上)?[两三四五六七八九十几][几]?年(?:来|间|内|中|里|以来)|这[两三四五六七八九十几]年|(?:过去|近|最近)(?:的)?[两三四五六七八九十几\d]+年|“?十[一二三四五六]五”?(?:期间|时期|以来)"
)
_WHOLE = re.compile(r"全年(?!龄|级)")
_POINT = re.compile(r"截[至止]到?$")
_TITLE = re.compile(r"《[^》]*》|[〔\[（(](?:19|20)\d{2}[〕\]）)]")
# 如果国家调整本年度收费标准 tells of no year: what follows is of the time that it was of before.
_IF = re.compile(r"(?:^|[。；;！？!?\n，,])\s*(?:如果|如遇|如有|倘若|若)[^。；;！？!?\n，,]*$")
_STOP = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Time:
    """A time that governs what follows it: `year` (four digits, "" where it says none or cannot be known) and `part` of it.

    `part` is as in the keys of figures (H1, Q1/Q3, 01/08), "" for a whole year; `point` says that it is an end (截至6月底) or a
    day, `several` that it spans several years.
    """

    start: int
    end: int
    year: str
    part: str = ""
    point: bool = False
    several: bool = False

    @property
    def partial(self) -> bool:
        """Whether it is a part of a year, and no day or end."""
        return bool(self.part) and not (self.point or self.several)


def written_year(document: DocumentInfo) -> int | None:
    """Return the year in which a document was written, by its date, or by the only year of its title; None where neither says."""
    if document.published:
        return int(document.published[:4])
    named = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?=年)", with_digits(document.title)))
    return int(named.pop()) if len(named) == 1 else None


def own_times(candidate: Candidate) -> tuple[Time, ...]:
    """Return the times that a sentence states of what it tells, places in the sentence."""
    written = written_year(candidate.evidence.document)
    return times_in(candidate.text, written)


def times_before(candidate: Candidate) -> tuple[Time, ...]:
    """Return the times of the last sentence before a sentence, in its paragraph, that states any; places in the paragraph."""
    item = candidate.evidence
    first = max(0, candidate.start - BEFORE)
    found = [
        time
        for time in times_in(item.text, written_year(item.document))
        if first <= time.start < candidate.start
        and not (time.point and not time.year)
        and not _IF.search(item.text[: time.start])
    ]
    if not found:
        return ()
    last = found[-1]
    return tuple(t for t in found if not _STOP.search(item.text[t.end : last.start]))


def text_before(candidate: Candidate) -> str:
    """The text of the paragraph up to the sentence, whose year may still govern it."""
    return candidate.evidence.text[max(0, candidate.start - BEFORE) : candidate.start]


@lru_cache(maxsize=256)
def times_in(text: str, written: int | None) -> tuple[Time, ...]:
    """Return the times that `text`, written in the year `written`, states of what it tells, in order."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    found = [
        _time(figure, text, written)
        for figure in find_figures(text)
        if figure.kind in ("date", "period")
        and not any(a <= figure.start < b for a, b in titles)
        and not _governs_nothing(text, figure)
    ]
    spans = [Time(m.start(), m.end(), "", several=True) for m in _SEVERAL.finditer(text)]
    whole = [Time(m.start(), m.end(), "") for m in _WHOLE.finditer(text)]
    known = [time for time in found if time is not None]
    return tuple(sorted((*known, *spans, *whole), key=lambda time: time.start))


def _governs_nothing(text: str, figure: Figure) -> bool:
    before, after = (
        text[max(0, figure.start - 12) : figure.start].rstrip("“‘"),
        text[figure.end : figure.end + 16],
    )
    against = text[max(0, figure.start - 2) : figure.end + 16]
    # 返还其上年度实际缴纳的50%: the year before each payment, whenever that is.
    each = before.endswith("其") and figure.text.startswith("上")
    return bool(
        each
        or _AIMED.search(before)
        or _BASE.match(after)
        or _AGAINST.search(before)
        or re.match(
            rf"[同与和跟]{re.escape(figure.text)}[^,，。；;]{{0,10}}(?:相比|持平|比[^例重])",
            against[1:],
        )
    )


def _time(figure: Figure, text: str, written: int | None) -> Time | None:
    key = (figure.key or "").lstrip("-") if (figure.key or "").startswith("-") else figure.key or ""
    match = _KEY.fullmatch(key)
    if match is None or not key or key.startswith(("T", "周")):
        return None
    year, relative, part = match["year"] or "", match["relative"], match["part"]
    if relative and written is not None:
        year = str(written + SHIFTS[relative])
    if figure.text.endswith(("前", "后")):
        return None  # 2023年以前建成的 is a condition
    if (year and re.match(r"/\d{4}$", part)) or (
        figure.text.endswith("以来") and relative != "今年"
    ):
        return Time(figure.start, figure.end, "", several=True)
    if not year and not relative and not re.match(r"[HQ]|\d\d", part):
        return None  # 十四五, 19世纪
    point = (
        figure.kind == "date"
        or part.endswith(("末", "初", "中"))
        or bool(_POINT.search(text[max(0, figure.start - 4) : figure.start]))
    )
    clean = re.sub(r"^-|(?<=/)(?:\d{4}|今年|去年)?-+", "", part)
    return Time(figure.start, figure.end, year, clean.lstrip("-"), point)
