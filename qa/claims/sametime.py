"""Whether a figure of the draft and one of a source are of the same time. Pure.

A draft that says 上半年 means that of its source's year; a source that says it under 2023年上半年 goes on meaning that one."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from qa.claims.told import Told
from qa.figures import turned
from qa.figures.periods import time_bounds

_RELATIVE = (("今年", 0), ("本年", 0), ("去年", -1), ("上年", -1), ("前年", -2), ("明年", 1))
# 1至6月 is the first half, 1至3月 the first quarter.
_SPAN, _SPANS = re.compile(r"^(.*)-01/\1-(03|06)$"), {"03": "Q1", "06": "H1"}
# The time itself is clipped out of what a figure's clause says.
_AS_OF = re.compile(r"截[至止]")
_YEAR_LONG = frozenset(("1年",))
_FOUR = re.compile(r"20\d\d")
_DAY = re.compile(r"-\d\d-\d\d$")
_MONTH_DAY = re.compile(r"^(?:(?P<year>\d{4})|-|今年|去年)-(?P<month>\d\d)-(?P<day>\d\d)$")
# The key of a plan of five years.
_PLAN = re.compile(r"十[一二三四五六]?五|[七八九]五")
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_YEAR = re.compile(r"\d{4}|今年|本年|去年|上年|前年|明年")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The times around a figure of a source: `governing` that of its sentence's clauses, `before` that of the sentence
    before it which names one, `opened` that with which a sentence before it begins, `above` those of its headings; `year` of
    publication, `latest` that its paragraph names; `stretches` that a heading or a sentence before begins with (五年来),
    `years` the first and the last of them in a report that looks back on so many; `since` with which years its sentence compares."""

    governing: str | None
    before: str | None
    above: tuple[str, ...]
    year: str | None
    latest: str | None
    opened: str | None = None
    stretches: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    since: frozenset[str] = frozenset()


def resolved(period: str | None, year: str | None) -> str | None:
    """Return a period with 今年 and 去年 counted from the year of publication, where both are known."""
    if period and year and year.isdigit():
        for word, shift in _RELATIVE:
            if word in period:
                period = period.replace(word, str(int(year) + shift))
    return period


def same_time(claim: Told, source: Told, when: When) -> bool:
    """Whether `claim` may be said of the time that the source's figure is of."""
    if any(m.key == t.key and turned(m, t) for m in claim.named for t in source.named):
        return False
    paired = claim.role == source.role and claim.role in ("from", "to")
    under = frozenset() if source.stretches or source.times else when.stretches
    under -= _year_long(source, when)  # 一年来 under 2014年工作回顾 is that year
    if _at_an_end(claim, source, when, under):
        return True
    if not _same_stretch(claim, source, when, under):
        return False
    if _same_years(claim, source, when, under):
        return True
    year_long = _year_long(source, when)
    if source.stretches - claim.stretches - year_long and source.period is None and not paired:
        return False  # 近三年 is no year, nor all time
    total = source.change == "累计" and source.period is None
    if total and claim.period and claim.change is None and not _until(claim):
        return False  # 累计支付6340万元 after 一季度… is what was paid until now
    year = when.year
    known = {resolved(p, year) for p in (*source.times, source.period, when.governing, *when.above)}
    if source.period is None:
        known |= {resolved(when.before, year), resolved(when.opened, year)}
    if any(not _known(resolved(t, year), known, when) for t in claim.times):
        return False
    mine = resolved(claim.period, year)
    theirs = resolved(source.period or when.governing, year)
    if mine is None and theirs and year and theirs[:4] > year and claim.modality != "planned":
        return False  # 明年新建16所 is nothing that is there
    if mine is None:
        return _without_time(source, theirs, year, paired=paired)
    return _of_time(mine, theirs, source, when)


def _without_time(source: Told, theirs: str | None, year: str | None, *, paired: bool) -> bool:
    """Whether a draft that names no time may be said of the source's figure."""
    # A total is of the time its own sentence names; 目前已累计 is until now.
    average = (source.change == "年均" and theirs is not None) or (
        source.change == "累计" and source.period is not None and not _until(source)
    )
    return not average and not (
        source.several
        and not paired  # 由12天压缩至4.5天 without the years
        and theirs is not None
        and source.period is not None
        and theirs != year  # what a text says of its own year needs no year
    )


def _of_time(mine: str, theirs: str | None, source: Told, when: When) -> bool:
    """Whether the source's figure is of the time `mine`; `theirs` is what its own clauses name."""
    year = when.year
    opened, before = resolved(when.opened, year), resolved(when.before, year)
    if theirs is None:
        above = {resolved(p, year) for p in when.above}
        only = next(iter(above)) if len(above) == 1 else None
        if opened:  # 刚刚过去的2017年，…。新增就业1351万人, in a report of 2018
            return covers(mine, opened, when)
        return (only is not None and covers(mine, only, when)) or (
            before is not None and covers(mine, before, when)
        )
    if source.period is None and opened and _DAY.search(theirs) and covers(mine, opened, when):
        return True
    if source.period is None and before and _DAY.search(theirs) and covers(mine, before, when):
        return True  # a day stands over a sentence only as the date of the news
    if before and _FOUR.fullmatch(before) and year is None and theirs.startswith("今年"):
        theirs = theirs.replace("今年", before)  # 进入2016年之后…今年1-7月
    return covers(mine, theirs, when)


