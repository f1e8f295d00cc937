"""A statement that its paragraph takes back: by what follows (该消息不属实, 系误传), or by what announces it (以下说法均不属实). Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
from qa.proof.framed import spans_of

_NOT_SO = (
    r"不实|不属实|谣言|失实|误[传读会]|虚假|有误|不是事实|伪造|不正确|错误|(?:没有|毫无|并无|缺乏|无)(?:任何|事实)?(?:依据|根据)|"
    r"与(?:事实|实际|实情)[^，,。]{0,4}不(?:符|一致)|(?:尚|还|目前)?(?:未|没有?)(?:经|得到|获得?|被)?(?:官方|有关部门|权威|最终)?(?:证实|核实|确认)|查无此事|子虚乌有|无从谈起"
)
# What was said is called untrue. It stands for all that came before it, as a rumour does.
_UNTRUE = re.compile(
    rf"\s*(?:但|不过|然而|其实|事实上|实际上|经[^，,。]{{0,8}}(?:查[证实]?|核[实查]|了解)[，,]?)?(?:(?:该|此|上述|以上|这[些一类种条则]?|前述|有关|相关)[^。，,《]{{0,12}}"
    rf"(?:消息|说法|传言|信息|内容|报道|言论|视频|文章|情况|数字|数据)[^。《]{{0,12}}(?:{_NOT_SO})"
    r"|(?:以上|上述|这|此)(?:内容|说法)?(?:均|都|纯)?(?:属于?|系|是|为)(?:谣言|虚假|不实|误[读传]|假的|错误))"
)
# The clause behind says it of what the sentence has said so far: …，系误传; …，与事实不符.
_UNTRUE_HERE = re.compile(
    rf"[—\s]*(?:但|不过|然而|经[^，,。]{{0,8}}(?:查[证实]?|核[实查])[，,]?)?(?:(?:此|这|该|上述|以上)[^。，,]{{0,8}}(?:均|都)?(?:为|系|是|属)?|目前|系|属于?|纯属|均?[为属系])?(?:{_NOT_SO})"
)
# 以下几种说法都是错误的。 holds for all that comes after it.
_ANNOUNCED = re.compile(
    r"(?:以下|下列|下述|如下)[^。]{0,16}(?:不实|不属实|谣言|虚假|错误|不正确|有误|误区)|(?:谣言|误区|不实信息|虚假信息)[^。]{0,6}(?:如下|有以下|包括)"
)
_CLAUSE = re.compile("[，,；;。]")
_ENDED = r"(?:停止执行|不再执行|不再实施|废止|失效|作废|取消|撤销)"
# What was said has ended. 《…》同时废止 and 本办法施行，原办法废止 say it of another paper.
_OVER = re.compile(
    rf"\s*(?:自[^。，,《]{{2,24}}起[，,]?(?:上述|该|此|其)?[^。，,《]{{0,8}}{_ENDED}"
    rf"|(?:现|现已|目前已)(?:予以?)?{_ENDED}"
    rf"|(?:上述|该|此|以上|前述)(?:项|条|款)?[^。，,《]{{0,10}}(?:已|现|均|一律|全部)(?:予以?)?{_ENDED})"
)


@lru_cache(maxsize=1024)
def _announced(paragraph: str) -> int:
    """Return where the first sentence ends that calls what comes after it untrue; behind the paragraph where none does."""
    spans = spans_of(paragraph)
    ends = (b for a, b in spans if _ANNOUNCED.search(fold(paragraph[a:b])))
    return next(ends, len(paragraph) + 1)


@lru_cache(maxsize=4096)
def taken_back(paragraph: str, end: int) -> bool:
    """Return whether what stands before `end` is called untrue, or no more so: behind it, in its sentence or the next, or before it.

    Remembered: a figure check asks it of each figure of a paragraph, once for every figure of a draft.
    """
    spans = spans_of(paragraph)
    here = next((s for s in spans if s[0] < end <= s[1]), None)
    if here and any(
        _UNTRUE_HERE.match(part) for part in _CLAUSE.split(fold(paragraph[end : here[1]]))
    ):
        return True
    if here and _announced(paragraph) <= here[0]:
        return True
    after = fold(next((paragraph[a:b] for a, b in spans if a >= end), ""))
    return bool(_UNTRUE.match(after) or _OVER.match(after))
