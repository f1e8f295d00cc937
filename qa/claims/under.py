"""The time that stands over a figure: of its headings, of a report that looks back, of the document. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.claims.standing import TIMES
from qa.figures import find_figures
from qa.proof.context import Context

# 一、过去一年工作回顾: what a yearly report says under it is of the year before.
_BACK = re.compile(
    r"(?:过去|上)?(?:的?一年来?|去年|上年)(?:的|政府|主要)?工作?(?:的?回顾|的?总结|情况)"
)
_PAST_YEAR = re.compile(r"过去的?一年|(?:这|上)一年来?")
_YEARLY = re.compile(r"工作报告|工作情况")


def above(section: tuple[str, ...], before: str, context: Context) -> tuple[str, ...]:
    """Return the keys of the times under which a figure stands that has `before` before it in its paragraph."""
    return (
        _above(section)
        or _looked_back(section, context.year)
        or _told_back(before, context)
        or context.periods
    )


@lru_cache(maxsize=2048)
def _above(section: tuple[str, ...]) -> tuple[str, ...]:
    """Return the time of the nearest heading that names one: 2021年工作回顾 in a report of 2022."""
    for heading in reversed(section):
        if keys := tuple(dict.fromkeys(f.key for f in find_figures(heading) if f.kind == "period")):
            return keys if len(keys) == 1 else ()
    return ()


def _looked_back(section: tuple[str, ...], year: str | None) -> tuple[str, ...]:
    """Return the year before that of publication under 过去一年工作回顾, where no heading names a year."""
    back = year and year.isdigit() and any(_BACK.search(heading) for heading in section)
    return (str(int(year) - 1),) if back and year else ()


def _told_back(before: str, context: Context) -> tuple[str, ...]:
    """Return the year before that of a yearly report where it has said 过去一年 and no other time since."""
    at = max((m.end() for m in _PAST_YEAR.finditer(before)), default=-1)
    if at < 0 or not _YEARLY.search(context.title) or not (context.year or "").isdigit():
        return ()
    since = [f for f in find_figures(before) if f.kind in TIMES and f.start >= at]
    return () if since else (str(int(context.year or "") - 1),)
