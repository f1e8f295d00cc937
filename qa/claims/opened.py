"""The time or the stretch of time that opens a sentence and goes on for those after it: 五年来，实力跃上新台阶。 Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.splitter import sentences
from qa.claims.circumstances import stretches
from qa.claims.standing import TIMES
from qa.figures import find_figures
from qa.proof.context import Context

# What may stand before the time that opens a sentence.
_OPENS = re.compile(r"[\s—“]*(?:刚刚过去的|在|到|截[至止])?")
# 发布2023年年度报告: what is told then is of that year.
_REPORT = re.compile(r"年?(?:年度报告|年报|度报告)(?!披露|审计|编制|工作)")
_LONG = re.compile(r"([2-9]|10)年")
_YEARLY = re.compile(r"政府工作报告")
# A clause that is longer says more than when.
_SCENE = 12
# What begins the paragraphs of a list, and what a line has at most that is a heading.
LISTED, _HEADING = "——", 40
# Paragraphs that may stand between the one that a time opens and the list.
_BETWEEN = 1


@lru_cache(maxsize=2048)
def times_opening(text: str) -> tuple[tuple[int, str], ...]:
    """Return for each sentence that a time opens where it ends, and that time: 刚刚过去的2017年，目标全面完成。"""
    times = [f for f in find_figures(text) if f.kind in TIMES]
    return tuple(
        (b, f.key)
        for a, b in sentences(text)
        for f in times
        if a <= f.start < b
        and (
            (_OPENS.fullmatch(text, a, f.start) and text[f.end : f.end + 1] in ("，", ","))
            or _REPORT.match(text, f.end)
        )
    )


def over_lists(text: str) -> dict[int, str]:
    """Return for each paragraph of a list of —— where it begins, and the time that opens the last paragraph before the list: 去年，….

    It is written like a heading that stands over the paragraph, with the mark of the list before it.
    """
    found: dict[int, str] = {}
    opened, since, at = "", 0, 0
    for line in text.splitlines(keepends=True):
        begins = at + len(line) - len(line.lstrip())
        at += len(line)
        words = line.strip()
        if words.startswith(LISTED):
            found |= {begins: f"{LISTED}{opened}"} if opened and since <= _BETWEEN else {}
        elif len(words) <= _HEADING and "。" not in words:
            opened = opened if not words else ""
        else:
            since += 1
            if time := _opening(words):
                opened, since = time, 0
    return found


def _opening(paragraph: str) -> str:
    """Return the time or the stretch with which a paragraph opens: 去年, 过去五年, “十四五”时期."""
    first = re.split("[，,。]", paragraph, maxsplit=1)[0]
    if len(first) <= _SCENE and (_long(first) or any(f.kind in TIMES for f in find_figures(first))):
        return first
    times = [f for f in find_figures(paragraph[:_HEADING]) if f.kind in TIMES]
    if times and _OPENS.fullmatch(paragraph, 0, times[0].start):
        return times[0].text if paragraph[times[0].end :].startswith(("时期是", "是")) else ""
    return ""


@lru_cache(maxsize=2048)
def stretch_before(text: str, at: int) -> frozenset[str] | None:
    """Return the stretch with which the last sentence before `at` that opens with a time opens, None where none does."""
    opened: frozenset[str] | None = None
    for a, b in sentences(text[:at]):
        first = text[a:b].split("，", 1)[0]
        if len(first) > _SCENE:
            continue
        if found := _long(first):
            opened = found
        elif any(f.kind in TIMES for f in find_figures(first)):
            opened = frozenset()
    return opened


def stretch_over(section: tuple[str, ...]) -> frozenset[str]:
    """Return the stretch of the nearest heading that names one: 过去五年工作回顾."""
    found = (_long(heading) for heading in reversed(section))
    return next((s for s in found if s), frozenset())


def _long(text: str) -> frozenset[str]:
    """Return the stretches of several years that a text names."""
    return frozenset(s for s in stretches(text) if _LONG.fullmatch(s))


def years_of(under: frozenset[str], context: Context) -> tuple[int, int] | None:
    """Return the first and the last year on which a yearly report looks back where it says 五年来."""
    long = [int(m[1]) for s in under if (m := _LONG.fullmatch(s))]
    if len(long) != 1 or not _YEARLY.search(context.title) or not (context.year or "").isdigit():
        return None
    year = int(context.year or "")
    return year - long[0], year - 1
