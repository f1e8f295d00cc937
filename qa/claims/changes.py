"""Whether two figures are reckoned alike: so much per year, grown against the same month or year. Pure."""

from __future__ import annotations

import re

from qa.claims.grounds import Ground
from qa.claims.sametime import resolved
from qa.claims.told import Told
from qa.claims.words import key

# Every so often, and so much on average.
_PER = {"每年": "年", "年均": "年", "每月": "月", "月均": "月", "年度": "年"}
# 年度最高80万元, not 年度计划.
_EACH = re.compile(r"每年|年均|每月|月均|(?<![今去明前上本])年度(?=最|累计|不超|补|奖|\s)")
# 日产能4.5万吨 is none of a year; what says no time is left open.
_WITHIN = re.compile(
    r"(?<![今去明前后每近当本全几多半两\d])(?P<time>[年月日周时])(?=产(?!品|业|权|妇|后|假)|处理|吞吐|供[水气热电]|加工|接待|输送|输气|发电|销[量售]|用[水电气]|排放|客流|访问|活跃|灌溉|屠宰)"
)


_MEAN = re.compile(r"^[^，,。；;]*?(?P<mean>人均|日均|月均|户均|平均)(?=[^，,。；;]*[由从])")
_DAILY = re.compile(r"每[天日](?!补|给|扣|领)")
# For each of what: 每个子女, 每家企业.
_EVERY = re.compile(r"每[个家户名位台件间次项辆只头套]([\u4e00-\u9fff]{2})")


def per(told: Told) -> frozenset[str]:
    """Return what a figure is said to be so much per, where its unit does not say it: 每年追回4.1亿元."""
    if "/" in told.figure.unit or told.change:
        return frozenset()
    return frozenset(_PER[m] for m in _EACH.findall(f"{told.lead}，{told.governing}"))


def same_share(claim: Told, source: Told) -> bool:
    """Whether neither is for each of one kind where the other is for each of another: 每个子女 and 每个纳税人."""
    mine, theirs = (
        {noun for noun in _EVERY.findall(f"{t.lead}，{t.governing}") if key(noun)}
        for t in (claim, source)
    )
    return not mine or not theirs or not mine.isdisjoint(theirs)


def same_rate(claim: Told, source: Told) -> bool:
    """Whether neither is so much a day where the other is so much a year or says no time."""
    mine, theirs = (frozenset(_WITHIN.findall(t.governing)) for t in (claim, source))
    return not (mine ^ theirs) - {"年"}


def same_change(claim: Told, source: Told) -> bool:
    """Whether both grew against the same; 增长8.1% leaves out that it is on the year before, never on the month."""
    mine, theirs = _changes(claim), _changes(source)
    if {mine, theirs} == {None, "人均"} and claim.figure.kind == "rate" and claim.figure.direction:
        return all("收入" in t.governing for t in (claim, source))  # 居民收入增长 is that of each
    return mine == theirs or (
        {mine, theirs} == {None, "同比"}
        and claim.figure.direction is not None
        and (claim.figure.kind in ("rate", "points") or mine is None)
        and (mine is None or not re.search(r"月|季", f"{source.governing}{source.lead}"))
    )


def same_year(claim: Told, source: Told, ground: Ground) -> bool:
    """Whether both are compared with the same year: 较2018年 is 同比 only of 2019, and nothing without the year."""
    if claim.against == source.against or claim.figure.direction is None:
        return True
    named = source.period or ground.when.governing or claim.period
    now = resolved(named, ground.when.year) or ""
    before = {str(int(now[:4]) - 1)} if now[:4].isdigit() else set()
    return all(a.against == before or not a.against for a in (claim, source)) and all(
        a.against or a.change == "同比" for a in (claim, source)
    )


def _changes(told: Told) -> str | None:
    # 平均时长由6.2天缩短到3.1天: what it came to is an average too.
    if told.change is None and told.role == "to" and (mean := _MEAN.search(told.governing)):
        return mean["mean"]
    if told.change is None and told.figure.kind in ("quantity", "money"):
        return "日均" if _DAILY.search(told.governing) else None  # 平均每天 and 每天
    return None if told.change == "累计" else told.change
