"""What differs between a figure of the draft and one of a source beside the thing itself: time, place, whose, base, direction. Pure."""

from __future__ import annotations

import re

from qa.claims.changes import per, same_change, same_rate, same_share, same_year
from qa.claims.circumstances import Modality, adds, levels, modality
from qa.claims.conditions import condition_kept, leans_on_the_same
from qa.claims.grounds import Ground
from qa.claims.introduced import somebody_named
from qa.claims.limits import (
    example_named,
    follows_the_same,
    limits_kept,
    planned_as_fact,
    wanted_as_there,
)
from qa.claims.sametime import resolved, same_time
from qa.claims.told import Told, flows
from qa.claims.types import Difference
from qa.claims.whose import antecedent, owner_named, same_base, same_place
from qa.claims.words import key, missing, pairs
from qa.proof.context import home_names

_ACTION = re.compile(
    r"推动|推进|建设|培育|新增|打造|组织|开展|举办|实施|安排|支持|引进|建立|增加|设立|认定|组建|布局"
)
# 推动园区…增长: whose it is stands in an earlier clause, and the draft has to name it.
_STANDS_FOR = re.compile(r"(?:^|[ 推动的，])(?:园区|当地|该[^，。]{1,3}|其)(?!他|中|余)")
_EXCEPT = re.compile(r"除(?!夕|此|湿|尘|险|草|法|数|以)了?([^，,。；;]{2,20}?)(?:之外|以外|外)")
# How much it grew, in words; what the draft adds to it the source has to say.
_DEGREE = re.compile(
    r"(?:略|微|小幅|大幅|猛|激|骤|急|翻倍)(?:度|微|有)?(?=[增涨升降减跌提上下回攀])"
)
_REACHED = re.compile("达|突破|超|迈上|站上|跃上")
_FOUR = re.compile(r"\d{4}")


def differences(claim: Told, source: Told, ground: Ground) -> list[Difference]:
    """Return in which ways the two are not of the same, in a fixed order."""
    found: list[Difference] = []
    if not same_time(claim, source, ground.when):
        found.append("时间")
    if not same_place(claim, source, ground):
        found.append("地区")
    if ground.owner and not owner_named(claim, source, ground):
        found.append("主体")
    if ground.introduced and not somebody_named(
        claim, source, ground.introduced, home_names(ground.context)
    ):
        found.append("主体")
    stands = _STANDS_FOR.search(source.own) and not antecedent(claim, source)
    if stands or not example_named(claim, source):
        found.append("主体")
    if _was(claim, source, ground):
        found.append("时间")
    roles = {claim.role, source.role} - {None}
    if (
        not same_change(claim, source)
        or not same_year(claim, source, ground)
        or len(roles) > 1
        or not same_base(claim, source)
    ):
        found.append("比较基准")
    alike = same_rate(claim, source) and same_share(claim, source)
    if per(claim) != per(source) or not alike:
        found.append("比较基准")
    if not _same_direction(claim, source):
        found.append("方向")
    if set(_DEGREE.findall(claim.governing)) - set(_DEGREE.findall(source.governing)):
        found.append("方向")
    # 对新认定的中心，奖励50万元 adds nothing to what is given.
    given = claim.flow and adds(f"{source.lead}，{source.condition}")
    if not (flows(claim) & flows(source) or given) and claim.figure.kind in ("quantity", "money"):
        found.append("总量与增量")
    if not _same_modality(claim, source, ground):
        found.append("计划与完成")
    if (
        _of_another_level(claim, source)
        or claim.order != source.order
        or _excepted(claim, source)
        or not (
            limits_kept(claim, source)
            and follows_the_same(claim, source)
            and condition_kept(claim, source)
            and leans_on_the_same(claim, source)
        )
    ):
        found.append("对象")
    return found


def _was(claim: Told, source: Told, ground: Ground) -> bool:
    """Whether a draft tells as it is what it was before: 46亿元 of 由上年46亿元增加到92亿元."""
    if source.role != "from" or claim.role:
        return False
    years = ground.when.years
    before = years is not None and claim.period == str(years[0] - 1)
    return not before and not _FOUR.match(source.period or "")


def _same_direction(claim: Told, source: Told) -> bool:
    """Whether both went the same way; 限流数增至8000人 says that it is 8000, and 由10.2% goes where what it came to says.

    比重升至46.1% says of 比重达到46.1% what that says.
    """
    if claim.figure.direction == source.figure.direction:
        return True
    if claim.role == "to" and claim.figure.direction == "up" and source.figure.direction is None:
        return bool(_REACHED.search(source.governing))
    reached = claim.figure.direction is None and source.role == "to"
    return reached or claim.role == source.role == "from" or _both_added(claim, source)


def _both_added(claim: Told, source: Told) -> bool:
    """Whether one says 增加 and the other 新增 of so much."""
    ways = {claim.figure.direction, source.figure.direction}
    return (
        claim.flow
        and source.flow
        and ways == {None, "up"}
        and "to" not in (claim.role, source.role)
    )


# The place itself is a gap in what is read.
_OURS = re.compile(r"(?:^|[\s，])的(?:重点|示范|试点|龙头|工程|专精)")


def _of_another_level(claim: Told, source: Told) -> bool:
    """Whether one counts what is of the province and the other not; what leads on to the source's figure may say so."""
    if claim.level == source.level:
        return False
    before = source.lead.rpartition("，")[2]
    led = levels(f"{source.condition}，{before}")
    if _OURS.search(f"{before}，{source.governing}"):
        led |= claim.level  # 我省的重点领域研发计划 is what others call 测试省重点领域研发计划
    return not source.level <= claim.level <= source.level | led


def _same_modality(claim: Told, source: Told, ground: Ground) -> bool:
    theirs, mine = (_planned(t, ground.when.year) for t in (source, claim))
    if wanted_as_there(claim, source):
        return False
    if theirs == "planned" and mine == "open" and _came(claim, ground):
        return False  # a target for a year is nothing that was so in that year
    if theirs == "planned" and mine == "open" and ground.done and claim.around:
        return False  # of a place, in a report on what was done, it would be done
    if theirs == "open":
        planned = ground.planned and source.period is None and _ACTION.search(source.governing)
        then = resolved(source.period, ground.when.year) or ""
        past = _FOUR.match(then) and then[:4] < (ground.when.year or "")
        theirs = "planned" if planned else "done" if ground.done or past else "open"
    if theirs == "planned" and mine == "open" and planned_as_fact(claim, source):
        return False
    return {mine, theirs} != {"planned", "done"}


def _planned(told: Told, year: str | None) -> Modality:
    """Return whether a figure is planned or done; 增加到2007年的1.4万元 of a text of 2008 is no time to come."""
    last = (told.period or "").rpartition("/")[2].rstrip("末初")
    if told.modality == "planned" and _FOUR.fullmatch(last) and last < (year or ""):
        return modality(told.governing, told.lead)
    return told.modality


def _came(claim: Told, ground: Ground) -> bool:
    """Whether a claim names a time that had come when the source was published."""
    year = ground.when.year
    mine = resolved(claim.period, year)
    return year is not None and mine is not None and bool(_FOUR.match(mine)) and mine[:4] <= year


def _excepted(claim: Told, source: Told) -> bool:
    """Whether the draft speaks of those whom the source leaves out: 除遥墙片区外，其余6个园区…."""
    said = f"{claim.lead}，{claim.governing}"
    left_out = _EXCEPT.findall(f"{source.lead}，{source.governing}")
    return not _EXCEPT.search(said) and any(
        not missing(key(name), pairs(said)) for name in left_out if key(name)
    )
