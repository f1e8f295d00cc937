"""The year that a draft tells of goes on to the sentences that name none: 2014年，…。全年城镇新增就业1322万人。 Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.splitter import sentences
from qa.claims.circumstances import compared_with
from qa.claims.dated import QUOTED, replaced
from qa.claims.ground import Candidate, candidates
from qa.claims.judging import Judged
from qa.claims.sametime import resolved
from qa.claims.standing import TIMES
from qa.figures import find_figures
from qa.types import Evidence

# 2014年 as the time of something: no part of a paper's name, no bound, nothing compared with.
_NAMED_YEAR = re.compile(
    r"(?<![\d到至比较同自从以由与－—-])(?P<year>(?:19|20)\d\d)年(?!度?(?:国务院)?政府工作报告|以来|[—–－-]|至|到|前|起|\d{1,2}月)"
)
# Where a clause begins, of the year that was named: 全年城镇新增就业….
_OF_IT = re.compile(r"(?<![^，,。；;：:、\n])(?:全年|同年|这一年|年[末底](?=全[国省市县区]))")

# What is so now is of no year that was told.
NOW = re.compile(r"目前|当前|现有|现已|现在|如今|眼下|截[至止]|迄今")
# The key of a time with its year, or of a stretch of years.
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)(?:[^/]*/(?P<last>(?:19|20)\d\d))?")


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


def names_time(sentence: str) -> bool:
    """Whether a sentence says when; 比上年 says only against what."""
    return any(
        f.kind in TIMES and not compared_with(sentence, f.start, f.end)
        for f in find_figures(sentence)
    )


def of_the_year(judged: Judged, again: Judged | None, year: str) -> Judged:
    """Return the finding on a figure of a sentence without a time as that of the year that the draft told of before.

    `again` is the finding as of that year: it replaces what another year's figure denies, what only the year tells from
    others, and where it denies what another's supports.
    """
    if again is None:
        return judged
    if judged.verdict == "contradicted" or (
        judged.verdict != "supported" and again.verdict == "supported"
    ):
        return replace(again, figure=judged.figure)
    if judged.verdict == "supported" and again.verdict == "contradicted":
        return _of_another(replace(again, figure=judged.figure), year)
    return judged


def given_for(judged: Judged, evidence: Iterable[Evidence], year: str) -> Judged:
    """Return the finding on a figure of a draft that told of `year` before; one that the source gives for other years is not supported."""
    cited, source = judged.citation, judged.source
    if judged.verdict != "supported" or cited is None or source is None:
        return judged
    place = (cited.document.id, cited.paragraph_start)
    stated = [
        c
        for item in evidence
        if (item.document.id, item.start) == place
        for c in candidates(item)
        if c.told.figure.text == source.text
    ]
    others = stated and all(_only_of_others(c, year) for c in stated)
    return _of_another(judged, year) if others else judged


def _of_another(judged: Judged, year: str) -> Judged:
    return replace(judged, verdict="scope_differs", differs=("时间",), note=f"前文说的是{year}年")


def _only_of_others(candidate: Candidate, year: str) -> bool:
    """Whether all times that a source's figure is of are years, and none of them is `year`."""
    told, when = candidate.told, candidate.ground.when
    named = [told.period or when.governing]
    if named == [None]:
        named = [when.opened or when.before] if when.opened or when.before else [*when.above]
    years = [_YEARS.match(resolved(t, when.year) or "") for t in named]
    return bool(years) and all(
        m and not int(m["first"]) <= int(year) <= int(m["last"] or m["first"]) for m in years
    )
