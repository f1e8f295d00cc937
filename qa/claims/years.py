"""The year that a draft tells of goes on to the sentences that name none: 2014年，…。全年城镇新增就业1322万人。 Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from index.splitter import sentences
from qa.claims.dated import QUOTED, replaced
from qa.claims.judging import Judged

# 2014年 as the time of something: no part of a paper's name, no bound, nothing compared with.
_NAMED_YEAR = re.compile(
    r"(?<![\d到至比较同自从以由与－—-])(?P<year>(?:19|20)\d\d)年(?!度?(?:国务院)?政府工作报告|以来|[—–－-]|至|到|前|起|\d{1,2}月)"
)
# Where a clause begins, of the year that was named: 全年城镇新增就业….
_OF_IT = re.compile(r"(?<![^，,。；;：:、\n])(?:全年|同年|这一年|年[末底](?=全[国省市县区]))")


def carried(draft: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the draft with the year that 全年 and its like mean, the last one that a sentence before named; and where its characters stood."""
    quoted = [m.span() for m in QUOTED.finditer(draft)]
    cuts: list[tuple[int, int, str]] = []
    for (start, end), last in years_in_force(draft):
        for word in _OF_IT.finditer(draft, start, end) if last else ():
            before = _NAMED_YEAR.search(draft, start, word.start())
            if not before and not any(a <= word.start() < b for a, b in quoted):
                cuts.append((*word.span(), f"{last}年{word[0][1:] if word[0][0] == '年' else ''}"))
    return replaced(draft, cuts)


def years_in_force(draft: str) -> list[tuple[tuple[int, int], str]]:
    """Return each sentence of a draft with the one year that the last sentence before it which names years named, "" for none or several."""
    quoted = [m.span() for m in QUOTED.finditer(draft)]
    found: list[tuple[tuple[int, int], str]] = []
    last = ""
    for start, end in sentences(draft):
        found.append(((start, end), last))
        years = {
            m["year"]
            for m in _NAMED_YEAR.finditer(draft, start, end)
            if not any(a <= m.start() < b for a, b in quoted)
        }
        if years:
            last = years.pop() if len(years) == 1 else ""
    return found


def of_the_year(judged: Judged, again: Judged | None, year: str) -> Judged:
    """Return the finding on a figure of a sentence without a time as that of the year that the draft told of before.

    `again` is the finding as of that year: it replaces what another year's figure denies, and where it denies what another's supports.
    """
    if again is None:
        return judged
    if judged.verdict == "contradicted":
        return replace(again, figure=judged.figure)
    if judged.verdict == "supported" and again.verdict == "contradicted":
        note = f"前文说的是{year}年"
        return replace(
            again, figure=judged.figure, verdict="scope_differs", differs=("时间",), note=note
        )
    return judged
