"""Words of its own that an enterprise shares with a measure: 重点研发计划项目, 技术合同成交额. No list of wishes knows them all."""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
from qa.measures.types import Measure

# What any enterprise says of itself and any measure asks for: shared, it says nothing of what is wanted.
_GENERAL = re.compile(
    r"[一-龥]{0,3}[省市县区](?!级)|(?:规模|限额)以[上下]|[中小微大型]{1,4}企业|企业|公司|单位|机构|个体工商户|合作社|工业|制造业?|服务业|农业|项目|产品|我们|经营|生产|建设|注册|成立|登记"
    r"|(?:年度?|上年|去年|今年|本年|主营|业务|营业|销售|总|年)*(?:收入|销售额|营收|利润|产值|税收|人数|员工|职工|投资额?|投入)|固定资产|研发(?:费用|投入|人员)|同比|增长|增加|首次|新增|高新技术|专精特新|小巨人"
    r"|财政|贡献|奖励|补助|补贴|资助|支持|给予|一次性|最高|贷款|申[请报]|享受|政策|优惠|符合|条件|通过|认定|评定|获得|取得|没有|无|安全|事故|行政处罚|处罚|信用|失信|拖欠|工资|记录|\d[\d.,]*(?:%|[万亿]?元|人次?|[家个名台年月日项件])?|[的了在和与及或为是对向于将]"
)
LEAST, MUCH = 4, 8  # characters that are no chance; so many are as good as a wish


def said_alike(measure: Measure, said: str) -> str:
    """Return the longest run of words that the profile shares with whom the measure is for and what it gives; empty where it is short."""
    own, runs = _said("".join(said.split()))
    best = ""
    for part in _NO_HAN.split(_GENERAL.sub(",", fold("".join(measure.span.text.split())))):
        for start in range(len(part) - LEAST + 1):
            if part[start : start + LEAST] not in runs:
                continue
            end = start + LEAST
            while end < len(part) and part[start : end + 1] in own:
                end += 1
            best = max(best, part[start:end], key=len)
    return best


_NO_HAN = re.compile(r"[^一-龥]+")


@lru_cache(maxsize=8)
def _said(said: str) -> tuple[str, frozenset[str]]:
    """Return what a profile says of its own, and its runs of as few characters as count."""
    own = _GENERAL.sub(",", fold(said))
    runs = (own[i : i + LEAST] for i in range(len(own) - LEAST + 1))
    return own, frozenset(run for run in runs if not _NO_HAN.search(run))
