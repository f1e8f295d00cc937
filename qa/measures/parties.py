"""Who a clause makes the beneficiary: the head of 对…的X. Whom X lends to, lets to or serves is no condition on the asker.

银行机构发放小微企业贷款 is a matter of banks, 减免中小企业房租的园区 of parks; 担保机构对小微企业减免担保费 helps the enterprises.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa.measures.types import Condition, Measure, Test
from qa.measures.view import View

FINANCE = r"(?:金融机构|银行(?:业|类)?(?:金融)?机构|(?:[\u4e00-\u9fff]{0,2}商业|村镇)?银行|(?:融资)?担保(?:机构|公司)|保险(?:公司|机构)|证券公司|小额贷款公司|(?:融资)?租赁公司|信托公司)"
_PARTY = rf"(?:{FINANCE}|园区?|载体|孵化器|基地|集中区|空间|平台|中心|机构|房东|业主|出租方|市场|综合体|企业|公司|单位|主体|协会|商会|个人|院校|学校)"
_HEAD = re.compile(
    rf"的(?:[^的,]{{0,40}}?)(?P<head>{_PARTY})(?:等(?:各类)?[\u4e00-\u9fff]{{0,6}})?$"
)
# 认定为高新技术企业的企业 is one itself.
_DEALS = re.compile(
    r"[向对给]|(?<![定评成列作选视称认纳])为|支持|帮助|服务|扶持|发放|减免|吸纳|带动|面向|采购|降低|免收|投放"
)
_PLACE = re.compile(
    r"\"?(?:双创|创业|创新|特色|公共|服务|示范|孵化|信用|信息|融资)+\"?(?:示范)?(?:基地|园区?|载体|平台|机构|孵化器|集聚区|中心)"
)
_LENDS = re.compile(
    rf"{FINANCE}(?P<between>[^,]*?(?:发放|开展|投放|办理|新增|提供|支持|服务|使用|推出))[^,]*$"
)
_WITH = re.compile(r"[对向为给]")


def of_others(text: str, start: int, end: int) -> bool:
    """Whether the size or title at `start`..`end` of a clause only says whom its beneficiary deals with."""
    before, rest = text[:start], text[end:]
    if _PLACE.match(rest):
        return True
    if _DEALS.search(before) and _HEAD.search(rest):
        return True
    lends = _LENDS.search(before)
    return bool(lends and rest and (not _WITH.search(lends["between"]) or text.endswith("的")))


# 金融机构向小微企业发放的首贷，给予风险补偿: what covers a risk goes to whoever bears it.
_RISK = re.compile(r"风险(?:补偿|奖补|分担)|代偿|(?:贷款|本金)损失")
_BEARS = re.compile(
    rf"(?P<who>{FINANCE})(?:[为向对给][^,]{{2,16}}?)?(?:发放|开展|投放|办理|新增|提供)"
)


def for_lenders(seen: View, start: int, measure: Measure) -> Measure:
    """Return the measure, asked of banks alone where it bears the risk of what they lend to others; its subject begins at `start`."""
    bank = _BEARS.match(seen.text, start)
    if bank is None or not _RISK.search("".join(measure.support.text.split())):
        return measure
    others = [
        c for c in measure.conditions if c.shared or c.any_of[0][0].kind not in ("size", "industry")
    ]
    own = Condition(
        span=seen.span(*bank.span("who")), any_of=((Test(kind="industry", values=("金融业",)),),)
    )
    return replace(measure, conditions=(own, *others))


_LENDER_HEAD = re.compile(rf"(?:^|的)[^的,]{{0,8}}?(?P<who>{FINANCE})$")
_LENDER_DOES = re.compile(
    rf"^[\u4e00-\u9fff]{{0,8}}?(?P<who>{FINANCE})(?:为[\u4e00-\u9fff]{{2,6}})?(?:发放|开展|投放|办理|新增|提供|使用|推出)"
)


# 我们是一家银行, 银行在海淀做了30笔续贷; 向银行贷了款 is not one.
SELF_LENDER = re.compile(
    rf"(?<![向从找跟对由与和及给到欠])(?P<who>{FINANCE})(?=[给为向](?![我咱本])|[在做放办发开提]|$|[,。;])"
)


def lender(text: str) -> tuple[int, int] | None:
    """Return where a clause names banks and the like as its beneficiary, None where it is for others."""
    match = _LENDER_HEAD.search(text) or _LENDER_DOES.match(text)
    return match.span("who") if match else None