def _year_long(source: Told, when: When) -> frozenset[str]:
    """Return the stretch that goes without saying: 过去一年 under 2024年工作回顾 is that year."""
    return _YEAR_LONG if len(when.above) == 1 and source.period is None else frozenset()


def _same_stretch(claim: Told, source: Told, when: When, under: frozenset[str]) -> bool:
    """Whether the stretch that a draft names is the source's, and a year that it names is none within 五年来."""
    if claim.stretches - source.stretches - under - _year_long(source, when) - _of_plan(claim):
        return False
    told = claim.stretches or _of_plan(claim) or _same_years(claim, source, when, under)
    return bool(told or not (under and claim.times))


def _of_plan(claim: Told) -> frozenset[str]:
    """Return the stretch that a plan is long: “十一五”五年间."""
    return frozenset(("5年",)) if any(_PLAN.fullmatch(t) for t in claim.times) else frozenset()


def _same_years(claim: Told, source: Told, when: When, under: frozenset[str]) -> bool:
    """Whether a draft says from which year to which, and the source says the same by its years or by 五年来."""
    named = _YEARS.fullmatch(claim.period or "")
    if named is None or claim.times - {claim.period} or claim.against - source.against:
        return False
    first, last = named.groups()
    end = resolved(source.period or when.governing, when.year)
    if claim.role == source.role and claim.role in ("from", "to") and source.period:
        return end == (first if claim.role == "from" else last)
    if claim.change == source.change == "年均" and end == last and first in when.since:
        return True
    if when.years is None or not (source.stretches or under):
        return False
    begins, ends = when.years
    # A growth over five years begins at the end of the year before them.
    grown = claim.role in ("from", "to") or claim.change == "年均"
    return int(last) == ends and int(first) in ((begins, begins - 1) if grown else (begins,))


def _at_an_end(claim: Told, source: Told, when: When, under: frozenset[str]) -> bool:
    """Whether a draft names the year in which 五年来 ends for what came to so much, or that before it for what it came from."""
    if when.years is None or source.period or not (source.stretches or under):
        return False
    if claim.stretches - source.stretches - under:
        return False
    began, ended = str(when.years[0] - 1), str(when.years[1])
    named = {re.sub("末$", "", t) for t in claim.times}
    return (source.role == "to" and claim.role in ("to", None) and named == {ended}) or (
        source.role == "from" and claim.role in ("from", None) and named == {began}
    )


def _until(told: Told) -> bool:
    """Whether a figure is said to be so until a day: 截至2月18日."""
    return bool(_AS_OF.search(f"{told.lead}，{told.governing}"))


def _known(time: str | None, known: set[str | None], when: When) -> bool:
    return time in known or any(
        k is not None and time is not None and covers(time, k, when) for k in known
    )


def covers(mine: str, theirs: str, when: When) -> bool:
    """Whether two keys are the same time: the end of a year is that year, 十四五 is its five years, 7月 that of its year."""
    mine, theirs = (_SPAN.sub(lambda m: f"{m[1]}-{_SPANS[m[2]]}", k) for k in (mine, theirs))
    ends = [_month_end(k) for k in (mine, theirs)]
    if ends[0][-1:] == ends[1][-1:] == "末":  # 8月底 is 8月31日
        mine, theirs = ends
    bare = [re.sub(r"[末初]$", "", k) for k in (mine, theirs)]
    if bare[0] == bare[1]:
        return True
    one, other = time_bounds(mine), time_bounds(theirs)
    if one is not None and one == other:
        return True
    parts = [_part(k) for k in (mine, theirs)]
    years = [frozenset(_YEAR.findall(k)) for k in (mine, theirs)]
    if not parts[0] or parts[0] != parts[1] or (years[0] and years[1]):
        return False
    return (years[0] or years[1]) <= {"今年", "本年", when.year or when.latest}


def _month_end(key: str) -> str:
    """Return the key of the last day of a month as that of its end; other keys as they are."""
    day = _MONTH_DAY.search(key)
    if day is None:
        return key
    year, month = int(day["year"] or 2024), int(day["month"])
    last = 1 <= month <= 12 and int(day["day"]) == calendar.monthrange(year, month)[1]
    return f"{key[: day.start('day') - 1]}末" if last else key


def _part(key: str) -> str:
    """Return what a key says beside the year: 2023-H1 and 今年-H1 and H1 are all H1."""
    return re.sub(r"(?:^|(?<=/))-+", "", _YEAR.sub("", key))
